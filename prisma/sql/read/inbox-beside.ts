import type { ObligationAct } from "#domain/obligation-act.ts";
import type { StepKind } from "#domain/template.ts";
import type { Text } from "#domain/text.ts";
import type { Day, Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Account } from "../token.ts";
import { MINE } from "./inbox-list.ts";
import { holderSql } from "./scope.ts";

/** Where something of somebody's stands. */
interface PlaceRead {
  readonly campaign: string;
  readonly definitionHash: string;
  readonly campaignTitle: Text;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly title: Text;
}

export interface BesideQuestion {
  readonly account: Account;
  readonly campaign: string | null;
  readonly limit: number;
  readonly after: readonly [Instant, string] | null;
}

const PLACE = `s.campaign, g.definition_hash AS "definitionHash",
       json_build_object('vi', g.title_vi, 'en', g.title_en) AS "campaignTitle", s.cycle, s.unit, s.step,
       json_build_object('vi', s.title_vi, 'en', s.title_en) AS title`;

const COMING = `
  FROM mine JOIN steps s ON s.realm = $1 AND s.campaign = mine.campaign AND s.owner = mine.post
        AND s.status = 'waiting'
  JOIN cycles y ON y.id = s.cycle AND y.status = 'running'
  JOIN campaigns g ON g.id = s.campaign AND g.status = 'running'`;

/** What others owe on steps that the person owns, or has handed in. */
const OTHERS = `
  FROM mine JOIN steps s ON s.realm = $1 AND s.campaign = mine.campaign AND s.owner = mine.post
  JOIN obligations o ON o.cycle = s.cycle AND o.step = s.step AND o.status = 'open'
   AND NOT EXISTS (SELECT FROM mine m WHERE m.campaign = o.campaign AND m.post = o.post)
  JOIN campaigns g ON g.id = s.campaign AND g.status = 'running'`;

/** Since Monday, 00:00 in Vietnam, of the campaign's own week. */
const MONDAY = `(date_trunc('week', here.now AT TIME ZONE 'Asia/Ho_Chi_Minh') AT TIME ZONE 'Asia/Ho_Chi_Minh')`;
const DONE = `
  FROM here JOIN obligations o ON o.realm = $1 AND o.campaign = here.id AND o.ended_by = $2
        AND o.status = 'met' AND o.ended_at >= ${MONDAY}
  JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
  JOIN campaigns g ON g.id = o.campaign`;

const values = ({ account, campaign, limit, after }: BesideQuestion): unknown[] => [
  account.realm,
  account.person,
  campaign,
  limit,
  ...(after ?? [null, null]),
];

export interface ComingRead extends PlaceRead {
  readonly key: string;
  readonly kind: StepKind;
  readonly due: Instant;
  readonly proposed: boolean;
  readonly day: Day | null;
}

/** Steps of the person's posts whose turn has not come, soonest first. */
export async function comingTo(db: Reader, ask: BesideQuestion): Promise<ComingRead[]> {
  const { rows } = await db.query<ComingRead>({
    name: "inbox-coming",
    text: `${MINE}
SELECT ${PLACE}, s.kind, s.due_at AS due, s.proposed, s.day, s.cycle || '/' || s.step AS key ${COMING}
 WHERE $5::timestamptz IS NULL OR (s.due_at, s.cycle || '/' || s.step) > ($5, $6)
 ORDER BY s.due_at, key LIMIT $4`,
    values: values(ask),
  });
  return rows;
}

export interface OthersRead extends PlaceRead {
  readonly id: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly postTitle: Text;
  readonly postUnit: string | null;
  readonly holder: { person: string; name: string; actingFor: string | null } | null;
  readonly arose: Instant;
  readonly due: Instant;
  readonly overdue: boolean;
}

/** What others owe on the person's steps, soonest first. */
export async function owedByOthers(db: Reader, ask: BesideQuestion): Promise<OthersRead[]> {
  const { rows } = await db.query<OthersRead>({
    name: "inbox-others",
    text: `${MINE}, page AS (
  SELECT DISTINCT ON (o.due_at, o.id) ${PLACE.replaceAll("json_build", "jsonb_build")}, o.id AS row, o.act, o.post,
         o.arose_at, o.due_at, mine.now ${OTHERS}
   WHERE $5::timestamptz IS NULL OR (o.due_at, o.id) > ($5, $6)
   ORDER BY o.due_at, o.id LIMIT $4
)
SELECT page.campaign, page."definitionHash", page."campaignTitle", page.cycle, page.unit, page.step, page.title,
       substr(page.row, length(page.campaign) + 2) AS id, page.act, page.post, page.arose_at AS arose,
       page.due_at AS due, page.due_at < page.now AS overdue,
       coalesce(json_build_object('vi', p.title_vi, 'en', p.title_en),
                json_build_object('vi', page.post, 'en', page.post)) AS "postTitle",
       (SELECT u.name FROM campaign_units u WHERE u.campaign = page.campaign AND u.unit = p.unit) AS "postUnit",
       ${holderSql("$1", "page.post", "(page.now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date", { campaign: "page.campaign", acts: "ARRAY[page.act]" })} AS holder
  FROM page LEFT JOIN posts p ON p.realm = $1 AND p.id = page.post
 ORDER BY page.due_at, page.row`,
    values: values(ask),
  });
  return rows;
}

export interface DoneRead extends PlaceRead {
  readonly id: string;
  readonly act: ObligationAct;
  readonly at: Instant;
}

/** What the person has done this week, latest first. */
export async function doneBy(db: Reader, ask: BesideQuestion): Promise<DoneRead[]> {
  const { rows } = await db.query<DoneRead>({
    name: "inbox-done",
    text: `${MINE}
SELECT ${PLACE}, o.id, o.act, o.ended_at AS at ${DONE}
 WHERE $5::timestamptz IS NULL OR (o.ended_at, o.id) < ($5, $6)
 ORDER BY o.ended_at DESC, o.id DESC LIMIT $4`,
    values: values(ask),
  });
  return rows;
}

export interface InboxCounts {
  readonly open: number;
  readonly overdue: number;
  readonly people: number;
  readonly coming: number;
  readonly others: number;
  readonly done: number;
}

/** How much there is of everything, in one query. */
export async function inboxCounts(
  db: Reader,
  account: Account,
  campaign: string | null,
): Promise<InboxCounts> {
  const { rows } = await db.query<InboxCounts>({
    name: "inbox-counts",
    text: `${MINE}, owed AS (
  SELECT o.due_at < mine.now AS late, o.campaign, o.post, s.owner
    FROM mine JOIN obligations o ON o.realm = $1 AND o.campaign = mine.campaign AND o.post = mine.post
          AND o.status = 'open' AND (mine.every OR o.act = ANY (mine.acts))
    JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
)
SELECT (SELECT count(*) FROM owed)::int AS open,
       (SELECT count(*) FROM owed WHERE late)::int AS overdue,
       (SELECT count(DISTINCT owner) FROM owed WHERE owner <> post
           AND NOT EXISTS (SELECT FROM mine m WHERE m.campaign = owed.campaign AND m.post = owed.owner))::int AS people,
       (SELECT count(*) ${COMING})::int AS coming,
       (SELECT count(DISTINCT o.id) ${OTHERS})::int AS others,
       (SELECT count(*) ${DONE})::int AS done`,
    values: [account.realm, account.person, campaign],
  });
  return rows[0] ?? { open: 0, overdue: 0, people: 0, coming: 0, others: 0, done: 0 };
}
