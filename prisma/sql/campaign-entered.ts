import type { Entered, EnteredIn } from "#domain/enter.ts";
import { OUTSIDE } from "#domain/post.ts";
import { fold } from "#domain/search.ts";
import { seriesAt } from "#domain/series.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import type { CampaignKey } from "./campaign-units.ts";
import { acceptModels, chooseModels, commendModels, proposeModels } from "./nomination.ts";

/** A number that is entered for an earlier paper stands in the register already. */
export class NumberTaken extends Error {
  readonly number: number;
  readonly series: string;

  constructor({ number, series }: { readonly number: number; readonly series: string }) {
    super(`number ${number} of ${series} is already in the register`);
    this.name = "NumberTaken";
    this.number = number;
    this.series = series;
  }
}

/**
 * Writes what stands behind the steps that a campaign starts with as done: their events, rows, papers, register
 * entries, models on their way up, and one audit entry each. The cycles themselves are written with them done.
 * @throws NumberTaken
 */
export async function writeEntered(
  tx: Tx,
  key: CampaignKey,
  entered: Entered,
  startedBy: string | null,
  now: Instant,
): Promise<void> {
  if (entered.steps.length === 0) return;
  const { realm, id } = key;
  const write = (sql: string, rows: readonly unknown[]) =>
    tx.query(sql, [realm, id, JSON.stringify(rows)]);
  await write(EVENTS, eventRows(entered));
  await write(STEPS, entered.steps.map(stepRow));
  await write(PAPERS, entered.steps.flatMap(paperRow));
  await writeNumbers(tx, key, entered.steps);
  for (const one of entered.steps) await writeModels(tx, key, one);
  for (const { entry, outcome } of entered.steps) {
    const what = "step_entered";
    await appendAudit(tx, {
      campaign: id,
      realm,
      entry: { what, ...entry, outcome, at: now, occurredAt: entry.at, by: startedBy },
    });
  }
}

/** They belong to the cycle's beginning, behind its first event. */
const eventRows = ({ events }: Entered): unknown[] =>
  [...events].flatMap(([unit, happened]) =>
    happened.map((data, n) => ({ unit, n: n + 1, type: data.type, data, at: data.at })),
  );

const stepRow = ({ entry, step, outcome }: EnteredIn): unknown => ({
  unit: entry.unit,
  step: step.id,
  at: entry.at,
  day: outcome.kind === "held" ? outcome.day : null,
  outcome,
});

function paperRow({ entry, step, outcome, paper }: EnteredIn): unknown[] {
  if (step.kind !== "document" && step.kind !== "submission") return [];
  const issued = step.kind === "document" && outcome.kind === "issued";
  return [
    {
      unit: entry.unit,
      step: step.id,
      type: step.kind === "document" ? step.document.type : step.kind,
      ...paper,
      search: fold(paper.title),
      at: entry.at,
      status: issued ? "issued" : "approved",
      series: issued ? seriesAt(step.document, entry.at) : null,
      number: issued ? outcome.number : null,
      symbol: issued ? outcome.symbol : null,
    },
  ];
}

/** Puts entered numbers into their registers; every series goes on after the highest of them. */
async function writeNumbers(
  tx: Tx,
  { realm, id }: CampaignKey,
  steps: readonly EnteredIn[],
): Promise<void> {
  const numbers = steps.flatMap(({ entry, step, outcome, paper }) =>
    step.kind === "document" && outcome.kind === "issued"
      ? {
          series: seriesAt(step.document, entry.at),
          number: outcome.number,
          symbol: outcome.symbol,
          document: `${id}/${entry.unit}/${step.id}`,
          title: paper.title,
          at: entry.at,
        }
      : [],
  );
  const { rows } = await tx.query<{ series: string; number: number }>(REGISTER, [
    realm,
    id,
    JSON.stringify(numbers),
  ]);
  const written = new Set(rows.map(({ series, number }) => `${series} ${number}`));
  const taken = numbers.find(({ series, number }) => !written.has(`${series} ${number}`));
  if (taken) throw new NumberTaken(taken);
}

async function writeModels(tx: Tx, { realm, id }: CampaignKey, one: EnteredIn): Promise<void> {
  const { entry, step, outcome } = one;
  const key = { realm, campaign: id, unit: entry.unit, step: step.id, at: entry.at };
  if (outcome.kind === "tallied") await chooseModels(tx, { ...key, chosen: outcome.chosen });
  if (step.kind === "document" && step.document.commends !== undefined)
    await commendModels(tx, { ...key, commended: true });
  if (step.kind !== "submission" || outcome.kind !== "accepted") return;
  const { receiver, receiverUnit, nominees } = step.submission;
  if (nominees === null || outcome.nominees.length === 0) return;
  const state = nominees.from === "models" ? "proposed" : "nominated";
  await proposeModels(tx, { ...key, to: receiverUnit, models: outcome.nominees, state });
  const outside = receiver === OUTSIDE;
  await acceptModels(tx, { ...key, accepted: outcome.nominees, outside });
}

const EVENTS = `
INSERT INTO events (cycle, seq, n, realm, type, data, at)
SELECT $2 || '/' || x.unit, 0, x.n, $1, x.type, x.data, x.at
  FROM jsonb_to_recordset($3) AS x (unit text, n integer, type text, data jsonb, at timestamptz)`;

const STEPS = `
UPDATE steps s SET status = 'done', round = 1, done_at = x.at, outcome = x.outcome, day = coalesce(x.day, s.day)
  FROM jsonb_to_recordset($3) AS x (unit text, step text, at timestamptz, day date, outcome jsonb)
 WHERE s.realm = $1 AND s.cycle = $2 || '/' || x.unit AND s.step = x.step`;

const PAPERS = `
WITH paper AS (
  SELECT $2 || '/' || unit || '/' || step AS id, x.*
    FROM jsonb_to_recordset($3) AS x (unit text, step text, type text, title text, search text, content text,
         hash text, at timestamptz, status text, series text, number integer, symbol text)
), written AS (
  INSERT INTO documents (id, realm, campaign, cycle, unit, step, type, title, title_search, content, hash,
                         version, status, series, number, symbol, issued_at, saved_at)
  SELECT id, $1, $2, $2 || '/' || unit, unit, step, type, title, search, content, hash,
         1, status, series, number, symbol, CASE WHEN status = 'issued' THEN at END, at FROM paper
)
INSERT INTO document_versions (document, version, realm, title, content, hash, saved_at)
SELECT id, 1, $1, title, content, hash, at FROM paper`;

const REGISTER = `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($3)
      AS x (series text, number integer, symbol text, document text, title text, at timestamptz)
), spent AS (
  UPDATE series s SET next = greatest(s.next, g.next)
    FROM (SELECT series, max(number) + 1 AS next FROM given GROUP BY series) AS g
   WHERE s.realm = $1 AND s.id = g.series
)
INSERT INTO register_entries (realm, series, number, symbol, campaign, document, title, issued_at)
SELECT $1, series, number, symbol, $2, document, title, at FROM given
ON CONFLICT (realm, series, number) DO NOTHING
RETURNING series, number`;
