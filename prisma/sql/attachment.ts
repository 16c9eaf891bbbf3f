import { createReadStream } from "node:fs";
import type { AttachmentKind } from "#domain/attachment.ts";
import { DomainError } from "#domain/errors.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";

/** One piece, in bytes: a backup keeps a thousand rows of a table in memory at a time. */
const PIECE = 32 * 1024;
const PIECES_AT_ONCE = 32;

export interface AttachmentPlace {
  /** `<campaign>/<unit>`. */
  readonly cycle: string;
  readonly step: string;
}

export interface NewAttachment extends AttachmentPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly size: number;
  readonly hash: string;
  /** Where all of it lies on this machine now. */
  readonly file: string;
  readonly person: string;
}

/**
 * Keeps a file beside a step: its content once in the realm, whoever else has attached the same.
 * @throws DomainError step_unknown
 */
export async function addAttachment(tx: Tx, added: NewAttachment): Promise<void> {
  const place = await standing(tx, added.cycle);
  const { rows } = await tx.query(
    "SELECT FROM attachment_pieces WHERE realm = $1 AND hash = $2 AND n = 0",
    [place.realm, added.hash],
  );
  if (rows.length === 0) await writePieces(tx, place.realm, added);
  const { id, cycle, step, name, kind, size, hash, person } = added;
  await tx.query(
    `INSERT INTO attachments (id, realm, campaign, cycle, unit, step, name, kind, size, hash, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      place.realm,
      place.campaign,
      cycle,
      place.unit,
      step,
      name,
      kind,
      size,
      hash,
      person,
      place.now,
    ],
  );
  const { campaign, realm, unit, now } = place;
  const what = { attachment: id, name, kind, size, hash };
  const entry = { what: "attachment_added", unit, step, ...what, at: now, person };
  await appendAudit(tx, { campaign, realm, entry });
}

async function writePieces(tx: Tx, realm: string, { hash, file }: NewAttachment): Promise<void> {
  let n = 0;
  let waiting: Buffer[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await tx.query(
      `INSERT INTO attachment_pieces (realm, hash, n, bytes)
       SELECT $1, $2, $3 + ord - 1, piece FROM unnest($4::bytea[]) WITH ORDINALITY AS p (piece, ord)
       ON CONFLICT DO NOTHING`,
      [realm, hash, n, waiting],
    );
    n += waiting.length;
    waiting = [];
  };
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    waiting.push(piece as Buffer);
    if (waiting.length === PIECES_AT_ONCE) await flush();
  }
  await flush();
}

export interface Removal extends AttachmentPlace {
  readonly id: string;
  readonly reason: string;
  readonly person: string;
}

/**
 * Takes a file away: nobody gets it any more; what it was, who took it away and why stays. Again changes nothing.
 * False where it is evidence of a decision.
 */
export async function removeAttachment(tx: Tx, removal: Removal): Promise<boolean> {
  const { id, cycle, step, reason, person } = removal;
  const { campaign, realm, unit, now } = await standing(tx, cycle);
  const { rows } = await tx.query<{ name: string; hash: string; evidence: boolean; gone: boolean }>(
    `SELECT name, hash, evidence, removed_at IS NOT NULL AS gone FROM attachments
      WHERE id = $1 AND cycle = $2 AND step = $3 FOR UPDATE`,
    [id, cycle, step],
  );
  const [row] = rows;
  if (!row || row.evidence) return false;
  if (row.gone) return true;
  await tx.query(
    "UPDATE attachments SET removed_at = $2, removed_by = $3, reason = $4 WHERE id = $1",
    [id, now, person, reason],
  );
  const { name, hash } = row;
  const entry = { what: "attachment_removed", unit, step, attachment: id, name, hash, reason };
  await appendAudit(tx, { campaign, realm, entry: { ...entry, at: now, person } });
  return true;
}

/** From now on these are evidence and stay. */
export async function keepAsEvidence(db: Reader, ids: readonly string[]): Promise<void> {
  await db.query("UPDATE attachments SET evidence = true WHERE id = ANY ($1)", [ids]);
}

interface Standing {
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  readonly now: Instant;
}

/** The unit's place, its campaign locked as every fact locks it. @throws DomainError step_unknown */
async function standing(tx: Tx, cycle: string): Promise<Standing> {
  const { rows } = await tx.query<Standing>(
    `SELECT y.realm, y.campaign, y.unit, campaign_now(y.campaign) AS now
       FROM campaigns c JOIN cycles y ON y.campaign = c.id WHERE y.id = $1 FOR SHARE OF c`,
    [cycle],
  );
  const [row] = rows;
  if (!row) throw new DomainError("step_unknown", { step: cycle });
  return row;
}
