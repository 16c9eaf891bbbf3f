import { calendarOf } from "#domain/calendar.ts";
import { DomainError } from "#domain/errors.ts";
import { byHandRung } from "#domain/news.ts";
import { sendAt } from "#domain/quiet.ts";
import { mayRemind } from "#domain/remind.ts";
import { CYCLE_STATUS, inWords } from "#domain/status.ts";
import { dayOf, type Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { insertNotices } from "./notice.ts";
import { civilDay, heldPosts } from "./post-holder.ts";
import { definitionOf } from "./read/definition.ts";
import type { Scope } from "./read/scope.ts";

export interface Reminder {
  readonly scope: Pick<Scope, "campaign" | "realm" | "definitionHash" | "units" | "posts">;
  readonly person: string;
  /** One obligation, late or not, by its id in the campaign; null: all that are late. */
  readonly obligation: string | null;
  readonly sentence: string;
}

/** What came of a reminder: how many were reminded, and how many had been today already. */
export interface Reminded {
  readonly reminded: readonly string[];
  readonly already: number;
}

interface OwedRow {
  readonly row: string;
  readonly id: string;
  readonly unit: string;
  readonly post: string;
  readonly generation: number;
  readonly due: Instant;
  readonly told: boolean;
}

/**
 * Somebody above reminds who owes, in their own words, at most once a day each. It goes through the notices like
 * every rung, so that what is done by then is not chased.
 * @throws DomainError nothing_owed, not_entitled, reminded_today, cycle_not_running
 */
export async function remindByHand(tx: Tx, reminder: Reminder): Promise<Reminded> {
  const { scope, person, obligation, sentence } = reminder;
  const { now, posts } = await standing(tx, scope.campaign, person);
  const day = dayOf(now);
  const rung = byHandRung(day);
  const rows = await owedIn(tx, reminder, now, rung);
  if (obligation !== null && rows.length === 0) throw new DomainError("nothing_owed");
  const { campaign: definition } = await definitionOf(tx, scope);
  const mine = rows.filter(({ post }) => mayRemind(definition, posts, post));
  if (mine.length === 0) {
    // Only what they may know of is named: the rest is as if nobody owed it.
    const known = rows.find(
      ({ unit, post }) =>
        scope.units === null || scope.units.includes(unit) || scope.posts.includes(post),
    );
    if (known) throw new DomainError("not_entitled", { posts: known.post });
    if (obligation !== null) throw new DomainError("nothing_owed");
  }
  const open = mine.filter(({ told }) => !told);
  if (obligation !== null && open.length === 0) throw new DomainError("reminded_today");
  const calendar = calendarOf(definition.calendar);
  await insertNotices(
    tx,
    scope.campaign,
    open.map(({ row, unit, post, generation, due }) => ({
      obligation: row,
      generation,
      rung,
      posts: [post],
      arose: now,
      due: sendAt({ at: now, due, unit }, calendar).at,
      note: sentence,
      saidBy: person,
    })),
  );
  const reminded = open.map(({ id }) => id);
  if (reminded.length > 0) {
    const entry = { what: "remind", at: now, person, sentence, obligations: reminded };
    await appendAudit(tx, { campaign: scope.campaign, realm: scope.realm, entry });
  }
  return { reminded, already: mine.length - open.length };
}

/** The campaign's present instant, and the posts the person holds then; covers of certain acts do not chase. */
async function standing(
  tx: Tx,
  campaign: string,
  person: string,
): Promise<{ readonly now: Instant; readonly posts: readonly string[] }> {
  const { rows } = await tx.query<{ status: string; now: Instant; posts: string[] }>(
    `SELECT c.status, stamp.now, ${heldPosts("c.realm", "$2", civilDay("stamp.now"), { campaign: "c.id" })} AS posts
       FROM campaigns c, LATERAL (SELECT campaign_now(c.id) AS now OFFSET 0) AS stamp
      WHERE c.id = $1 FOR SHARE OF c`,
    [campaign, person],
  );
  const [row] = rows;
  const status = row?.status ?? "cancelled";
  if (!row || status !== "running")
    throw new DomainError(
      "cycle_not_running",
      inWords("status", CYCLE_STATUS[status as keyof typeof CYCLE_STATUS]),
    );
  return row;
}

async function owedIn(
  tx: Tx,
  { scope, obligation }: Reminder,
  now: Instant,
  rung: string,
): Promise<OwedRow[]> {
  const { rows } = await tx.query<OwedRow>(
    `SELECT o.id AS row, substr(o.id, length(o.campaign) + 2) AS id, o.unit, o.post, o.generation, o.due_at AS due,
            EXISTS (SELECT FROM notices n WHERE n.obligation = o.id AND n.rung = $4) AS told
       FROM obligations o JOIN cycles y ON y.id = o.cycle AND y.status = 'running'
      WHERE o.campaign = $1 AND o.status = 'open'
        AND CASE WHEN $2::text IS NULL THEN o.due_at < $3 ELSE o.id = $2 END
      ORDER BY o.id FOR NO KEY UPDATE OF o`,
    [scope.campaign, obligation && `${scope.campaign}/${obligation}`, now, rung],
  );
  return rows;
}
