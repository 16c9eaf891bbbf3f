import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { findUnfaithful } from "#cli/verify-rebuild.ts";
import type { Campaign } from "#domain/campaign.ts";
import { beginsAt } from "#domain/entered.ts";
import { plan } from "#domain/plan.ts";
import { instantOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { pastSteps, startCampaign } from "#prisma/sql/campaign.ts";
import { NumberTaken } from "#prisma/sql/campaign-entered.ts";
import { historyOf } from "#prisma/sql/read/step-history.ts";
import { owed, play } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";

/** What Châu Thành's committee had behind it on the 30th of March: its papers, issued and acknowledged. */
const ENTERED = `entered:
  - { unit: chau-thanh, step: dispatch, on: 2020-03-24 15:30, number: 775, evidence: "775-CV/HU, 24/03/2020" }
  - { unit: chau-thanh, step: meeting, on: 2020-03-25 11:30 }
  - { unit: chau-thanh, step: meeting-minutes, on: 2020-03-26, number: 3 }
  - { unit: chau-thanh, step: plan, on: 2020-03-27 16:00, number: 5 }
  - { unit: chau-thanh, step: guideline, on: 2020-03-27 16:00, number: 6 }
  - { unit: chau-thanh, step: assignment, on: 2020-03-27 16:30, number: 7 }
`;

const example = new URL("../../examples/chau-thanh-2020.yaml", import.meta.url);

function theSeed(): Campaign {
  const result = readCampaign(`${readFileSync(example, "utf8")}\n${ENTERED}`, "seed.yaml");
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.campaign;
}

const definition = theSeed();
const planned = plan(definition);

let engine: Engine;
let campaign: string;
const all = async (sql: string) => (await engine.pool.query(sql, [campaign])).rows;

const start = (realm: string) =>
  inTransaction(engine.pool, (tx) =>
    startCampaign(tx, {
      campaign: definition,
      plan: planned,
      realm: { id: realm, kind: "rehearsal", title: "engine" },
      mode: "stepped",
      startedBy: null,
      now: beginsAt(definition),
    }),
  );

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  const started = await start("r-seed");
  if (started.status !== "started") throw new Error(started.status);
  campaign = started.campaign;
  engine.sender.poke([started.root]);
  await play(engine, definition, campaign, (_, acts) => acts === 12);
});
afterAll(() => engine.end());

describe("given the seed's campaign, started when its first steps were behind it", () => {
  test("then none of its steps is past: those that would be are entered", () => {
    const morning = instantOf("2020-03-30", "07:00");
    expect(pastSteps(planned, morning)).toEqual([]);
    expect(
      pastSteps(plan({ ...definition, entered: [] }), morning).map(({ step }) => step),
    ).toEqual(["dispatch", "meeting", "meeting-minutes", "plan", "guideline", "assignment"]);
  });

  test("then they are done, with their day and number, and stand in the register", async () => {
    expect(
      await all(
        `SELECT step, status, round, done_at, outcome ->> 'symbol' AS symbol FROM steps
          WHERE campaign = $1 AND unit = 'chau-thanh' AND done_at <= '2020-03-27T10:00:00Z' ORDER BY ord`,
      ),
    ).toEqual([
      row("dispatch", "2020-03-24T08:30:00.000Z", "775-CV/HU"),
      row("meeting", "2020-03-25T04:30:00.000Z", null),
      row("meeting-minutes", "2020-03-26T00:00:00.000Z", "03-BB/BCĐ"),
      row("plan", "2020-03-27T09:00:00.000Z", "05-KH/BCĐ"),
      row("guideline", "2020-03-27T09:00:00.000Z", "06-HD/BCĐ"),
      row("assignment", "2020-03-27T09:30:00.000Z", "07-TB/BCĐ"),
    ]);
    const register = await all(
      `SELECT e.symbol, s.next FROM register_entries e JOIN series s ON s.id = e.series AND s.realm = e.realm
        JOIN documents d ON d.id = e.document AND d.status = 'issued' AND d.number = e.number
       WHERE e.campaign = $1 AND e.symbol IN ('775-CV/HU', '07-TB/BCĐ') ORDER BY e.symbol`,
    );
    expect(register).toEqual([
      { symbol: "07-TB/BCĐ", next: 8 },
      { symbol: "775-CV/HU", next: 776 },
    ]);
  });

  test("then nobody was ever asked for them, and it went on where they end", async () => {
    const asked = await all("SELECT DISTINCT unit, step FROM obligations WHERE campaign = $1");
    expect(asked.filter(({ unit }) => unit === "chau-thanh")).toEqual([]);
    expect(new Set(asked.map(({ step }) => step))).toContain("plan");
    expect(await owed(engine, campaign)).not.toEqual([]);
    const done = await all(
      "SELECT 1 FROM steps WHERE campaign = $1 AND unit <> 'chau-thanh' AND status = 'done'",
    );
    expect(done.length).toBeGreaterThan(0);
  });

  test("then what it is known from is in the step's history and in the audit chain", async () => {
    const history = await historyOf(engine.pool, `${campaign}/chau-thanh`, "dispatch");
    expect(history.map(({ type, evidence }) => [type, evidence])).toEqual([
      ["step_opened", null],
      ["step_done", "775-CV/HU, 24/03/2020"],
      ["step_acknowledged", null],
    ]);
    const entries = await all(
      `SELECT entry::jsonb ->> 'step' AS step FROM audit
        WHERE campaign = $1 AND entry::jsonb ->> 'what' = 'step_entered' ORDER BY n`,
    );
    expect(entries).toHaveLength(6);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("then its cycles fold again from their events to the same state", async () => {
    expect((await findUnfaithful(engine.pool, campaign)).wrong).toEqual([]);
  });

  test("when an entered number is in the register already, then it is not started at all", async () => {
    await engine.asOwner(
      `WITH realm AS (INSERT INTO realms (id, kind, title) VALUES ($1, 'rehearsal', 'used') RETURNING id),
            used AS (INSERT INTO series (realm, id, committee, type, period, next)
                     SELECT realm.id, s.id, s.committee, s.type, s.period, 776 FROM realm, series s
                      WHERE s.realm = 'r-seed' AND s.type = 'CV' RETURNING realm, id)
       INSERT INTO register_entries (realm, series, number, symbol, campaign, document, title, issued_at)
       SELECT realm, id, 775, '775-CV/HU', 'other', 'other', 'other', now() FROM used`,
      ["r-used"],
    );
    await expect(start("r-used")).rejects.toBeInstanceOf(NumberTaken);
    const { rows } = await engine.pool.query("SELECT 1 FROM campaigns WHERE realm = 'r-used'");
    expect(rows).toEqual([]);
  });
});

const row = (step: string, at: string, symbol: string | null) => ({
  step,
  status: "done",
  round: 1,
  done_at: at,
  symbol,
});
