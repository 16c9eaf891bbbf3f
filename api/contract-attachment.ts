import { z } from "zod";
import { id, instant } from "./contract.ts";

/** Files beside a step, and as evidence of what was decided on paper. */

const campaignAt = "/api/campaigns/:campaign";
const stepAt = `${campaignAt}/units/:unit/steps/:step`;

export const attachmentKind = z.enum([
  "pdf",
  "png",
  "jpg",
  "webp",
  "docx",
  "xlsx",
  "odt",
  "ods",
  "txt",
]);

export const attachmentItem = z
  .object({
    id,
    name: z.string(),
    kind: attachmentKind,
    /** Bytes. */
    size: z.int(),
    /** SHA-256 of the whole file. */
    hash: z.string(),
    /** A decision was entered from it: it cannot be removed. */
    evidence: z.boolean(),
    addedBy: z.string(),
    addedAt: instant,
    /** It was taken away: its name and the reason stay. */
    removed: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
    /** You may take it away. */
    yours: z.boolean(),
  })
  .meta({ id: "AttachmentItem" });

export const attachmentList = z
  .object({
    items: z.array(attachmentItem),
    /** You may attach here. */
    mayAttach: z.boolean(),
  })
  .meta({ id: "AttachmentList" });

export const attachmentQuery = z.object({
  /** The file's name; its ending is set by what it really is. */
  name: z.string().min(1).max(500).default("file"),
});

export const removeBody = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: "RemoveAttachment" });

export const ATTACHMENT_ROUTES = {
  attachments: {
    method: "get",
    right: "read_campaign",
    path: `${stepAt}/attachments`,
    summary: "Files beside a step, those that were removed too",
    answers: { 200: attachmentList },
  },
  attach: {
    method: "post",
    right: "act",
    path: `${stepAt}/attachments`,
    summary:
      "Attach a file: the body is the file itself (pdf, png, jpg, webp, docx, xlsx, odt, ods, txt; 20 MB)",
    query: attachmentQuery,
    stream: true,
    answers: { 200: attachmentItem },
  },
  attachment: {
    method: "get",
    right: "read_campaign",
    path: `${stepAt}/attachments/:attachment`,
    summary: "The file itself, to be saved",
    answers: { 200: z.string() },
  },
  removeAttachment: {
    method: "post",
    right: "act",
    path: `${stepAt}/attachments/:attachment/remove`,
    summary: "Take a file away, with a reason; what it was stays in the record",
    body: removeBody,
    answers: { 200: attachmentItem },
  },
} as const;

export type AttachmentItem = z.infer<typeof attachmentItem>;
export type AttachmentList = z.infer<typeof attachmentList>;
