import { beforeAll, describe, expect, test } from "vitest";
import type { PersonCommand } from "#domain/command.ts";
import { findingWords } from "#domain/finding.ts";
import { addMilliseconds } from "#domain/time.ts";
import { play, settled } from "#tests/engine/actors.ts";
import { until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { type CycleStanding, STANDING_QUERY, workflowIdOf } from "#workflows/contract.ts";
import { AT_ONCE, atRest, aWard, everyRow, kindsOf } from "./ward.ts";

const definition = aPlayableCampaign();
const ward = aWard();

/** A campaign at rest whose dispatch is out and waits for receipts. */
let campaign: string;
let cycle: string;
beforeAll(async () => {
  campaign = await ward.engine.begin(definition);
  cycle = `${campaign}/chau-thanh`;
  await play(ward.engine, definition, campaign, ({ act }) => act === "acknowledge");
  await atRest(ward, campaign);
});

const standingOf = (id: string): Promise<CycleStanding> =>
  ward.engine.client.workflow.getHandle(workflowIdOf(id)).query<CycleStanding>(STANDING_QUERY);

const seqOf = async (id: string): Promise<{ seq: number; epoch: number }> => {
  const [row] = await ward.rows<{ seq: number; epoch: number }>(
    "SELECT seq, epoch FROM cycles WHERE id = $1",
    [id],
  );
  if (!row) throw new Error(`no cycle ${id}`);
  return row;
};

/** Heals these kinds and nothing else; a second time nothing is found and nothing written. */
async function heals(...kinds: string[]): Promise<void> {
  const { healed, left } = await ward.reconcile();
  expect({ healed: kindsOf(healed), left }).toEqual({ healed: [...kinds].sort(), left: [] });
  await atRest(ward, campaign);
  const before = await everyRow(ward);
  expect(await ward.reconcile()).toMatchObject({ healed: [], left: [] });
  expect(await everyRow(ward)).toEqual(before);
}

describe("given a run and a row that stand at different places", () => {
  /** On a real clock, with a wake: such a run is asked where it stands. */
  let waking: string;
  beforeAll(async () => {
    const real = await ward.engine.begin(definition, { real: true });
    waking = `${real}/chau-thanh`;
    await settled(ward.engine, real);
    await ward.dispatch();
    const expires = addMilliseconds(new Date().toISOString(), 3_600_000);
    const override = { type: "override_gate", step: "gate", round: 1, reason: "Gấp.", expires };
    const given = await ward.engine.give(
      waking,
      override as PersonCommand,
      "chau-thanh/head/holder",
    );
    expect(given).toMatchObject({ status: "done" });
    await ward.dispatch();
  });

  test("when the run is ahead, as after an older backup, then it is fenced off and another goes on", async () => {
    const before = await seqOf(waking);
    await ward.breaks("UPDATE cycles SET seq = seq - 1 WHERE id = $1", [waking]);
    const { healed, left } = await ward.reconcile();
    expect({ healed: kindsOf(healed), left }).toEqual({ healed: ["run_ahead"], left: [] });
    expect(healed[0] && findingWords(healed[0]).en).toContain(
      `the run in Temporal stands at ${before.seq}, the database only at ${before.seq - 1}`,
    );
    const row = await seqOf(waking);
    expect(row.epoch).toBeGreaterThan(before.epoch);
    const standing = await until(async () => {
      const found = await standingOf(waking);
      return found.epoch === row.epoch && found.seq === row.seq && found;
    });
    expect(standing.seq).toBe(before.seq - 1);
  });

  test("when it is behind, then it reads again where it stands", async () => {
    const before = await standingOf(waking);
    await ward.breaks("UPDATE cycles SET seq = seq + 1 WHERE id = $1", [waking]);
    await heals("run_behind");
    expect(await standingOf(waking)).toMatchObject({ epoch: before.epoch, seq: before.seq + 1 });
  });
});

describe("given receipts that were not counted", () => {
  const POST = "minh-hoa/head";

  test("when a receipt is given and still counts as owed, then it is met and its notice dropped", async () => {
    await ward.breaks(
      `UPDATE receipts SET acknowledged_at = now(), person = $2 WHERE cycle = $1 AND post = $3`,
      [cycle, `${POST}/holder`, POST],
    );
    await heals("fact_not_counted");
    const rows = await ward.rows(
      `SELECT o.status, count(n.id)::int AS open FROM obligations o
         LEFT JOIN notices n ON n.obligation = o.id AND n.status = 'open'
        WHERE o.cycle = $1 AND o.post = $2 AND o.act = 'acknowledge' GROUP BY o.status`,
      [cycle, POST],
    );
    expect(rows).toEqual([{ status: "met", open: 0 }]);
  });

  test("when one counts as met and there is no receipt, then that is told and nothing is invented", async () => {
    await ward.breaks(
      "UPDATE receipts SET acknowledged_at = NULL, person = NULL WHERE cycle = $1 AND post = $2",
      [cycle, POST],
    );
    const before = await everyRow(ward);
    const { healed, left } = await ward.reconcile();
    expect({ healed, left: kindsOf(left) }).toEqual({ healed: [], left: ["fact_missing"] });
    const [told] = left;
    expect(told && findingWords(told).en).toContain("is entered as met, but there is no receipt");
    const { findings: _, ...rows } = before;
    expect(await everyRow(ward)).toMatchObject(rows);
    await ward.breaks(
      "UPDATE receipts SET acknowledged_at = now(), person = 'x' WHERE cycle = $1 AND post = $2",
      [cycle, POST],
    );
    await heals();
  });

  test("when all are given and the process was never told, then it is told and goes on", async () => {
    await ward.breaks(
      `UPDATE receipts SET acknowledged_at = now(), person = 'x'
        WHERE cycle = $1 AND acknowledged_at IS NULL`,
      [cycle],
    );
    await ward.breaks(
      "UPDATE obligations SET status = 'met', ended_at = now() WHERE cycle = $1 AND act = 'acknowledge' AND status = 'open'",
      [cycle],
    );
    await ward.breaks(
      `UPDATE notices SET status = 'dropped', reason = 'met', settled_at = now() WHERE status = 'open'
          AND obligation IN (SELECT id FROM obligations WHERE cycle = $1 AND act = 'acknowledge')`,
      [cycle],
    );
    await ward.breaks(
      "UPDATE conditions SET have = need, met = true WHERE cycle = $1 AND condition = 'acknowledged'",
      [cycle],
    );
    // Its row is sent by the reconciler or by the sender, whichever is quicker.
    expect(kindsOf((await ward.reconcile()).healed)).toContain("condition_untold");
    await atRest(ward, campaign);
    await heals();
    const events = await ward.rows(
      "SELECT type FROM events WHERE cycle = $1 AND type = 'step_acknowledged'",
      [cycle],
    );
    expect(events).toEqual([{ type: "step_acknowledged" }]);
  });
});

describe("given messages that stand still", () => {
  test("when a notice is frozen and all its messages are gone, then it is settled as what they came to", async () => {
    const [sent] = await ward.rows<{ id: string }>(
      "SELECT min(n.id) AS id FROM notices n JOIN messages m ON m.notice = n.id WHERE n.campaign = $1 AND n.status = 'sent' AND m.status = 'accepted'",
      [campaign],
    );
    await ward.breaks("UPDATE notices SET status = 'frozen', settled_at = NULL WHERE id = $1", [
      sent?.id,
    ]);
    await heals("notice_unsettled");
    expect(await ward.rows("SELECT status FROM notices WHERE id = $1", [sent?.id])).toEqual([
      { status: "sent" },
    ]);
  });

  test("when a message waits and nobody hands it over, then it is told with its number and since when", async () => {
    const [lying] = await ward.rows<{ id: string }>(
      "SELECT min(id) AS id FROM messages WHERE campaign = $1 AND status = 'accepted'",
      [campaign],
    );
    await ward.breaks(
      "UPDATE messages SET status = 'frozen', lease_until = now() - interval '1 hour' WHERE id = $1",
      [lying?.id],
    );
    const { left } = await ward.reconcile({ heal: false, patience: AT_ONCE });
    const told = left.find(({ kind }) => kind === "messages_waiting");
    expect(told?.campaign?.id).toBe(campaign);
    expect(told && findingWords(told).vi).toMatch(/: 1 thư/);
    expect(told && findingWords(told).en).toMatch(/: 1 message\(s\)/);
    await ward.breaks("UPDATE messages SET status = 'accepted' WHERE id = $1", [lying?.id]);
  });
});
