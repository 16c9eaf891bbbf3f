import { calendarOf, type WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { postsOfNotice } from "#domain/ladder.ts";
import { nextNotice, timeOfRung } from "#domain/notice.ts";
import type { Obligation } from "#domain/obligation.ts";
import { PACKAGE, packageNotice } from "#domain/package.ts";
import { type Ladder, USUAL_CHANNEL } from "#domain/template.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

/** Why an open notice will never be sent. */
export type DropReason = "met" | "moved" | "cancelled" | "excused" | "seen";

/** An obligation that has just arisen or moved, and so needs its next notice. */
export interface NoticeNeed {
  /** The id of its row in `obligations`. */
  readonly id: string;
  readonly obligation: Obligation;
  readonly generation: number;
  /** Campaign instant at which it arose (or moved: a new generation climbs its ladder from there). */
  readonly arose: Instant;
  /** The date moved by a change, which tells everybody itself: neither news of it nor what is past is sent beside that. */
  readonly told?: boolean;
}

export interface NoticeWrite {
  readonly realm: string;
  /** The campaign's row id. */
  readonly campaign: string;
  /** As pinned: its ladders, calendar and posts. */
  readonly definition: Campaign;
  readonly needs: readonly NoticeNeed[];
  /** Obligations whose open notices end here: met, cancelled, excused, or moved (then also among `needs`). */
  readonly ended: readonly { readonly id: string; readonly reason: DropReason }[];
}

/**
 * Drops the open notices of ended obligations and writes the first notice of new and moved ones.
 * Two statements, whatever their number. Call it in the recording transaction, after the rows of
 * `obligations` are written: their locks keep the dispatcher from climbing a ladder that ends here.
 */
export async function writeNotices(tx: Tx, write: NoticeWrite): Promise<void> {
  if (write.ended.length > 0) {
    await tx.query(
      `UPDATE notices n SET status = 'dropped', reason = e.reason, settled_at = now()
         FROM unnest($1::text[], $2::text[]) AS e (obligation, reason)
        WHERE n.obligation = e.obligation AND n.status = 'open'
          AND NOT (n.rung = $3 AND e.reason IN ('moved', 'seen'))`,
      [write.ended.map((one) => one.id), write.ended.map((one) => one.reason), PACKAGE],
    );
  }
  await insertNotices(tx, write.campaign, noticeRows(write.definition, write.needs));
}

/** A row of `notices` about to be written. */
export interface NoticeRow {
  readonly obligation: string;
  readonly generation: number;
  readonly rung: string;
  readonly posts: readonly string[];
  /** E-mail when left out. */
  readonly channel?: string;
  readonly arose: Instant;
  readonly due: Instant;
  /** A sentence of a person's own, and whose it is. */
  readonly note?: string;
  readonly saidBy?: string;
}

function noticeRows(definition: Campaign, needs: readonly NoticeNeed[]): NoticeRow[] {
  if (needs.length === 0) return [];
  const calendar = calendarOf(definition.calendar);
  return needs.flatMap((need) => {
    const ladder = definition.template.ladders[need.obligation.ladder];
    const passed = ladder && need.told ? passedRungs(need, ladder, calendar) : [];
    const next = ladder && nextNotice(need.obligation, ladder, calendar, passed, need.arose);
    // A date that moves sends nothing out again.
    const sent =
      need.generation === 1
        ? packageNotice(need.obligation, definition, calendar, need.arose)
        : null;
    return [next, sent].flatMap((one) => (one ? [noticeRow(definition, need, one)] : []));
  });
}

/** The rungs whose time has come, and the news that it arose: the ladder goes on with what is ahead. */
const passedRungs = (
  { obligation, arose }: NoticeNeed,
  { rungs }: Ladder,
  calendar: WorkingCalendar,
): string[] =>
  rungs
    .filter(
      (rung) => rung.when === "arise" || timeOfRung(rung, obligation, calendar, arose) <= arose,
    )
    .map(({ id }) => id);

/** When a rung's notice is due, and to whom by which channel. */
export interface NoticeWhen {
  readonly rung: string;
  readonly at: Instant;
  /** Post expressions; `owner` = who owes it. */
  readonly to: readonly string[];
  readonly channel?: string;
}

/** The row of a rung: posts are resolved here, the persons who hold them when it is sent. */
export function noticeRow(definition: Campaign, need: NoticeNeed, next: NoticeWhen): NoticeRow {
  const { obligation } = need;
  return {
    obligation: need.id,
    generation: need.generation,
    rung: next.rung,
    posts: postsOfNotice(definition, obligation, next.to),
    ...(next.channel === undefined ? {} : { channel: next.channel }),
    arose: need.arose,
    due: next.at,
  };
}

/**
 * Inserts notices of one campaign. On a real clock a notice is due at its instant; on a stepped one
 * now, if the clock has reached it, otherwise when `releaseNotices` finds it.
 */
export async function insertNotices(
  tx: Tx,
  campaign: string,
  rows: readonly NoticeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `WITH written AS (
       INSERT INTO notices (id, realm, campaign, obligation, generation, rung, channel, posts,
                            arose_at, due_at, due_real, note, said_by)
       SELECT concat_ws('/', r.obligation, r.generation, r.rung, r.channel), c.realm, c.campaign,
              r.obligation, r.generation, r.rung, r.channel,
              ARRAY(SELECT json_array_elements_text(r.posts)), r.arose, r.due,
              CASE WHEN c.mode = 'real' THEN r.due WHEN r.due <= c.instant THEN now() END,
              r.note, r."saidBy"
         FROM clocks c, json_to_recordset($2::json)
              AS r (obligation text, generation integer, rung text, channel text, posts json,
                    arose timestamptz, due timestamptz, note text, "saidBy" text)
        WHERE c.campaign = $1
       ON CONFLICT (obligation, generation, rung, channel) DO NOTHING
       RETURNING due_real
     )
     SELECT pg_notify('plenum_notices', '') FROM written
      WHERE due_real < now() + interval '1 second' LIMIT 1`,
    [campaign, JSON.stringify(rows.map((row) => ({ channel: USUAL_CHANNEL, ...row })))],
  );
}

/**
 * Makes due what a stepped clock has reached: every open notice up to `instant`, in one statement.
 * Call it in the transaction that moves the clock. Returns how many became due.
 */
export async function releaseNotices(tx: Tx, campaign: string, instant: Instant): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE notices SET due_real = now()
      WHERE campaign = $1 AND status = 'open' AND due_at <= $2 AND due_real IS NULL`,
    [campaign, instant],
  );
  const gathered = await tx.query(
    `UPDATE messages SET release_real = now()
      WHERE campaign = $1 AND status = 'waiting' AND release_at <= $2 AND release_real IS NULL`,
    [campaign, instant],
  );
  const held = await tx.query(
    `UPDATE messages SET lease_until = now()
      WHERE campaign = $1 AND status = 'frozen' AND lease_until IS NULL AND hold_until <= $2`,
    [campaign, instant],
  );
  await tx.query(
    `UPDATE messages SET unread_real = now()
      WHERE campaign = $1 AND unread_at <= $2 AND unread_real IS NULL`,
    [campaign, instant],
  );
  const released = (rowCount ?? 0) + (gathered.rowCount ?? 0) + (held.rowCount ?? 0);
  if (released > 0) await tx.query("SELECT pg_notify('plenum_notices', '')");
  return released;
}

/** How much of a campaign's mail is under way. `waiting` messages have no mail server to go to. */
export interface PendingNotices {
  readonly notices: number;
  readonly messages: number;
  readonly waiting: number;
}

/**
 * What is due and not yet handed over: a stepped clock stands still until notices and messages are 0.
 * What a suspended campaign or unit holds back is not due.
 */
export async function pendingNotices(reader: Reader, campaign: string): Promise<PendingNotices> {
  const { rows } = await reader.query<PendingNotices>(
    `SELECT (SELECT count(*)::int
               FROM notices n JOIN obligations o ON o.id = n.obligation
               JOIN cycles y ON y.id = o.cycle JOIN campaigns c ON c.id = n.campaign
              WHERE n.campaign = $1 AND n.status = 'open' AND n.due_real <= now()
                AND c.status <> 'suspended' AND y.status <> 'suspended') AS notices,
            count(*) FILTER (WHERE lease_until < 'infinity')::int AS messages,
            count(*) FILTER (WHERE lease_until = 'infinity')::int AS waiting
       FROM messages WHERE campaign = $1 AND status = 'frozen'`,
    [campaign],
  );
  return rows[0] ?? { notices: 0, messages: 0, waiting: 0 };
}
