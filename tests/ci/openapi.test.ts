import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES, type RouteName } from "#api/contract-routes.ts";
import { createPace } from "#api/pace.ts";
import { aDesk, type Desk, standsAt } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aPython, scriptOf } from "./python.ts";

const run = promisify(execFile);

interface Tried {
  /** By operation, role and what is wrong: the request and its answer. */
  readonly faults: Readonly<Record<string, string>>;
  /** How often each status was answered, by operation and role. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Record<string, number>>>>>;
}

/** It never ends; it ends the role's own token; it ends the campaign. */
const SKIPPED: readonly RouteName[] = ["stream", "signOut", "deleteRehearsal"];
const EXAMPLES = 5;
const SEED = 20_200_325;
/** Far more than anybody may send: a refusal for haste would hide the answer that is looked for. */
const FAST = { perSecond: 100_000, burst: 100_000 };
/** One of each unit that is asked for, and one that both have. */
const STEPS = ["dispatch", "plan", "conference"];

let engine: Engine;
let desk: Desk;
let folder: string;
let python: string;

beforeAll(async () => {
  python = aPython();
  folder = mkdtempSync(join(tmpdir(), "plenum-openapi-"));
  engine = await anEngine();
  await engine.work();
  const pace = createPace({ person: FAST, administrator: FAST, operator: FAST });
  desk = await aDesk(engine, { patience: 50, pace });
});
afterAll(async () => {
  await desk.end();
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** A campaign in a realm of its own, whose every name has a word in it that nobody else may read. */
async function aMarkedCampaign(word: string): Promise<string> {
  const plain = aPlayableCampaign();
  return await engine.begin({
    ...plain,
    title: { vi: `Tổng kết ${word}`, en: `Summary ${word}` },
    units: plain.units.map((one) => ({ ...one, name: `${one.name} ${word}` })),
    persons: plain.persons.map((one) => ({ ...one, name: `${one.name} ${word}` })),
    models: plain.models.map((one) => ({ ...one, title: `${one.title} ${word}` })),
    teams: plain.teams.map((one) => ({ ...one, name: `${one.name} ${word}` })),
  });
}

async function tried(wanted: object): Promise<Tried> {
  const path = join(folder, "wanted.json");
  writeFileSync(path, JSON.stringify(wanted));
  const { stdout } = await run(python, [scriptOf("try_api.py"), path], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

describe("given the served API and its OpenAPI document, read by schemathesis", () => {
  test("then no role gets an error of ours, an answer that is not in the document or a word of another realm", async () => {
    const ours = await aMarkedCampaign("Ngọc-Lan");
    const theirs = await aMarkedCampaign("Hoa-Sen");
    const operator = await desk.operator();
    const here = await desk.actors(ours);
    const there = await desk.actors(theirs);
    for (const campaign of [ours, theirs])
      await standsAt(desk, operator, campaign, "chau-thanh", "dispatch", "open");
    const secretsOf = (campaign: string, word: string): string[] => [
      word,
      campaign.split("~")[1] ?? word,
    ];
    const [ourSecrets, theirSecrets] = [secretsOf(ours, "Ngọc-Lan"), secretsOf(theirs, "Hoa-Sen")];
    const holder = (name: string, post: string) => ({
      name,
      token: here.get(`${post}/holder`) ?? "",
      secrets: theirSecrets,
    });
    const roles = [
      holder("head", "chau-thanh/head"),
      holder("clerk", "binh-an/clerk"),
      holder("holder", "minh-hoa/member-office"),
      { name: "stranger", token: there.get("chau-thanh/head/holder"), secrets: ourSecrets },
      { name: "nobody", token: null, secrets: [...ourSecrets, ...theirSecrets] },
      { name: "operator", token: operator, secrets: [] },
    ];
    const { body: document } = await desk.call(null, "GET", "/openapi.json");
    const { faults, answers } = await tried({
      document,
      base: desk.base,
      known: { campaign: [ours, theirs], unit: ["chau-thanh", "binh-an"], step: STEPS },
      skipped: SKIPPED,
      examples: EXAMPLES,
      seed: SEED,
      roles,
    });
    expect(Object.entries(faults).map(([what, how]) => `${what}\n${how}`)).toEqual([]);
    const skipped = new Set<string>(SKIPPED);
    const wanted = Object.keys(ROUTES).filter((name) => !skipped.has(name));
    expect(Object.keys(answers).sort()).toEqual(wanted.sort());
    // It got somewhere: whoever has a right to the campaign read it, and the others did not.
    expect(answers["campaign"]?.["head"]).toHaveProperty("200");
    expect(answers["board"]?.["operator"]).toHaveProperty("200");
    expect(Object.keys(answers["campaigns"]?.["nobody"] ?? {})).toEqual(["401"]);
  });
});
