import type { Facts } from "#domain/command.ts";
import { DomainError } from "#domain/errors.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { countFact, lockCondition } from "./condition.ts";
import { beginFact, type FactActor, requirePost } from "./fact.ts";
import { readCandidates } from "./nomination.ts";
import { meetObligation } from "./obligation.ts";
import type { FactResult } from "./receipt.ts";

/** Votes cast in a ballot's round: voter post → nominees voted for. */
export async function readVotes(
  reader: Reader,
  cycle: string,
  step: string,
  round: number,
): Promise<Facts["votes"]> {
  const { rows } = await reader.query<{ post: string; choices: string[] }>(
    "SELECT post, choices FROM votes WHERE cycle = $1 AND step = $2 AND round = $3",
    [cycle, step, round],
  );
  return Object.fromEntries(rows.map((row) => [row.post, row.choices]));
}

export interface CastVote {
  /** `<campaign>/<unit>` of the unit whose council votes. */
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  /** The voter. */
  readonly post: string;
  /** Models voted for; the others are voted against. */
  readonly choices: readonly string[];
  readonly actor: FactActor;
}

/**
 * A voter casts a vote; it stands. Given again with the same choices it changes nothing.
 * @throws DomainError step_not_open when the ballot is not open in this round, not_entitled,
 * nominee_unknown, already_decided with other choices, cycle_not_running
 */
export async function castVote(tx: Tx, fact: CastVote): Promise<FactResult> {
  const { cycle, step, round, post, actor } = fact;
  const choices = [...new Set(fact.choices)].sort();
  const place = await beginFact(tx, cycle, actor, "none", ["vote"]);
  requirePost(place, post);
  await requireOpenBallot(tx, fact);
  const given = (await readVotes(tx, cycle, step, round))[post];
  if (given) {
    if (JSON.stringify(given) !== JSON.stringify(choices)) throw new DomainError("already_decided");
    return { repeated: true, told: false };
  }
  const candidates = new Set(await readCandidates(tx, place.campaign, place.unit));
  const unknown = choices.find((choice) => !candidates.has(choice));
  if (unknown !== undefined) throw new DomainError("nominee_unknown", { nominee: unknown });
  await tx.query(
    `INSERT INTO votes (cycle, step, round, post, realm, person, choices, cast_at, clerk, evidence)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      cycle,
      step,
      round,
      post,
      place.realm,
      actor.person,
      JSON.stringify(choices),
      place.at,
      actor.clerk,
      actor.evidence,
    ],
  );
  const told = await countFact(tx, { cycle, step, round, condition: "all_voted" });
  const id = `${cycle}/${step}/vote/${post}/${round}`;
  await meetObligation(tx, { id, at: place.at, by: actor.person });
  // What somebody voted for is in the votes; the chain proves that, and when, they voted.
  const entry = { what: "vote", unit: place.unit, step, round, post, at: place.at, actor };
  await appendAudit(tx, { campaign: place.campaign, realm: place.realm, entry });
  return { repeated: false, told };
}

/** Locks the ballot's condition; the voter must be one of its voters and it must not be closed. */
async function requireOpenBallot(tx: Tx, { cycle, step, round, post }: CastVote): Promise<void> {
  const open = await lockCondition(tx, { cycle, step, round, condition: "all_voted" });
  const { rows } = await tx.query<{ status: string; round: number }>(
    "SELECT status, round FROM steps WHERE cycle = $1 AND step = $2",
    [cycle, step],
  );
  const [stands] = rows;
  if (!stands) throw new DomainError("step_unknown", { step });
  if (!open || stands.status !== "open" || stands.round !== round)
    throw new DomainError("step_not_open", { status: stands.status });
  const voter = await tx.query("SELECT 1 FROM obligations WHERE id = $1", [
    `${cycle}/${step}/vote/${post}/${round}`,
  ]);
  if (voter.rowCount === 0) throw new DomainError("not_entitled", { posts: step });
}
