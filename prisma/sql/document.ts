import { createHash } from "node:crypto";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

/** What a decision is bound to: SHA-256 (hex) of title and content in NFC, a line break between them. */
export const contentHash = (title: string, content: string): string =>
  createHash("sha256").update(`${title}\n${content}`.normalize("NFC")).digest("hex");

export interface DocumentHead {
  readonly id: string;
  readonly hash: string;
  readonly version: number;
  readonly title: string;
}

/** The document of a step as it stands, or null when nothing has been drafted. */
export async function readDocument(
  reader: Reader,
  cycle: string,
  step: string,
): Promise<DocumentHead | null> {
  const { rows } = await reader.query<DocumentHead>({
    name: "document-head",
    text: "SELECT id, hash, version, title FROM documents WHERE cycle = $1 AND step = $2",
    values: [cycle, step],
  });
  return rows[0] ?? null;
}

export interface Issue {
  readonly realm: string;
  readonly campaign: string;
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  readonly series: string;
  readonly number: number;
  readonly symbol: string;
  readonly at: Instant;
  /** Posts asked to acknowledge; none when no receipt is asked for. */
  readonly recipients: readonly string[];
}

/**
 * Spends the number, enters the paper in its register, and asks the recipients for their receipts.
 * The series must be locked (`lockSeries`), so that a number is never given twice.
 */
export async function issueDocument(tx: Tx, issue: Issue): Promise<void> {
  await tx.query(
    `WITH spent AS (
       UPDATE series SET next = $7 + 1 WHERE realm = $1 AND id = $6
     ), issued AS (
       UPDATE documents SET status = 'issued', series = $6, number = $7, symbol = $8, issued_at = $9
        WHERE cycle = $3 AND step = $4 RETURNING id, title
     ), asked AS (
       INSERT INTO receipts (cycle, step, round, post, realm, campaign, asked_at)
       SELECT $3, $4, $5, post, $1, $2, $9 FROM unnest($10::text[]) AS post
       ON CONFLICT (cycle, step, round, post) DO NOTHING
     )
     INSERT INTO register_entries (realm, series, number, symbol, campaign, document, title, issued_at)
     SELECT $1, $6, $7, $8, $2, id, title, $9 FROM issued`,
    [
      issue.realm,
      issue.campaign,
      issue.cycle,
      issue.step,
      issue.round,
      issue.series,
      issue.number,
      issue.symbol,
      issue.at,
      issue.recipients,
    ],
  );
}

export interface Voided {
  readonly cycle: string;
  readonly step: string;
  readonly at: Instant;
  readonly reason: string;
  readonly person: string | null;
  readonly clerk: string | null;
}

/**
 * A paper that was issued is a draft again: its number stays in the register, void, with why and by whom, and is
 * never given to another. Nothing to do where it had no number.
 */
export async function voidNumber(tx: Tx, voided: Voided): Promise<void> {
  await tx.query({
    name: "document-void",
    text: `WITH paper AS (
             SELECT id, realm, series, number FROM documents
              WHERE cycle = $1 AND step = $2 AND number IS NOT NULL
           ), entry AS (
             UPDATE register_entries e
                SET status = 'void', reason = $4, voided_at = $3, voided_by = $5, voided_clerk = $6
               FROM paper p
              WHERE e.realm = p.realm AND e.series = p.series AND e.number = p.number AND e.document = p.id
           )
           UPDATE documents d SET series = NULL, number = NULL, symbol = NULL, issued_at = NULL
             FROM paper p WHERE d.id = p.id`,
    values: [voided.cycle, voided.step, voided.at, voided.reason, voided.person, voided.clerk],
  });
}

export interface OutsidePackage {
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  readonly nominees: readonly string[];
  readonly at: Instant;
}

/** Keeps what goes to the party above the root: the paper as it was submitted, and the nominees. */
export async function sendOutside(tx: Tx, sent: OutsidePackage): Promise<void> {
  await tx.query(
    `INSERT INTO outside_packages (id, realm, campaign, cycle, step, round, content, hash, sent_at)
     SELECT concat_ws('/', $1::text, $2::text, $3::integer), d.realm, d.campaign, d.cycle, d.step, $3,
            jsonb_build_object('title', d.title, 'content', d.content, 'nominees', $4::jsonb), d.hash, $5
       FROM documents d WHERE d.cycle = $1 AND d.step = $2
     ON CONFLICT (id) DO NOTHING`,
    [sent.cycle, sent.step, sent.round, JSON.stringify(sent.nominees), sent.at],
  );
}

/** Enters the outside party's answer to what was sent in this round. */
export async function answerOutside(
  tx: Tx,
  key: { readonly cycle: string; readonly step: string; readonly round: number },
  answer: unknown,
  at: Instant,
): Promise<void> {
  await tx.query(
    `UPDATE outside_packages SET answered_at = $4, answer = $5
      WHERE cycle = $1 AND step = $2 AND round = $3`,
    [key.cycle, key.step, key.round, at, JSON.stringify(answer)],
  );
}
