import { createHash, randomBytes } from "node:crypto";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendRealmAudit } from "./audit.ts";

/** A campaign being prepared: its file, and who saved it last. */
export interface CampaignDraft {
  readonly id: string;
  /** The campaign's id in the file; null where it cannot be read. */
  readonly key: string | null;
  readonly title: string | null;
  readonly units: number;
  readonly version: number;
  readonly owner: string;
  /** Name of who saved it last. */
  readonly saver: string;
  readonly createdAt: Instant;
  readonly savedAt: Instant;
  /** A campaign of this id has been started for real. */
  readonly started: boolean;
}

/** Whose drafts may be seen: all of a realm, or one owner's. */
export interface DraftReach {
  readonly realm: string;
  readonly owner: string | null;
}

export interface DraftWrite {
  readonly content: string;
  readonly key: string | null;
  readonly title: string | null;
  readonly units: number;
  readonly by: string;
  readonly saver: string;
}

/** A draft that another has saved since: who, and which version stands. */
export interface DraftChanged {
  readonly version: number;
  readonly saver: string;
}

const COLUMNS = `d.id, d.key, d.title, d.units, d.version, d.owner, d.saver, d.created_at AS "createdAt",
  d.saved_at AS "savedAt",
  EXISTS (SELECT FROM campaigns c WHERE c.realm = d.realm AND c.key = d.key) AS started`;

const REACHED = "d.realm = $1 AND ($2::text IS NULL OR d.owner = $2)";

/** Drafts, last saved first, after a given one. */
export async function listDrafts(
  db: Reader,
  { realm, owner }: DraftReach,
  limit: number,
  after: readonly [Instant, string] | null,
): Promise<CampaignDraft[]> {
  const { rows } = await db.query<CampaignDraft>(
    `SELECT ${COLUMNS} FROM campaign_drafts d
      WHERE ${REACHED} AND ($4::timestamptz IS NULL OR (d.saved_at, d.id) < ($4, $5))
      ORDER BY d.saved_at DESC, d.id DESC LIMIT $3`,
    [realm, owner, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows;
}

/** A draft with its file, or null when there is none that may be seen. */
export async function readDraft(
  db: Reader,
  { realm, owner }: DraftReach,
  id: string,
): Promise<(CampaignDraft & { readonly content: string }) | null> {
  const { rows } = await db.query<CampaignDraft & { content: string }>(
    `SELECT ${COLUMNS}, d.content FROM campaign_drafts d WHERE ${REACHED} AND d.id = $3`,
    [realm, owner, id],
  );
  return rows[0] ?? null;
}

export async function createDraft(
  tx: Tx,
  realm: string,
  draft: DraftWrite,
): Promise<CampaignDraft> {
  const { content, key, title, units, by, saver } = draft;
  const id = `d-${randomBytes(9).toString("base64url")}`;
  const { rows } = await tx.query<CampaignDraft>(
    `INSERT INTO campaign_drafts AS d (id, realm, key, title, units, content, owner, saved_by, saver)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8) RETURNING ${COLUMNS}`,
    [id, realm, key, title, units, content, by, saver],
  );
  const [written] = rows;
  if (!written) throw new Error("no draft was written");
  await audit(tx, realm, "campaign_draft_created", written, draft);
  return written;
}

/**
 * Saves a draft that began from a version; where another has been saved since, nothing is written and
 * that one is named. The same content again is no new version. Null when there is no such draft.
 */
export async function saveCampaignDraft(
  tx: Tx,
  { realm, owner }: DraftReach,
  id: string,
  basedOn: number,
  draft: DraftWrite,
): Promise<CampaignDraft | { readonly changed: DraftChanged } | null> {
  const { content, key, title, units, by, saver } = draft;
  const { rows: known } = await tx.query<CampaignDraft & { same: boolean }>(
    `SELECT ${COLUMNS}, d.content = $4 AS same FROM campaign_drafts d
      WHERE ${REACHED} AND d.id = $3 FOR UPDATE OF d`,
    [realm, owner, id, content],
  );
  const [before] = known;
  if (!before) return null;
  const { same, ...standing } = before;
  if (same) return standing;
  if (before.version !== basedOn)
    return { changed: { version: before.version, saver: before.saver } };
  const { rows } = await tx.query<CampaignDraft>(
    `UPDATE campaign_drafts d SET key = $2, title = $3, units = $4, content = $5, saved_by = $6, saver = $7,
            version = version + 1, saved_at = date_trunc('milliseconds', clock_timestamp())
      WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, key, title, units, content, by, saver],
  );
  const [written] = rows;
  if (!written) throw new Error(`draft ${id} went while it was locked`);
  await audit(tx, realm, "campaign_draft_saved", written, draft);
  return written;
}

/** Deletes a draft. Null when there is no such draft. */
export async function deleteDraft(
  tx: Tx,
  { realm, owner }: DraftReach,
  id: string,
  by: string,
): Promise<CampaignDraft | null> {
  const { rows } = await tx.query<CampaignDraft & { content: string }>(
    `DELETE FROM campaign_drafts d WHERE ${REACHED} AND d.id = $3 RETURNING ${COLUMNS}, d.content`,
    [realm, owner, id],
  );
  const [gone] = rows;
  if (!gone) return null;
  const { content, ...draft } = gone;
  await audit(tx, realm, "campaign_draft_deleted", draft, { content, by });
  return draft;
}

/** The chain has the file's hash, not the file: it may be long, and it is exported before anything starts. */
function audit(
  tx: Tx,
  realm: string,
  what: string,
  { id, key, version }: CampaignDraft,
  { content, by }: Pick<DraftWrite, "content" | "by">,
): Promise<void> {
  const hash = createHash("sha256").update(content).digest("hex");
  return appendRealmAudit(tx, realm, { what, draft: id, campaign: key, version, hash, by });
}
