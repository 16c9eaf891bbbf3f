import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#domain/command.ts";
import { readOutcome } from "#prisma/sql/inbox.ts";
import { play, settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
const DEPUTY = "chau-thanh/standing-deputy/holder";

let engine: Engine;
beforeAll(async () => {
  engine = await anEngine({ historyLimit: 40 });
});
afterEach(() => engine.rest());
afterAll(() => engine.end());

/** Up to the first approval, with a worker that is then gone. */
async function waitingForApproval(): Promise<{
  campaign: string;
  cycle: string;
  approve: Command;
}> {
  const campaign = await engine.begin(definition);
  await play(engine, definition, campaign, (next) => next.act === "approve");
  const cycle = `${campaign}/chau-thanh`;
  const { rows } = await engine.pool.query<{ hash: string }>(
    "SELECT hash FROM documents WHERE cycle = $1",
    [cycle],
  );
  const hash = rows[0]?.hash ?? "";
  return { campaign, cycle, approve: { type: "approve", step: "dispatch", round: 1, hash } };
}

describe("given a worker that comes and goes", () => {
  test("when nobody works, then the command waits in the inbox and counts by when it was given", async () => {
    const stop = await engine.work();
    const { campaign, cycle, approve } = await waitingForApproval();
    await stop();
    const { row } = await engine.write(cycle, approve, DEPUTY);
    expect(await engine.sender.deliver(row, 500)).toBeNull();
    // The deadline passes while nobody works.
    await engine.moveTo(campaign, "2020-04-10T00:00:00.000Z");
    await engine.work();
    const outcome = await until(() => readOutcome(engine.pool, row.id));
    expect(outcome).toMatchObject({ status: "done" });
    const { rows } = await engine.pool.query(
      "SELECT at FROM events WHERE cycle = $1 AND type = 'step_endorsed'",
      [cycle],
    );
    expect(rows).toEqual([{ at: row.campaignAt }]);
  });

  test("when workers change in the middle, then the campaign ends all the same", async () => {
    let stop = await engine.work();
    const campaign = await engine.begin(definition);
    for (const acts of [5, 12, 20]) {
      await play(engine, definition, campaign, (_, done) => done >= acts);
      const next = await engine.work();
      await stop();
      stop = next;
    }
    await play(engine, definition, campaign);
    const { rows } = await engine.pool.query(
      "SELECT DISTINCT status FROM cycles WHERE campaign = $1",
      [campaign],
    );
    expect(rows).toEqual([{ status: "closed" }]);
    // Forty events were the limit of a run, so the district's cycle has continued as new.
    const runs = await until(async () => {
      const found = [];
      const query = `WorkflowId = 'cycle/${campaign}/chau-thanh'`;
      for await (const run of engine.client.workflow.list({ query })) found.push(run.status.name);
      return found.includes("COMPLETED") && found;
    });
    expect(runs).toContain("CONTINUED_AS_NEW");
  });

  test("when an Update is the very first message, then it is answered", async () => {
    await engine.work();
    const campaign = await engine.begin(definition, { poke: false });
    const { rows } = await engine.pool.query<{ id: string }>(
      "SELECT id FROM inbox WHERE cycle = $1",
      [`${campaign}/minh-hoa`],
    );
    const outcome = await engine.sender.deliver(rows[0]?.id ?? "", 10_000);
    expect(outcome).toMatchObject({ status: "done" });
  });

  test("when a cycle has closed, then a late command is refused by it, not lost", async () => {
    await engine.work();
    const campaign = await engine.begin(definition);
    await play(engine, definition, campaign);
    const cycle = `${campaign}/minh-hoa`;
    const late = await engine.give(cycle, { type: "complete", step: "comment", round: 1 }, DEPUTY);
    expect(late).toMatchObject({ status: "refused", code: "cycle_not_running" });
    await settled(engine, campaign);
  });
});
