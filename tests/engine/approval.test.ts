import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Command } from "#domain/command.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { owed, play } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
const DEPUTY = "chau-thanh/standing-deputy/holder";
const HEAD = "chau-thanh/head/holder";

let engine: Engine;
let campaign: string;
let cycle: string;
let approve: Command;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

/** The district's dispatch has been submitted: the standing deputy approves first, then the head. */
beforeEach(async () => {
  campaign = await engine.begin(definition);
  cycle = `${campaign}/chau-thanh`;
  await play(engine, definition, campaign, (next) => next.act === "approve");
  const { rows } = await engine.pool.query<{ hash: string }>(
    "SELECT hash FROM documents WHERE cycle = $1",
    [cycle],
  );
  approve = { type: "approve", step: "dispatch", round: 1, hash: rows[0]?.hash ?? "" };
});

const approvals = async (): Promise<number> => {
  const { rowCount } = await engine.pool.query(
    "SELECT 1 FROM events WHERE cycle = $1 AND type = 'step_endorsed'",
    [cycle],
  );
  return rowCount ?? 0;
};

describe("given a submitted document", () => {
  test("when the first approver approves, then the second one owes it", async () => {
    const outcome = await engine.give(cycle, approve, DEPUTY);
    expect(outcome).toMatchObject({ status: "done", events: ["step_endorsed"] });
    expect((await owed(engine, campaign)).map(({ act, post }) => [act, post])).toEqual([
      ["approve", "chau-thanh/head"],
    ]);
    const { rows } = await engine.pool.query(
      "SELECT status, ended_by FROM obligations WHERE campaign = $1 AND post = 'chau-thanh/standing-deputy'",
      [campaign],
    );
    expect(rows).toEqual([{ status: "met", ended_by: DEPUTY }]);
  });

  test("when the same command is sent twice, then both get one outcome and it is applied once", async () => {
    const key = "double-click";
    const [first, second] = await Promise.all([
      engine.give(cycle, approve, DEPUTY, { key }),
      engine.give(cycle, approve, DEPUTY, { key }),
    ]);
    const third = await engine.give(cycle, approve, DEPUTY, { key });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await approvals()).toBe(1);
  });

  test("when two accounts use the same key, then they are two commands", async () => {
    const key = "1";
    const one = await engine.give(cycle, approve, DEPUTY, { key, account: "a" });
    const other = await engine.give(cycle, approve, HEAD, { key, account: "b" });
    expect([one?.status, other?.status]).toEqual(["done", "done"]);
    expect(await approvals()).toBe(2);
  });

  test("when two people act at once, then both are answered and their order is kept", async () => {
    const [deputy, head] = await Promise.all([
      engine.give(cycle, approve, DEPUTY),
      engine.give(cycle, approve, HEAD),
    ]);
    expect(deputy?.status).toBe("done");
    // Whoever came first; in the wrong order the head is told to wait.
    expect(head?.status === "done" || head?.status === "refused").toBe(true);
    expect(await approvals()).toBe(head?.status === "done" ? 2 : 1);
  });

  test("when somebody without the post approves, then it is refused, audited, and nothing changes", async () => {
    const outcome = await engine.give(cycle, approve, "binh-an/head/holder");
    expect(outcome).toMatchObject({ status: "refused", code: "not_entitled" });
    const { rows } = await engine.pool.query<{ entry: string }>(
      "SELECT entry FROM audit WHERE campaign = $1 ORDER BY n DESC LIMIT 1",
      [campaign],
    );
    expect(JSON.parse(rows[0]?.entry ?? "")).toMatchObject({
      what: "approve",
      refused: "not_entitled",
      act: { person: "binh-an/head/holder" },
    });
    expect(await approvals()).toBe(0);
  });

  test("when the content seen is not the content submitted, then it is refused", async () => {
    const outcome = await engine.give(cycle, { ...approve, hash: "other" } as Command, DEPUTY);
    expect(outcome).toMatchObject({ status: "refused", code: "content_changed" });
  });

  test("when an entry of the audit chain is changed, then the chain says where", async () => {
    await engine.give(cycle, approve, DEPUTY);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
    await engine.asOwner(
      "UPDATE audit SET entry = replace(entry, 'campaign', 'campaigm') WHERE campaign = $1 AND n = 1",
      [campaign],
    );
    expect(await findBrokenAudit(engine.pool, campaign)).toBe(1);
  });
});
