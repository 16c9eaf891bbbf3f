import type { Script } from "#domain/behaviour.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { CyclePlan } from "#domain/cycle.ts";
import { intentOf } from "#domain/intent.ts";
import type { Obligation } from "#domain/obligation.ts";
import { holderOn } from "#domain/post.ts";
import type { PlannedStep, StepState } from "#domain/step.ts";
import { addMilliseconds, dayOf, type Instant, instantOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { readClock } from "#prisma/sql/clock.ts";
import { saveDraft } from "#prisma/sql/draft.ts";
import { readCandidates, readModels } from "#prisma/sql/nomination.ts";
import { acknowledge } from "#prisma/sql/receipt.ts";
import { castVote } from "#prisma/sql/vote.ts";
import { type Engine, until } from "./engine.ts";

/** With this seed the council's votes are not tied at the last seat. */
const SCRIPT: Script = { manner: "on-time", seed: 4 };

/** Nothing waits in any inbox of the campaign. */
export const settled = (engine: Engine, campaign: string): Promise<unknown> =>
  until(async () => {
    const { rowCount } = await engine.pool.query(
      "SELECT 1 FROM inbox WHERE campaign = $1 AND status = 'open' LIMIT 1",
      [campaign],
    );
    return rowCount === 0;
  });

/** What is owed in a campaign, the most urgent first; ids as the rules have them, without the campaign. */
export async function owed(engine: Engine, campaign: string): Promise<Obligation[]> {
  const { rows } = await engine.pool.query<Obligation>(
    `SELECT substr(id, length(campaign) + 2) AS id, unit, step, act, post, round, due_at AS due, ladder FROM obligations
      WHERE campaign = $1 AND status = 'open' ORDER BY due_at, id COLLATE "C"`,
    [campaign],
  );
  return rows;
}

/**
 * Everybody does what they owe, one after the other, the most urgent first, each an hour later, until
 * nothing is owed or `stop` says so. Returns how many acts there were.
 */
export async function play(
  engine: Engine,
  definition: Campaign,
  campaign: string,
  stop: (next: Obligation, acts: number) => boolean = () => false,
): Promise<number> {
  for (let acts = 0; ; acts += 1) {
    await settled(engine, campaign);
    const [next] = await owed(engine, campaign);
    if (!next || stop(next, acts)) return acts;
    await perform(engine, definition, campaign, next);
  }
}

/** The holder of the post does what is owed. */
export async function perform(
  engine: Engine,
  definition: Campaign,
  campaign: string,
  obligation: Obligation,
): Promise<void> {
  const { unit, step, round, post } = obligation;
  const cycle = `${campaign}/${unit}`;
  const { planned, stands } = await stepOf(engine, cycle, step);
  const now = await actAt(engine, campaign, planned);
  const person = holderOn(definition, post, dayOf(now))?.person;
  if (!person) throw new Error(`nobody holds ${post}`);
  const actor = { person, clerk: null, evidence: null, occurredAt: null };
  const intent = intentOf(
    obligation,
    {
      step: planned,
      unitName: unit,
      round,
      hash: "content" in stands ? stands.content.hash : null,
      nominees: await nomineesOf(engine, campaign, unit, planned),
      quota: planned.kind === "submission" ? (planned.submission.nominees?.quota ?? 0) : 0,
    },
    SCRIPT,
  );
  const fact = { cycle, step, round, post, actor };
  if (intent.kind === "command") {
    const { draft } = intent;
    const saved = draft
      ? await inTransaction(engine.pool, (tx) => saveDraft(tx, { ...fact, ...draft }))
      : null;
    const outcome = await engine.give(cycle, intent.command(saved?.hash ?? ""), person);
    if (outcome?.status !== "done") throw new Error(`${obligation.id}: ${JSON.stringify(outcome)}`);
    return;
  }
  const { told } = await inTransaction(engine.pool, (tx) =>
    intent.kind === "vote"
      ? castVote(tx, { ...fact, choices: intent.choices })
      : acknowledge(tx, fact),
  );
  if (told) engine.sender.poke([cycle]);
}

/** A conference is held on its day; everything else happens an hour after what came before. */
async function actAt(engine: Engine, campaign: string, planned: PlannedStep): Promise<Instant> {
  const clock = await readClock(engine.pool, campaign);
  if (!clock) throw new Error("no clock");
  const inAnHour = addMilliseconds(clock.now, 3_600_000);
  const day = planned.kind === "conference" ? instantOf(planned.conference.day, "16:00") : inAnHour;
  const at = day > inAnHour ? day : inAnHour;
  await engine.moveTo(campaign, at);
  return at;
}

export async function stepOf(
  engine: Engine,
  cycle: string,
  step: string,
): Promise<{ planned: PlannedStep; stands: StepState }> {
  const { rows } = await engine.pool.query<{ plan: CyclePlan; stands: StepState }>(
    "SELECT plan, state -> 'steps' -> $2 AS stands FROM cycles WHERE id = $1",
    [cycle, step],
  );
  const planned = rows[0]?.plan.steps.find((one) => one.id === step);
  const stands = rows[0]?.stands;
  if (!planned || !stands) throw new Error(`no step ${cycle}/${step}`);
  return { planned, stands };
}

async function nomineesOf(engine: Engine, campaign: string, unit: string, planned: PlannedStep) {
  if (planned.kind === "ballot") return await readCandidates(engine.pool, campaign, unit);
  if (planned.kind !== "submission" || !planned.submission.nominees) return [];
  const { from } = planned.submission.nominees;
  if (from === "models") return await readModels(engine.pool, campaign, unit);
  const { stands } = await stepOf(engine, `${campaign}/${unit}`, from.ballot);
  return stands.status === "done" && stands.outcome.kind === "tallied"
    ? [...stands.outcome.chosen].sort()
    : [];
}
