import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  ATTACHMENT_KINDS,
  attachmentName,
  MAX_ATTACHMENTS,
  mayAttach,
} from "#domain/attachment.ts";
import type { PlannedStep } from "#domain/step.ts";
import type { Reader } from "#prisma/client.ts";
import { addAttachment, removeAttachment } from "#prisma/sql/attachment.ts";
import {
  type AttachmentRead,
  attachmentsOf,
  concernedWith,
  piecesOf,
} from "#prisma/sql/read/attachments.ts";
import { readCycles } from "#prisma/sql/read/inbox-list.ts";
import { type Scope, seesUnit } from "#prisma/sql/read/scope.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireStep, scopeIn } from "../access.ts";
import type { AttachmentItem } from "../contract-attachment.ts";
import { ApiError } from "../errors.ts";
import { hashOfRequest, once } from "../idempotency.ts";
import type { Deps, Handlers } from "../router.ts";
import { withUpload } from "../upload.ts";

type Names = "attachments" | "attach" | "attachment" | "removeAttachment";

/** Files beside a step: whoever may know the step sees them, whoever it is about adds to them. */
export function attachmentRoutes({ pool }: Deps): Pick<Handlers, Names> {
  return {
    attachments: async ({ account, params }) => {
      const { place, may, readable, mine } = await standing(pool, account, params);
      const rows = readable ? await attachmentsOf(pool, place) : [];
      const items = rows.map((row) => itemOf(row, mine(row)));
      return { status: 200, body: { items, mayAttach: may } };
    },
    attach: async ({ account, params, query, write, request }) => {
      const { place, may, mine } = await standing(pool, account, params);
      if (!may || account.person === null) throw new ApiError("not_yours");
      const { person } = account;
      const id = await withUpload(request, async ({ file, size, hash, kind }) => {
        const name = attachmentName(query.name, kind);
        const requestHash = hashOfRequest("POST", request.path, [name, hash]);
        const { body } = await once(pool, { ...write, requestHash }, async (tx) => {
          const there = await attachmentsOf(tx, place);
          if (there.filter(({ removed }) => removed === null).length >= MAX_ATTACHMENTS)
            throw new ApiError("too_many_files", { most: MAX_ATTACHMENTS });
          const added = { ...place, id: `f-${randomUUID()}`, name, kind, size, hash, file, person };
          await addAttachment(tx, added);
          return added.id;
        });
        return body;
      });
      return { status: 200, body: await oneOf(pool, place, id, mine) };
    },
    attachment: async ({ account, params, response }) => {
      const { scope, place, readable } = await standing(pool, account, params);
      const [row] = readable ? await attachmentsOf(pool, place, params.attachment) : [];
      if (!row || row.removed !== null)
        throw new ApiError("not_found", { what: params.attachment });
      response.status(200).set({
        "Content-Type": ATTACHMENT_KINDS[row.kind],
        "Content-Length": String(row.size),
        "Content-Disposition": disposition(row.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        ETag: `"${row.hash}"`,
      });
      // Who goes away in the middle has all they wanted.
      const sent = pipeline(Readable.from(piecesOf(pool, scope.realm, row.hash)), response);
      await sent.catch(() => response.destroy());
      return null;
    },
    removeAttachment: async ({ account, params, body, write }) => {
      const { place, readable, mine } = await standing(pool, account, params);
      const { attachment: id } = params;
      const [row] = readable ? await attachmentsOf(pool, place, id) : [];
      if (!row) throw new ApiError("not_found", { what: id });
      if (!mine(row) || account.person === null) throw new ApiError("not_yours");
      const removal = { ...place, id, reason: body.reason, person: account.person };
      await once(pool, write, async (tx) => {
        if (!(await removeAttachment(tx, removal))) throw new ApiError("file_is_evidence");
        return null;
      });
      return { status: 200, body: await oneOf(pool, place, id, mine) };
    },
  };
}

async function oneOf(
  db: Reader,
  place: { readonly cycle: string; readonly step: string },
  id: string,
  mine: (row: AttachmentRead) => boolean,
): Promise<AttachmentItem> {
  const [row] = await attachmentsOf(db, place, id);
  if (!row) throw new ApiError("not_found", { what: id });
  return itemOf(row, mine(row));
}

const itemOf = (row: AttachmentRead, yours: boolean): AttachmentItem => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  size: row.size,
  hash: row.hash,
  evidence: row.evidence,
  addedBy: row.addedBy,
  addedAt: row.addedAt,
  removed: row.removed && { ...row.removed },
  yours: yours && row.removed === null && !row.evidence,
});

/**
 * Who asks and what they may: the files of a draft are its unit's own affair until it is handed in, as its text is.
 * @throws ApiError not_found
 */
async function standing(
  db: Reader,
  account: Account,
  params: { readonly campaign: string; readonly unit: string; readonly step: string },
) {
  const scope = await scopeIn(db, account, params.campaign);
  requireStep(scope, params.unit, params.step);
  const cycle = `${scope.campaign}/${params.unit}`;
  const place = { cycle, step: params.step };
  const state = (await readCycles(db, [cycle])).get(cycle)?.state;
  const planned = state?.plan.steps.find(({ id }) => id === params.step);
  if (!state || !planned) throw new ApiError("not_found", { what: params.step });
  const named = postsOf(planned);
  const { owing, clerk } = await concernedWith(db, scope, place, named);
  const stands = state.steps[params.step];
  const drafting = stands?.status === "waiting" || stands?.status === "open";
  const owns = scope.posts.includes(planned.owner);
  const concerned = [...named, ...owing];
  const may = account.person !== null && mayAttach({ posts: scope.posts, concerned, clerk });
  return {
    scope,
    place,
    may,
    readable: !drafting || seesUnit(scope, params.unit) || owns,
    /** Whoever added a file takes it away, the step's owner, and the unit's clerk. */
    mine: (row: AttachmentRead): boolean => may && (row.adder === account.person || owns || clerk),
  } satisfies { scope: Scope; place: object; may: boolean; readable: boolean; mine: unknown };
}

/** The posts a planned step names. */
function postsOf(step: PlannedStep): readonly string[] {
  switch (step.kind) {
    case "document":
      return [step.owner, ...step.decision.approvers, step.document.clerk];
    case "submission":
      return [step.owner, step.submission.receiver];
    case "gate":
      return [step.owner, step.gate.approver];
    case "ballot":
      return [step.owner, ...step.ballot.voters];
    case "task":
    case "conference":
      return [step.owner];
    default:
      return step satisfies never;
  }
}

/** Always to be saved, never opened in the page; the name in Vietnamese, and without its marks for old readers. */
function disposition(name: string): string {
  const plain = name.normalize("NFD").replace(/[^\x20-\x7e]|["\\%]/g, "");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
