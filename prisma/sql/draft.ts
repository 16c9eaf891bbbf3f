import { DomainError } from "#domain/errors.ts";
import { fold } from "#domain/search.ts";
import { inWords, STEP_KIND, STEP_STATUS } from "#domain/status.ts";
import type { PlannedStep, StepState } from "#domain/step.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { contentHash, readDocument } from "./document.ts";
import { beginFact, type FactActor, type FactPlace, requirePost } from "./fact.ts";

export interface SaveDraft {
  readonly cycle: string;
  readonly step: string;
  readonly title: string;
  readonly content: string;
  readonly actor: FactActor;
  /** Hash of the version the author began from; undefined: whatever stands. */
  readonly basedOn?: string | null;
}

export interface SavedDraft {
  readonly hash: string;
  readonly version: number;
  /** False when the same content had been saved already: no new version then. */
  readonly changed: boolean;
}

/**
 * Saves the owner's draft of a document or a submission, in NFC, as a new version where it differs.
 * Drafting may begin before the step opens; what has been handed in cannot be changed.
 * @throws DomainError step_unknown, wrong_kind, not_entitled, step_not_open, content_changed, cycle_not_running
 */
export async function saveDraft(tx: Tx, draft: SaveDraft): Promise<SavedDraft> {
  const { cycle, step, actor } = draft;
  const place = await beginFact(tx, cycle, actor, "share", ["draft", "correct", "submit"]);
  const type = await requireDraftable(tx, draft, place);
  const title = draft.title.normalize("NFC");
  const content = draft.content.normalize("NFC");
  const hash = contentHash(title, content);
  const before = await readDocument(tx, cycle, step);
  if (draft.basedOn !== undefined && draft.basedOn !== (before?.hash ?? null))
    throw new DomainError("content_changed");
  if (before?.hash === hash) return { hash, version: before.version, changed: false };
  const version = (before?.version ?? 0) + 1;
  await tx.query(WRITE, [
    `${cycle}/${step}`,
    place.realm,
    place.campaign,
    cycle,
    place.unit,
    step,
    type,
    title,
    fold(title),
    content,
    hash,
    version,
    actor.person,
    place.at,
  ]);
  const entry = { what: "draft_saved", unit: place.unit, step, version, hash, at: place.at, actor };
  await appendAudit(tx, { campaign: place.campaign, realm: place.realm, entry });
  return { hash, version, changed: true };
}

/** The draft's document type. Whoever owns the step drafts, while it has not been handed in. */
async function requireDraftable(tx: Tx, { cycle, step }: SaveDraft, place: FactPlace) {
  const { rows } = await tx.query<{ planned: PlannedStep | null; stands: StepState | null }>(
    `SELECT (SELECT s FROM jsonb_array_elements(plan -> 'steps') AS s WHERE s ->> 'id' = $2) AS planned,
            state -> 'steps' -> $2 AS stands FROM cycles WHERE id = $1`,
    [cycle, step],
  );
  const { planned, stands } = rows[0] ?? {};
  if (!planned || !stands) throw new DomainError("step_unknown", { step });
  requirePost(place, planned.owner);
  if (planned.kind !== "document" && planned.kind !== "submission")
    throw new DomainError("wrong_kind", inWords("kind", STEP_KIND[planned.kind]));
  if (stands.status !== "waiting" && stands.status !== "open")
    throw new DomainError("step_not_open", inWords("status", STEP_STATUS[stands.status]));
  return planned.kind === "document" ? planned.document.type : "submission";
}

const WRITE = `
WITH written AS (
  INSERT INTO documents AS d (id, realm, campaign, cycle, unit, step, type, title, title_search, content,
                              hash, version, status, saved_by, saved_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', $13, $14)
  ON CONFLICT (cycle, step) DO UPDATE SET title = $8, title_search = $9, content = $10, hash = $11,
     version = $12, status = 'draft', saved_by = $13, saved_at = $14
  RETURNING id
)
INSERT INTO document_versions (document, version, realm, title, content, hash, saved_by, saved_at)
SELECT id, $12, $2, $8, $10, $11, $13, $14 FROM written`;
