import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES, type Route, type RouteName } from "#api/contract-routes.ts";
import { type Right, reachOf } from "#domain/rights.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { hasRight, isOwn, unitsFor } from "./oracle.ts";
import {
  BODIES,
  DESTROYS,
  KNOWN_PARAMS,
  MADE_FOR,
  paramsOf,
  QUERIES,
  STEP_OF,
  WHOLE,
} from "./sample.ts";
import { aWorld, COMMUNES, type Persona, ROOT, type World } from "./world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  world = await aWorld(engine);
});
afterAll(async () => {
  await world.desk.end();
  await engine.end();
});

const routes = (Object.entries(ROUTES) as [RouteName, Route][]).filter(
  ([, { right }]) => right !== "public",
);
const UNITS = [ROOT, ...COMMUNES];

interface Answered {
  readonly status: number;
  readonly code: string | null;
  readonly body: unknown;
}

async function ask(
  [name, route]: readonly [RouteName, Route],
  { token }: Persona,
  unit: string,
): Promise<Answered> {
  const path = route.path
    .replace(":campaign", world.campaign)
    .replace(":unit", unit)
    .replace(":step", STEP_OF[unit] ?? "")
    .replaceAll(/:\w+/g, "nothing");
  const response = await fetch(world.desk.base + path + (QUERIES[name] ?? ""), {
    // A stream would never end.
    method: name === "stream" ? "HEAD" : route.method.toUpperCase(),
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    ...(route.body ? { body: JSON.stringify(BODIES[name] ?? {}) } : {}),
  });
  const text = await response.text();
  const json = /[/+]json/.test(response.headers.get("content-type") ?? "") && text !== "";
  const body: unknown = json ? JSON.parse(text) : text;
  const code =
    response.status >= 400 && typeof body === "object" && body !== null && "code" in body
      ? String(body.code)
      : null;
  return { status: response.status, code, body };
}

/** Every unit that an answer speaks of: what stands under `unit`, except who leads the whole. */
function unitsIn(body: unknown, under = ""): string[] {
  if (Array.isArray(body)) return body.flatMap((one) => unitsIn(one, under));
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    name === "unit" && typeof value === "string" && under !== "root"
      ? [value]
      : unitsIn(value, name),
  );
}

describe("given the table of routes", () => {
  test("then every one that takes a body has a sample here: without one nothing is known of its rights", () => {
    const missing = routes.filter(([name, { body }]) => body && !(name in BODIES));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test("then every one has a right of the table", () => {
    for (const [name, { right }] of routes) expect(right, name).toMatch(/^[a-z_]+$/);
  });
});

/** What somebody may get for a question about a unit, by the table of rights; null: anything that is no leak. */
function expected([name, route]: readonly [RouteName, Route], who: Persona, unit: string): RegExp {
  const right = route.right as Right;
  const params = paramsOf(route);
  if (reachOf(who.kind, right) === "none") return /^403 not_yours$/;
  // Whose account exactly: domain/account-rights.ts, held by the tests of accounts.
  if (right === "keep_accounts" || right === "keep_self") return /^[234]/;
  // What the reconciler found in the whole realm: not for who administers a part of it.
  if (right === "read_findings" && who.kind === "administrator") return /^403 not_yours$/;
  const known = unitsFor(who, "read_campaign");
  if (!params.includes("campaign"))
    return hasRight(who, right) ? /^(?!401|403 not_yours)/ : /^(400|403|404|200)/;
  if (known.size === 0) return /^(404|403 not_yours)/;
  if (params.includes("unit") && !known.has(unit)) return /^404 not_found$/;
  // An id that is nobody's: not there for anybody, unless the right is missing altogether.
  if (params.some((param) => !KNOWN_PARAMS.has(param))) return /^(4\d\d)/;
  if (WHOLE.has(name) && unitsFor(who, right).size < UNITS.length) return /^403 not_yours$/;
  const target = MADE_FOR[name];
  if (target !== undefined && !unitsFor(who, right).has(target)) return /^403 not_yours$/;
  if (isOwn(who, right)) return /^(?!401|404)/;
  return unitsFor(who, right).size === 0 ? /^403 not_yours$/ : /^(?!401|403|404)/;
}

describe.each(routes)("given %s", (name, route) => {
  const asksUnit = paramsOf(route).includes("unit");

  test("then every role gets what the table gives it, in every unit, and hears of no other", async () => {
    for (const who of world.personas)
      for (const unit of asksUnit ? UNITS : [ROOT]) {
        const wanted = expected([name, route], who, unit);
        if (DESTROYS.has(name) && !wanted.source.startsWith("^40")) continue;
        const { status, code, body } = await ask([name, route], who, unit);
        const got = [status, code].filter((part) => part !== null).join(" ");
        // A HEAD has no body to say its code.
        const bare = name === "stream" ? wanted.source.replace(/ \w+/g, "") : wanted.source;
        expect(got, `${who.name} asks ${name} about ${unit}`).toMatch(new RegExp(bare));
        if (status >= 400) continue;
        const known = new Set(unitsFor(who, "read_campaign"));
        for (const one of who.roles.flatMap(({ units }) => units)) known.add(one);
        const heard = unitsIn(body).filter((one) => UNITS.includes(one) && !known.has(one));
        if (who.kind !== "operator")
          expect(heard, `${who.name} hears by ${name} of units`).toEqual([]);
        if (who.kind === "person")
          expect(JSON.stringify(body), `${who.name}, ${name}`).not.toContain(world.otherCampaign);
      }
  });

  test("then somebody of another realm does not learn that there is anything", async () => {
    if (!paramsOf(route).includes("campaign")) return;
    for (const unit of asksUnit ? UNITS : [ROOT]) {
      const { status, code, body } = await ask([name, route], world.stranger, unit);
      const got = name === "stream" ? `${status} not_found` : `${status} ${code}`;
      expect(["404 not_found", "403 not_yours"], name).toContain(got);
      expect(JSON.stringify(body)).not.toContain("Trần");
    }
  });
});
