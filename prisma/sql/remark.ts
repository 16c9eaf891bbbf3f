import { DomainError } from "#domain/errors.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { MINE } from "./read/inbox-list.ts";
import type { Account } from "./token.ts";

export interface NewRemark {
  readonly id: string;
  /** `<campaign>/<unit>`. */
  readonly cycle: string;
  readonly step: string;
  readonly person: string;
  readonly asked: string | null;
  readonly answers: string | null;
  readonly words: string;
}

/**
 * Keeps what somebody says about a step. False where it answers a question that is not there.
 * @throws DomainError step_unknown
 */
export async function addRemark(tx: Tx, remark: NewRemark): Promise<boolean> {
  const { id, cycle, step, person, asked, answers, words } = remark;
  const { rows } = await tx.query<{ campaign: string; realm: string; unit: string; at: Instant }>(
    `SELECT y.campaign, y.realm, y.unit, campaign_now(y.campaign) AS at
       FROM campaigns c JOIN cycles y ON y.campaign = c.id WHERE y.id = $1 FOR SHARE OF c`,
    [cycle],
  );
  const [place] = rows;
  if (!place) throw new DomainError("step_unknown", { step });
  const { campaign, realm, unit, at } = place;
  const { rowCount } = await tx.query(
    `INSERT INTO remarks (id, realm, campaign, cycle, unit, step, person, asked, answers, words, at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
      WHERE $9::text IS NULL OR EXISTS (
        SELECT FROM remarks WHERE id = $9 AND cycle = $4 AND step = $6 AND asked IS NOT NULL)`,
    [id, realm, campaign, cycle, unit, step, person, asked, answers, words, at],
  );
  if (rowCount === 0) return false;
  const entry = { what: "remark", unit, step, remark: id, asked, answers, words, at, person };
  await appendAudit(tx, { campaign, realm, entry });
  return true;
}

export interface RemarkRead {
  readonly id: string;
  readonly by: string;
  readonly asked: string | null;
  readonly answers: string | null;
  readonly answered: boolean;
  readonly words: string;
  readonly at: Instant;
}

/** What was said about a step, the latest 500, oldest first. */
export async function remarksOn(db: Reader, cycle: string, step: string): Promise<RemarkRead[]> {
  const { rows } = await db.query<RemarkRead>({
    name: "remarks-of-step",
    text: `SELECT * FROM (
             SELECT r.id, coalesce(p.name, r.person) AS by, r.asked, r.answers, r.words, r.at, r.ord,
                    EXISTS (SELECT FROM remarks a WHERE a.answers = r.id) AS answered
               FROM remarks r LEFT JOIN persons p ON p.realm = r.realm AND p.id = r.person
              WHERE r.cycle = $1 AND r.step = $2 ORDER BY r.ord DESC LIMIT 500) AS latest ORDER BY ord`,
    values: [cycle, step],
  });
  return rows.map(({ id, by, asked, answers, answered, words, at }) => ({
    id,
    by,
    asked,
    answers,
    answered,
    words,
    at,
  }));
}

export interface QuestionRead {
  readonly id: string;
  readonly campaign: string;
  readonly definitionHash: string;
  readonly campaignTitle: Text;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly title: Text;
  readonly by: string;
  readonly words: string;
  readonly at: Instant;
}

/** Questions to the person's posts without an answer, oldest first. */
export async function questionsTo(
  db: Reader,
  account: Account,
  campaign: string | null,
  limit: number,
  after: readonly [Instant, string] | null,
): Promise<QuestionRead[]> {
  const { rows } = await db.query<QuestionRead>({
    name: "questions-to-me",
    text: `${MINE}
SELECT r.id, r.campaign, g.definition_hash AS "definitionHash",
       json_build_object('vi', g.title_vi, 'en', g.title_en) AS "campaignTitle", r.cycle, r.unit, r.step,
       json_build_object('vi', s.title_vi, 'en', s.title_en) AS title,
       coalesce(p.name, r.person) AS by, r.words, r.at
  FROM mine JOIN remarks r ON r.realm = $1 AND r.campaign = mine.campaign AND r.asked = mine.post
  JOIN steps s ON s.cycle = r.cycle AND s.step = r.step
  JOIN campaigns g ON g.id = r.campaign
  LEFT JOIN persons p ON p.realm = r.realm AND p.id = r.person
 WHERE NOT EXISTS (SELECT FROM remarks a WHERE a.answers = r.id)
   AND ($5::timestamptz IS NULL OR (r.at, r.id) > ($5, $6))
 ORDER BY r.at, r.id LIMIT $4`,
    values: [account.realm, account.person, campaign, limit, ...(after ?? [null, null])],
  });
  return rows;
}

export interface ColleagueRead {
  readonly person: string;
  readonly name: string;
  readonly title: Text;
  readonly unitName: string;
}

/** Whoever holds a post today in the units of the person's own posts, without the person; at most 500. */
export async function colleaguesOf(
  db: Reader,
  account: Account,
  campaign: string | null,
): Promise<ColleagueRead[]> {
  const { rows } = await db.query<ColleagueRead>({
    name: "colleagues",
    text: `${MINE}, units AS (
  SELECT DISTINCT mine.campaign, p.unit FROM mine JOIN posts p ON p.realm = $1 AND p.id = mine.post WHERE mine.own
)
SELECT DISTINCT ON (a.person) a.person, x.name, u.name AS "unitName",
       json_build_object('vi', p.title_vi, 'en', p.title_en) AS title
  FROM units JOIN here ON here.id = units.campaign
  JOIN campaign_units u ON u.campaign = units.campaign AND u.unit = units.unit
  JOIN posts p ON p.realm = $1 AND p.unit = units.unit
  JOIN appointments a ON a.realm = $1 AND a.post = p.id AND a.from_day <= here.day
   AND (a.to_day IS NULL OR a.to_day >= here.day)
  JOIN persons x ON x.realm = $1 AND x.id = a.person
 WHERE a.person <> $2 ORDER BY a.person, p.id LIMIT 500`,
    values: [account.realm, account.person, campaign],
  });
  return rows;
}
