import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonCommand } from "#domain/command.ts";
import { instantOf } from "#domain/time.ts";
import { listRegister } from "#prisma/sql/read/register.ts";
import type { Scope } from "#prisma/sql/read/scope.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { owed, perform, play, settled } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
const PILOT = definition.pilot ?? "";
let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

const all = async (sql: string, ...values: readonly unknown[]) =>
  (await engine.pool.query(sql, [...values])).rows;

const holder = (post: string): string => `${post}/holder`;

const statusOf = async (campaign: string, unit: string) =>
  (await engine.client.workflow.getHandle(workflowIdOf(`${campaign}/${unit}`)).describe()).status
    .name;

const reached = async (campaign: string, unit: string, key: string): Promise<boolean> => {
  const sql = "SELECT state -> 'reached' ? $2 AS reached FROM cycles WHERE id = $1";
  const [row] = await all(sql, `${campaign}/${unit}`, key);
  return row.reached;
};

const wholeScope = (campaign: string, realm: string): Scope => ({
  campaign,
  realm,
  kind: "rehearsal",
  now: new Date().toISOString(),
  definitionHash: "",
  posts: [],
  units: null,
  standing: { operator: true, places: [] },
  cycles: [],
  steps: [],
});

describe("given a campaign whose cycles have all closed", () => {
  test("when the last step of one is reopened, then its run lives again until it is done again", async () => {
    const campaign = await engine.begin(definition);
    await play(engine, definition, campaign);
    const cycle = `${campaign}/${PILOT}`;
    await engine.client.workflow.getHandle(workflowIdOf(cycle)).result();

    const reopen: PersonCommand = { type: "reopen", step: "lessons", round: 1, reason: "Sai số" };
    const office = holder(`${PILOT}/standing-office`);
    expect(await engine.give(cycle, reopen, office)).toMatchObject({ status: "done" });
    await settled(engine, campaign);
    expect(await all("SELECT open, status FROM cycles WHERE id = $1", cycle)).toEqual([
      { open: true, status: "running" },
    ]);
    expect((await owed(engine, campaign)).map(({ step, round }) => [step, round])).toEqual([
      ["lessons", 2],
    ]);
    expect(await statusOf(campaign, PILOT)).toBe("RUNNING");
    // The district had closed on it: it knows that it fell back, and stays closed.
    const key = `${PILOT}/lessons`;
    expect(await reached(campaign, "chau-thanh", key)).toBe(false);

    await play(engine, definition, campaign);
    expect(await all("SELECT unit FROM cycles WHERE campaign = $1 AND open", campaign)).toEqual([]);
    expect(await reached(campaign, "chau-thanh", key)).toBe(true);
    await engine.client.workflow.getHandle(workflowIdOf(cycle)).result();
  });
});

describe("given a paper that has been issued", () => {
  test("when it is reopened, then its number is void in the register and never given again", async () => {
    const campaign = await engine.begin(definition);
    await play(engine, definition, campaign, ({ act }) => act === "acknowledge");
    const cycle = `${campaign}/chau-thanh`;
    const head = holder("chau-thanh/head");
    const reopen: PersonCommand = {
      type: "reopen",
      step: "dispatch",
      round: 1,
      reason: "Sai ngày",
    };
    expect(await engine.give(cycle, reopen, head)).toMatchObject({ status: "done" });
    await play(engine, definition, campaign, ({ act }) => act === "acknowledge");

    const [{ realm }] = await all("SELECT realm FROM campaigns WHERE id = $1", campaign);
    const scope = wholeScope(campaign, realm);
    const register = await listRegister(engine.pool, scope, 50, null);
    const name = definition.persons.find(({ id }) => id === head)?.name;
    expect(
      register
        .filter(({ step }) => step === "dispatch")
        .map((one) => [one.number, one.status, one.reason, one.voidedBy]),
    ).toEqual([
      [775, "void", "Sai ngày", name],
      [776, "issued", null, null],
    ]);
    expect(
      await all("SELECT number FROM documents WHERE cycle = $1 AND step = 'dispatch'", cycle),
    ).toEqual([{ number: 776 }]);
  });
});

describe("given a state paper planned for one year", () => {
  test("when it is issued in the next, then it takes that year's first number", async () => {
    const campaign = await engine.begin(definition);
    await play(
      engine,
      definition,
      campaign,
      ({ step, act }) => step === "commend" && act === "issue",
    );
    await engine.moveTo(campaign, instantOf("2021-01-05", "09:00"));
    const [issue] = (await owed(engine, campaign)).filter(({ act }) => act === "issue");
    if (!issue) throw new Error("nobody owes the number");
    await perform(engine, definition, campaign, issue);
    expect(
      await all(
        `SELECT e.series, e.number, s.next FROM register_entries e
           JOIN series s ON s.realm = e.realm AND s.id = e.series
          WHERE e.document = $1`,
        `${campaign}/chau-thanh/commend`,
      ),
    ).toEqual([{ series: "chau-thanh/state/QĐ/2021", number: 1, next: 2 }]);
  });
});
