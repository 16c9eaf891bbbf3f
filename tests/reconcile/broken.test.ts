import { beforeAll, describe, expect, test } from "vitest";
import { findingWords } from "#domain/finding.ts";
import { addMilliseconds } from "#domain/time.ts";
import { openFindings } from "#prisma/sql/finding.ts";
import { play } from "#tests/engine/actors.ts";
import { until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { AT_ONCE, atRest, aWard, everyRow, kindsOf } from "./ward.ts";

const definition = aPlayableCampaign();
const ward = aWard();
let campaign: string;
let cycle: string;
beforeAll(async () => {
  campaign = await ward.engine.begin(definition);
  cycle = `${campaign}/chau-thanh`;
  await play(ward.engine, definition, campaign, (_, acts) => acts === 8);
  await ward.dispatch();
});

/** Everything that people would notice of a campaign's rows. */
const standing = async (): Promise<unknown> => ({
  owed: await ward.rows(
    `SELECT id, status, due_at, ladder FROM obligations WHERE campaign = $1 ORDER BY id`,
    [campaign],
  ),
  notices: await ward.rows(
    `SELECT id, posts, due_at, channel FROM notices WHERE campaign = $1 AND status = 'open' ORDER BY id`,
    [campaign],
  ),
  cycles: await ward.rows(
    `SELECT id, open, status, phase, wake_at, next_due FROM cycles WHERE campaign = $1 ORDER BY id`,
    [campaign],
  ),
});

/** Heals these kinds and nothing else; then nothing is left to find, and a second time nothing is written. */
async function heals(...kinds: string[]): Promise<void> {
  const { healed, left } = await ward.reconcile();
  expect({ healed: kindsOf(healed), left }).toEqual({ healed: [...kinds].sort(), left: [] });
  await atRest(ward, campaign);
  const before = await everyRow(ward);
  expect(await ward.reconcile()).toMatchObject({ healed: [], left: [] });
  expect(await everyRow(ward)).toEqual(before);
}

const ANY = `id = (SELECT min(id) FROM obligations WHERE campaign = $1 AND status = 'open')`;

describe("given rows that say otherwise than their cycle's state", () => {
  test("when a notice is lost, then it is written again as it was", async () => {
    const before = await standing();
    await ward.breaks("DELETE FROM notices WHERE campaign = $1 AND status = 'open'", [campaign]);
    await heals("notice_missing");
    expect(await standing()).toEqual(before);
  });

  test("when an obligation is lost with its notices, then it is owed again", async () => {
    const before = await standing();
    await ward.breaks(`DELETE FROM obligations WHERE ${ANY}`, [campaign]);
    await heals("obligation_missing");
    expect(await standing()).toMatchObject({
      owed: (before as { owed: unknown[] }).owed.map((row) => row),
    });
  });

  test("when one is entered as void that is owed, then it is open again in a new generation", async () => {
    const [owed] = await ward.rows<{ id: string; generation: number }>(
      `SELECT id, generation FROM obligations WHERE ${ANY}`,
      [campaign],
    );
    await ward.breaks(`UPDATE obligations SET status = 'void', ended_at = now() WHERE ${ANY}`, [
      campaign,
    ]);
    await heals("obligation_ended_early");
    const rows = await ward.rows("SELECT status, generation FROM obligations WHERE id = $1", [
      owed?.id,
    ]);
    expect(rows).toEqual([{ status: "open", generation: (owed?.generation ?? 0) + 1 }]);
  });

  test("when one is open that nobody owes, then it is void and its notice dropped", async () => {
    const before = await standing();
    await ward.breaks(
      `UPDATE obligations SET status = 'open' WHERE id = (
         SELECT min(id) FROM obligations WHERE campaign = $1 AND status = 'met' AND act = 'draft')`,
      [campaign],
    );
    await heals("obligation_left_over");
    expect(await standing()).not.toEqual(before);
    const open = await ward.rows(
      `SELECT FROM notices n JOIN obligations o ON o.id = n.obligation
        WHERE o.campaign = $1 AND n.status = 'open' AND o.status <> 'open'`,
      [campaign],
    );
    expect(open).toEqual([]);
  });

  test("when a date differs, then the state's date stands and its notice follows", async () => {
    await ward.breaks(`UPDATE obligations SET due_at = due_at + interval '9 days' WHERE ${ANY}`, [
      campaign,
    ]);
    await heals("obligation_date_differs");
  });

  test("when a notice was dropped by mistake or waits for what has ended, then one row is right again", async () => {
    await ward.breaks(
      `UPDATE notices SET status = 'open', settled_at = NULL WHERE id = (
         SELECT min(n.id) FROM notices n JOIN obligations o ON o.id = n.obligation
          WHERE n.campaign = $1 AND n.status = 'dropped' AND o.status = 'met')`,
      [campaign],
    );
    await heals("notice_orphan");
  });

  test("when the row's own columns are wrong, then they are written from the state", async () => {
    const before = await standing();
    await ward.breaks(
      "UPDATE cycles SET phase = 'done', wake_at = now(), next_due = NULL WHERE id = $1",
      [cycle],
    );
    await heals("cycle_row_differs");
    expect(await standing()).toEqual(before);
  });

  test("when the state itself cannot be read, then that is reported and nothing is touched", async () => {
    const [kept] = await ward.rows<{ plan: unknown }>("SELECT plan FROM cycles WHERE id = $1", [
      cycle,
    ]);
    await ward.breaks("UPDATE cycles SET plan = '{}' WHERE id = $1", [cycle]);
    const { healed, left } = await ward.reconcile();
    expect({ healed, left: kindsOf(left) }).toEqual({ healed: [], left: ["cycle_unreadable"] });
    await ward.breaks("UPDATE cycles SET plan = $2 WHERE id = $1", [cycle, kept?.plan]);
    await heals();
  });
});

describe("given a campaign whose runs are not what they should be", () => {
  test("when a workflow is lost, then it is started again", async () => {
    await ward.engine.client.workflow.getHandle(workflowIdOf(cycle)).terminate("lost");
    await heals("workflow_missing");
    const { status } = await ward.engine.client.workflow.getHandle(workflowIdOf(cycle)).describe();
    expect(status.name).toBe("RUNNING");
  });

  test("when a run is of an older epoch, then a new one takes its place", async () => {
    await ward.breaks("UPDATE cycles SET epoch = epoch + 1 WHERE id = $1", [cycle]);
    await heals("run_of_other_epoch");
    const standing = await ward.engine.client.workflow
      .getHandle(workflowIdOf(cycle))
      .query("standing");
    expect(standing).toMatchObject({ epoch: 2 });
  });

  test("when a run goes on for a cycle that has ended, then it ends", async () => {
    const other = await ward.engine.begin(definition);
    await atRest(ward, other);
    const ended = `${other}/binh-an`;
    const handle = ward.engine.client.workflow.getHandle(workflowIdOf(ended));
    await ward.breaks(
      `UPDATE cycles SET open = false, status = 'cancelled', phase = 'cancelled',
              state = jsonb_set(state, '{status}', '"cancelled"') WHERE id = $1`,
      [ended],
    );
    const { healed, left } = await ward.reconcile();
    expect({ healed: kindsOf(healed), left }).toEqual({ healed: ["workflow_left_over"], left: [] });
    expect((await handle.describe()).status.name).toBe("COMPLETED");
  });

  test("when the dispatcher is gone, then it is there again", async () => {
    await ward.engine.client.workflow.getHandle("dispatcher/email").terminate("lost");
    await heals("dispatcher_missing");
  });
});

describe("given a unit that waits for another", () => {
  test("when a milestone never came, then it is told again under its own id", async () => {
    const other = await ward.engine.begin(definition);
    const waiting = `${other}/chau-thanh`;
    const told = (): Promise<{ id: string; key: string }[]> =>
      ward.rows(
        `SELECT id, concat_ws('/', command ->> 'unit', command ->> 'step') AS key FROM inbox
          WHERE cycle = $1 AND command ->> 'type' = 'milestone' AND command ->> 'step' = 'dossier'`,
        [waiting],
      );
    for (let played = 0; (await told()).length === 0; played += 1) {
      await play(ward.engine, definition, other, (_, acts) => acts === 3);
    }
    await atRest(ward, other);
    const [first] = await told();
    await ward.breaks("DELETE FROM inbox WHERE id = $1", [first?.id]);
    await ward.breaks("UPDATE cycles SET state = state #- ARRAY['reached', $2] WHERE id = $1", [
      waiting,
      first?.key,
    ]);
    const { healed, left } = await ward.reconcile();
    expect(left).toEqual([]);
    expect(kindsOf(healed)).toContain("milestone_untold");
    await atRest(ward, other);
    expect(await told()).toEqual([first]);
    const reached = await ward.rows(
      "SELECT state #> ARRAY['reached', $2] AS at FROM cycles WHERE id = $1",
      [waiting, first?.key],
    );
    expect(reached).toEqual([{ at: expect.any(String) }]);
    await heals();
  });
});

describe("given something that only a person can judge", () => {
  test("when the ledger lacks a line, then it is told in words, once, until it is gone", async () => {
    const [lost] = await ward.rows<{ message: string }>(
      "SELECT min(id) AS message FROM messages WHERE campaign = $1 AND status = 'accepted'",
      [campaign],
    );
    await ward.breaks("DELETE FROM deliveries WHERE message = $1", [lost?.message]);
    const { healed, left } = await ward.reconcile();
    expect({ healed, kinds: kindsOf(left) }).toEqual({ healed: [], kinds: ["ledger_missing"] });
    const [finding] = await openFindings(ward.engine.pool);
    expect(finding).toMatchObject({ kind: "ledger_missing", campaign, times: 1 });
    expect(finding?.words.vi).toContain("sổ giao nhận không có dòng nào");
    expect(finding?.words.en).toContain(
      `have no line in the ledger (for instance ${lost?.message})`,
    );
    const before = await everyRow(ward);
    expect(kindsOf((await ward.reconcile()).left)).toEqual(["ledger_missing"]);
    expect(await everyRow(ward)).toEqual(before);
    await ward.breaks("DELETE FROM messages WHERE id = $1", [lost?.message]);
    await ward.reconcile();
    expect(await openFindings(ward.engine.pool)).toEqual([]);
  });

  test("when notices lie because nobody dispatches, then they are counted by campaign", async () => {
    await ward.breaks(
      "UPDATE notices SET due_real = now() - interval '1 hour' WHERE campaign = $1 AND status = 'open'",
      [campaign],
    );
    const { left } = await ward.reconcile({ heal: false, patience: AT_ONCE });
    const mine = left.find((one) => one.campaign?.id === campaign);
    expect(mine?.kind).toBe("notices_overdue");
    expect(mine && findingWords(mine).en).toMatch(/notice\(s\) have been due since \d\d:\d\d/);
    await ward.dispatch();
  });
});

describe("given a look without leave to heal", () => {
  test("then everything is found and nothing is written", async () => {
    await ward.breaks("DELETE FROM notices WHERE campaign = $1 AND status = 'open'", [campaign]);
    const before = await everyRow(ward);
    const { healed, left } = await ward.reconcile({ heal: false });
    expect({ healed, kinds: kindsOf(left) }).toEqual({ healed: [], kinds: ["notice_missing"] });
    expect(await everyRow(ward)).toEqual(before);
    await heals("notice_missing");
  });
});

describe("given inboxes in which something lies", () => {
  test("when a command was never sent, then it is sent and recorded", async () => {
    await ward.engine.sender.stop();
    const command = { type: "complete", step: "comment", round: 1 } as const;
    const { row } = await ward.engine.write(cycle, command, "chau-thanh/standing-deputy/holder");
    await ward.breaks("UPDATE inbox SET sent_at = NULL, attempts = 0 WHERE id = $1", [row.id]);
    await heals("inbox_unsent");
  });

  test("when one was sent and nobody has answered, then it is sent again", async () => {
    const command = { type: "complete", step: "comment", round: 1 } as const;
    await ward.engine.write(cycle, command, "chau-thanh/standing-deputy/holder");
    await heals("inbox_unanswered");
  });

  test("when a stepped clock was moved past a wake and a notice that stayed behind, then both come", async () => {
    const [clock] = await ward.rows<{ instant: string }>(
      "SELECT instant FROM clocks WHERE campaign = $1",
      [campaign],
    );
    const expires = addMilliseconds(clock?.instant ?? "", 60_000);
    const override = { type: "override_gate", step: "gate", round: 1, reason: "Gấp.", expires };
    const given = await ward.engine.give(
      cycle,
      override as Parameters<typeof ward.engine.give>[1],
      "chau-thanh/head/holder",
    );
    expect(given).toMatchObject({ status: "done" });
    await ward.breaks(
      "UPDATE clocks SET instant = instant + interval '30 days' WHERE campaign = $1",
      [campaign],
    );
    const { healed, left } = await ward.reconcile();
    expect(left).toEqual([]);
    expect(kindsOf(healed)).toEqual(["inbox_unsent", "notice_unreleased", "wake_missed"]);
    const events = await ward.rows<{ type: string }>(
      "SELECT type FROM events WHERE cycle = $1 AND type LIKE 'override%' ORDER BY seq, n",
      [cycle],
    );
    expect(events.map(({ type }) => type)).toEqual(["override_proposed", "override_lapsed"]);
    await heals();
  });
});

describe("given all that was healed", () => {
  test("then each campaign's audit chain names it, and the chain is whole", async () => {
    const entries = await until(() =>
      ward.rows<{ entry: string }>(
        "SELECT entry FROM audit WHERE campaign = $1 AND entry::jsonb ->> 'what' = 'reconciled'",
        [campaign],
      ),
    );
    const kinds = new Set(
      entries.flatMap(({ entry }) =>
        JSON.parse(entry).healed.map(({ kind }: { kind: string }) => kind),
      ),
    );
    expect([...kinds].sort()).toEqual([
      "cycle_row_differs",
      "inbox_unanswered",
      "inbox_unsent",
      "notice_missing",
      "notice_orphan",
      "notice_unreleased",
      "obligation_date_differs",
      "obligation_ended_early",
      "obligation_left_over",
      "obligation_missing",
      "run_of_other_epoch",
      "wake_missed",
      "workflow_missing",
    ]);
  });
});
