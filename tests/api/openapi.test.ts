import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES, type Route } from "#api/contract-routes.ts";
import { REFUSAL_STATUS } from "#api/errors.ts";
import { API_PROBLEMS } from "#api/refusals.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk, type Parsed } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let folder: string;
let document: Parsed;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plenum-page-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Plenum</title>");
  writeFileSync(join(folder, "main.js"), "1;");
  engine = await anEngine();
  desk = await aDesk(engine, { web: folder });
  document = (await desk.call(null, "GET", "/openapi.json")).body;
});
afterAll(async () => {
  await desk.end();
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** A relay has no token: it signs. Who signs in has none yet. */
const PUBLIC = new Set([
  "get /api/health",
  "post /api/bounces/signed",
  "get /api/sign-in",
  "post /api/session",
  "post /api/session/passkey/options",
  "post /api/session/passkey",
  "post /api/welcome/look",
  "post /api/welcome",
]);

describe("given the OpenAPI document", () => {
  test("then it names every route of the table, and no other", () => {
    expect(document.openapi).toBe("3.1.0");
    const named = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    const routes = Object.values<Route>(ROUTES).map(
      ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
    );
    expect(named.sort()).toEqual(routes.sort());
  });

  test("then every reference in it leads somewhere", () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const [, ...path] = reference.split("/");
      const found = path.reduce((inner, part) => inner?.[part], document);
      expect(found, reference).toBeTypeOf("object");
    }
  });

  test("then writes ask for their key, reads do not, and only health, relays and the ways to sign in are public", () => {
    for (const [path, methods] of Object.entries<
      Record<string, { parameters: { name: string }[]; security: unknown[] }>
    >(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const keyed = operation.parameters.some((one) => one.name === "Idempotency-Key");
        const pure = method === "get" || /\/(check|plan|signed|changes\/preview)$/.test(path);
        expect(keyed, `${method} ${path}`).toBe(!pure);
        expect(operation.security.length === 0, path).toBe(PUBLIC.has(`${method} ${path}`));
      }
  });
});

describe("given the refusals", () => {
  test("then each of the API's own has a status and a sentence in both languages, and no code means two things", () => {
    for (const [code, [status, vi, en]] of Object.entries(API_PROBLEMS)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(vi, code).toBe(vi.normalize("NFC"));
      expect(vi, code).toMatch(/\.$/);
      expect(en, code).toMatch(/\.$/);
      expect(code in REFUSAL_STATUS, code).toBe(false);
    }
  });
});

describe("given the built page", () => {
  test("then its addresses are its index, its files are themselves, and nothing under /api ever is", async () => {
    const html = { headers: { accept: "text/html" } };
    for (const path of ["/", "/campaigns/x", "/campaigns/x/units/y"])
      expect((await desk.call(null, "GET", path, undefined, html)).body).toContain("<title>Plenum");
    expect((await desk.call(null, "GET", "/main.js")).body).toBe("1;");
    const missing = await desk.call(null, "GET", "/api/nothing", undefined, html);
    expect(missing.body).toMatchObject({ status: 404, code: "unknown_route" });
    expect((await desk.call(null, "GET", "/../package.json")).status).toBe(404);
  });
});
