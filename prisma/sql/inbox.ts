import { createHash } from "node:crypto";
import type { Act, Command } from "#domain/command.ts";
import type { DomainErrorCode, RefusalData } from "#domain/errors.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { actingPosts, actsOfCommandSql } from "./post-holder.ts";

/** Who gives a command; the posts are read when it is recorded, as of the act. */
export type Actor = Pick<Act, "person" | "clerk" | "evidence"> & {
  /** null: now. */
  readonly occurredAt: Instant | null;
};

/** What became of an inbox row. Kept for ever: it answers every repetition. */
export type CommandOutcome =
  | { readonly status: "done"; readonly seq: number; readonly events: readonly string[] }
  | {
      readonly status: "refused";
      readonly seq: number;
      readonly code: DomainErrorCode;
      readonly data: RefusalData;
    };

export interface InboxRow {
  readonly id: string;
  readonly cycle: string;
  readonly requestHash: string | null;
  readonly receivedAt: Instant;
  readonly campaignAt: Instant;
  /** null while it waits to be recorded. */
  readonly outcome: CommandOutcome | null;
}

export interface CommandWrite {
  /** `<campaign>/<unit>`; it must exist. */
  readonly cycle: string;
  readonly command: Command;
  readonly actor: Actor;
  /** The account and its Idempotency-Key make the row's id; the request's hash guards against a reused key. */
  readonly account: string;
  readonly key: string;
  readonly requestHash: string;
}

/**
 * Id of a person's command. Account and key are hashed, because the id travels through Temporal's
 * histories, where no word typed by anybody may stand.
 */
export const commandRowId = (account: string, key: string): string =>
  `c/${createHash("sha256").update(`${account}\0${key}`).digest("hex").slice(0, 32)}`;

export const conditionRowId = (
  cycle: string,
  step: string,
  round: number,
  condition: string,
): string => `f/${cycle}/${step}/${round}/${condition}`;

export const wakeRowId = (cycle: string, target: Instant): string => `w/${cycle}/${target}`;

const COLUMNS = `id, cycle, request_hash AS "requestHash", received_at AS "receivedAt",
  campaign_at AS "campaignAt", outcome`;

/**
 * Writes a person's command into its cycle's inbox, to be sent by the caller at once. A row of the
 * same account and key is returned instead (`existed`), whatever it says: compare `requestHash`.
 */
export async function writeCommand(
  tx: Reader,
  write: CommandWrite,
): Promise<{ row: InboxRow; existed: boolean }> {
  const id = commandRowId(write.account, write.key);
  const { command, actor } = write;
  const inserted = await tx.query<InboxRow>({
    name: "inbox-command",
    text: `INSERT INTO inbox (id, realm, campaign, cycle, command, act, account, request_hash, campaign_at, sent_at, attempts)
           SELECT $1, c.realm, c.campaign, c.id, $3, $4, $5, $6, campaign_now(c.campaign), now(), 1
             FROM cycles c WHERE c.id = $2
           ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
    values: [
      id,
      write.cycle,
      JSON.stringify(command),
      JSON.stringify(actor),
      write.account,
      write.requestHash,
    ],
  });
  const [row] = inserted.rows;
  if (row) return { row, existed: false };
  const known = await readRow(tx, id);
  if (!known) throw new Error(`no cycle ${write.cycle}`);
  return { row: known, existed: true };
}

/** One inbox row, or null when there is none. */
export async function readRow(reader: Reader, id: string): Promise<InboxRow | null> {
  const { rows } = await reader.query<InboxRow>({
    name: "inbox-row",
    text: `SELECT ${COLUMNS} FROM inbox WHERE id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** What became of a row; null while it waits, or when there is none. */
export async function readOutcome(reader: Reader, id: string): Promise<CommandOutcome | null> {
  return (await readRow(reader, id))?.outcome ?? null;
}

/** A condition on facts became true: tells its cycle, in the transaction of the last fact. */
export async function writeCondition(
  tx: Tx,
  { cycle, step, round, condition }: ConditionKey,
): Promise<void> {
  const command: Command = { type: "condition", step, round, condition };
  await tx.query(
    `INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
     SELECT $1, c.realm, c.campaign, c.id, $3, $4, campaign_now(c.campaign) FROM cycles c WHERE c.id = $2
     ON CONFLICT (id) DO NOTHING`,
    [conditionRowId(cycle, step, round, condition), cycle, JSON.stringify(command), ENGINE],
  );
}

export interface ConditionKey {
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  readonly condition: "acknowledged" | "all_voted";
}

/** The engine's own acts have no person. */
export const ENGINE = JSON.stringify({
  person: null,
  clerk: null,
  evidence: null,
  occurredAt: null,
} satisfies Actor);

/** The next row a cycle has to deal with, with the rights of its author as of the act. */
export interface NextRow {
  readonly id: string;
  readonly command: Command;
  readonly act: Act;
  readonly campaignAt: Instant;
  /** Others wait behind it. */
  readonly more: boolean;
}

/** The oldest open row of a locked cycle, and the campaign's present instant. */
export async function readNext(
  tx: Tx,
  cycle: string,
  campaign: string,
): Promise<{ now: Instant; row: NextRow | null }> {
  const { rows } = await tx.query<NextRow & { now: Instant; occurredAt: Instant; posts: string[] }>(
    {
      name: "inbox-next",
      text: NEXT,
      values: [cycle, campaign],
    },
  );
  const [found] = rows;
  if (!found) throw new Error(`no clock for ${campaign}`);
  const { now, posts, occurredAt, ...row } = found;
  if (row.id === null) return { now, row: null };
  return { now, row: { ...row, act: { ...row.act, posts, occurredAt } } };
}

const OCCURRED = "coalesce((i.act ->> 'occurredAt')::timestamptz, i.campaign_at)";

const NEXT = `
SELECT campaign_now($2) AS now, n.*
  FROM (SELECT 1) AS always LEFT JOIN LATERAL (
    SELECT i.id, i.command, i.act, i.campaign_at AS "campaignAt", ${OCCURRED} AS "occurredAt",
           ${actingPosts(
             "i.realm",
             "i.act ->> 'person'",
             { occurred: OCCURRED, received: "i.campaign_at", own: "i.act ->> 'clerk' IS NULL" },
             { campaign: "i.campaign", acts: actsOfCommandSql("i.command") },
           )} AS posts,
           EXISTS (SELECT 1 FROM inbox o WHERE o.cycle = $1 AND o.status = 'open' AND o.id <> i.id) AS more
      FROM inbox i WHERE i.cycle = $1 AND i.status = 'open' ORDER BY i.campaign_at, i.ord LIMIT 1
  ) AS n ON true`;

/** A cycle's wake that is due, as a row of its own inbox. */
export async function writeWake(tx: Tx, cycle: string, target: Instant): Promise<NextRow> {
  const id = wakeRowId(cycle, target);
  const command: Command = { type: "wake", target };
  await tx.query(
    `INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
     SELECT $1, c.realm, c.campaign, c.id, $3, $4, $5 FROM cycles c WHERE c.id = $2
     ON CONFLICT (id) DO NOTHING`,
    [id, cycle, JSON.stringify(command), ENGINE, target],
  );
  const act: Act = { person: null, posts: [], clerk: null, evidence: null, occurredAt: target };
  return { id, command, act, campaignAt: target, more: true };
}

/** Answers a row that changed nothing in its cycle: refused by the rules, or no news. */
export async function answerRow(tx: Tx, id: string, outcome: CommandOutcome): Promise<void> {
  await tx.query({
    name: "inbox-answer",
    text: "UPDATE inbox SET status = $2, outcome = $3, handled_at = now() WHERE id = $1",
    values: [id, outcome.status, JSON.stringify(outcome)],
  });
}
