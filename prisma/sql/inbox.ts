import { createHash } from "node:crypto";
import type { Act, Command } from "#domain/command.ts";
import type { DomainErrorCode, RefusalData } from "#domain/errors.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

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
