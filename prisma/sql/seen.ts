import { calendarOf } from "#domain/calendar.ts";
import { DAY_BEGINS } from "#domain/campaign.ts";
import { dayWords, instantWords } from "#domain/date-words.ts";
import { DomainError } from "#domain/errors.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import { PACKAGE } from "#domain/package.ts";
import { noticesWhenSeen } from "#domain/seen.ts";
import { type Day, type Instant, instantOf } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { obligationRowId } from "./cycle.ts";
import { beginFact, type FactActor, type FactPlace, requirePost } from "./fact.ts";
import { insertNotices, noticeRow } from "./notice.ts";
import { definitionOf } from "./read/definition.ts";

export interface Seen {
  /** `<campaign>/<unit>`. */
  readonly cycle: string;
  readonly step: string;
  readonly act: ObligationAct;
  /** The post that owes it. */
  readonly post: string;
  readonly round: number;
  readonly until: Day;
  readonly actor: FactActor;
}

/**
 * The owner of an obligation has seen it and works on it: they are not reminded until that day begins. If it is
 * not done by then its ladder begins again, in a new generation.
 * @throws DomainError nothing_owed, date_in_past, seen_past_due, not_entitled, cycle_not_running
 */
export async function markSeen(tx: Tx, seen: Seen): Promise<{ readonly until: Instant }> {
  const { cycle, step, act, post, round, actor } = seen;
  const place = await beginFact(tx, cycle, actor, "share", [act]);
  requirePost(place, post);
  const id = `${place.unit}/${step}/${act}/${post}/${round}`;
  const row = obligationRowId(place.campaign, id);
  const { rows } = await tx.query<{ due: Instant; ladder: string }>(
    "SELECT due_at AS due, ladder FROM obligations WHERE id = $1 AND status = 'open' FOR UPDATE",
    [row],
  );
  const [owed] = rows;
  if (!owed) throw new DomainError("nothing_owed");
  const until = instantOf(seen.until, DAY_BEGINS);
  if (until <= place.at) throw new DomainError("date_in_past", { day: dayWords(seen.until) });
  if (until > owed.due) throw new DomainError("seen_past_due", { due: instantWords(owed.due) });
  const obligation: Obligation = { id, unit: place.unit, step, act, post, round, ...owed };
  await rearm(tx, place, { row, obligation, until, person: actor.person });
  const entry = { what: "seen", unit: place.unit, step, act, round, post, until, at: place.at };
  const { campaign, realm } = place;
  await appendAudit(tx, { campaign, realm, entry: { ...entry, actor } });
  return { until };
}

interface Rearmed {
  readonly row: string;
  readonly obligation: Obligation;
  readonly until: Instant;
  readonly person: string;
}

/** A new generation: what was about to be sent in the old one can only do nothing. */
async function rearm(tx: Tx, place: FactPlace, { row, obligation, until, person }: Rearmed) {
  const { rows } = await tx.query<{ generation: number; hash: string }>(
    `WITH dropped AS (
       UPDATE notices SET status = 'dropped', reason = 'seen', settled_at = now()
        WHERE obligation = $1 AND status = 'open' AND rung <> $4
     )
     UPDATE obligations o SET generation = generation + 1, seen_until = $2, seen_by = $3
      WHERE id = $1
     RETURNING generation, (SELECT definition_hash FROM campaigns c WHERE c.id = o.campaign) AS hash`,
    [row, until, person, PACKAGE],
  );
  const { generation = 1, hash = "" } = rows[0] ?? {};
  const { campaign } = place;
  const { campaign: definition } = await definitionOf(tx, { campaign, definitionHash: hash });
  const ladder = definition.template.ladders[obligation.ladder];
  if (!ladder) return;
  const calendar = calendarOf(definition.calendar);
  const need = { id: row, obligation, generation, arose: until };
  const next = noticesWhenSeen(obligation, ladder, calendar, place.at, until)
    .map((one) => ({ at: one.at, row: noticeRow(definition, need, one) }))
    .map(({ at, row: written }) =>
      at < until
        ? { ...written, posts: written.posts.filter((one) => one !== obligation.post) }
        : written,
    );
  await insertNotices(
    tx,
    campaign,
    next.filter(({ posts }) => posts.length > 0),
  );
}
