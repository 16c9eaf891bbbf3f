import { z } from "zod";
import { day, id, instant, instantIn, text } from "./contract.ts";
import { obligationAct, reason } from "./contract-step.ts";

/** What people do: acts (commands) and facts (drafts, receipts, votes), and what comes back. */

const hash = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hex");
const round = z.int().min(0);
const why = z.string().trim().min(1).max(4000);

/** Entered from paper: by a clerk for the person who decided, or by oneself, afterwards. */
const paper = {
  occurredAt: instantIn.optional(),
  onBehalf: z.object({ person: id }).optional(),
  evidence: z.string().trim().min(1).max(1000).optional(),
  /** Attachments of this step that it is entered from: kept with it, by their SHA-256. */
  evidenceFiles: z.array(id).max(20).optional(),
};

/** The superior's decision on a later date: `act` and `post` say of what. */
const deciding = { round, act: obligationAct, post: id, reason: why };

export const actBody = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("submit"),
      round,
      hash,
      nominees: z.array(id).max(1000).default([]),
      ...paper,
    }),
    z.strictObject({
      type: z.literal("approve"),
      round,
      hash,
      /** Of a submission's nominees those that are taken; all of them when left out. */
      chosen: z.array(id).max(1000).optional(),
      ...paper,
    }),
    z.strictObject({
      type: z.literal("return"),
      round,
      hash,
      reasons: z.array(z.strictObject({ ...reason.shape, text: why })).max(100),
      ...paper,
    }),
    z.strictObject({ type: z.literal("withdraw"), round, ...paper }),
    z.strictObject({ type: z.literal("decline"), round, reason: why, ...paper }),
    z.strictObject({ type: z.literal("issue"), round, hash, ...paper }),
    z.strictObject({ type: z.literal("complete"), round, ...paper }),
    z.strictObject({
      type: z.literal("hold"),
      round,
      attendance: z.int().min(0).max(1_000_000).nullable().default(null),
      ...paper,
    }),
    z.strictObject({ type: z.literal("open_gate"), round, ...paper }),
    z.strictObject({
      type: z.literal("override_gate"),
      round,
      reason: why,
      expires: instantIn,
      ...paper,
    }),
    z.strictObject({ type: z.literal("close_ballot"), round, ...paper }),
    z.strictObject({ type: z.literal("reopen"), round, reason: why, ...paper }),
    /** A later date for what you owe. */
    z.strictObject({
      type: z.literal("ask_extension"),
      round,
      act: obligationAct,
      until: instantIn,
      reason: why,
      ...paper,
    }),
    z.strictObject({ type: z.literal("grant_extension"), ...deciding, ...paper }),
    z.strictObject({ type: z.literal("refuse_extension"), ...deciding, ...paper }),
  ])
  .meta({ id: "Act" });

/** A command and what became of it: `open` = received and kept, not yet decided. */
export const commandView = z
  .object({
    id,
    campaign: id,
    unit: id,
    step: id.nullable(),
    type: z.string(),
    status: z.enum(["open", "done", "refused"]),
    receivedAt: instant,
    handledAt: instant.nullable(),
    /** The cycle's sequence after it. */
    seq: z.int().nullable(),
    refusal: z
      .object({
        code: z.string(),
        words: text,
        data: z.record(z.string(), z.union([z.string(), z.number()])),
      })
      .nullable(),
  })
  .meta({ id: "CommandView" });

export const draftBody = z
  .strictObject({
    title: z.string().trim().min(1).max(1000),
    content: z.string().max(200_000),
    /** Hash of the version you began from (null: none); refused where somebody saved meanwhile. */
    basedOn: hash.nullable().optional(),
    /** What you saw; a draft is not bound to it. */
    round: round.optional(),
    ...paper,
  })
  .meta({ id: "Draft" });

export const draftSaved = z
  .object({ document: id, hash: z.string(), version: z.int(), unchanged: z.boolean() })
  .meta({ id: "DraftSaved" });

export const acknowledgeBody = z
  .strictObject({ post: id.optional(), round, ...paper })
  .meta({ id: "Acknowledge" });

/** A receipt that nobody can give, or that need not be given. */
export const excuseReceiptBody = z
  .strictObject({ post: id, round, reason: z.string().trim().min(1).max(2000), ...paper })
  .meta({ id: "ExcuseReceipt" });

export const voteBody = z
  .strictObject({ post: id.optional(), round, choices: z.array(id).max(1000), ...paper })
  .meta({ id: "Vote" });

/** “Seen, working on it”: you are not reminded before that day, at most the day it is due. */
export const seenBody = z
  .strictObject({ act: obligationAct, post: id.optional(), round, until: day, ...paper })
  .meta({ id: "Seen" });

export const seenRecorded = z.object({ until: instant }).meta({ id: "SeenRecorded" });

/** How far the condition on these facts is: all must have acknowledged, or voted. */
export const factRecorded = z
  .object({ have: z.int(), need: z.int(), met: z.boolean() })
  .meta({ id: "FactRecorded" });

export type ActBody = z.infer<typeof actBody>;
export type CommandView = z.infer<typeof commandView>;
export type DraftBody = z.infer<typeof draftBody>;
export type DraftSaved = z.infer<typeof draftSaved>;
export type FactRecorded = z.infer<typeof factRecorded>;
