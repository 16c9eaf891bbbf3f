import { z } from "zod";
import { id, instant, latenessCause, text } from "./contract.ts";

/** The lists of a campaign: obligations, notices, messages, papers, register, models, nominations, audit, events. */

export const obligationItem = z
  .object({
    /** `unit/step/act/post/round`: unique in its campaign, the same as long as the need is. */
    id: z.string(),
    unit: id,
    step: id,
    act: z.string(),
    post: id,
    round: z.int(),
    due: instant,
    arose: instant,
    overdue: z.boolean(),
    /** Why it is late, or that a later date was granted; null where neither. */
    cause: latenessCause.nullable().optional(),
    /** The date it had at first. */
    firstDue: instant.optional(),
    ladder: id,
    /** Who holds the post now; null when nobody does. */
    person: id.nullable(),
    name: z.string().nullable(),
  })
  .meta({ id: "ObligationItem" });

export const noticeItem = z
  .object({
    id,
    unit: id,
    step: id,
    act: z.string(),
    rung: id,
    posts: z.array(id),
    due: instant,
    status: z.enum(["open", "frozen", "sent", "dropped"]),
    reason: z.string().nullable(),
    settledAt: instant.nullable(),
  })
  .meta({ id: "NoticeItem" });

export const messageStatus = z.enum([
  "frozen",
  "waiting",
  "carried",
  "accepted",
  "failed",
  "bounced",
  "not_sent",
]);

/** A message with its ledger: every hand-over, refusals and repetitions too. */
export const messageItem = z
  .object({
    id,
    notice: id,
    /** What is owed: the id that the list of obligations gives it. */
    obligation: z.string(),
    unit: id,
    step: id,
    rung: id,
    /** `calendar` = an invitation: mail as well, but no part of a ladder. */
    channel: z.string(),
    post: id,
    person: id.nullable(),
    name: z.string().nullable(),
    address: z.string().nullable(),
    messageId: z.string(),
    subject: z.string(),
    body: z.string(),
    at: instant,
    /** What it is to its recipient; `digest`, `catch_up`: it carries others. */
    kind: z.string().nullable(),
    /** `accepted` = taken by the relay, which is not yet delivered; `bounced` = it came back after that. */
    status: messageStatus,
    reason: z.string().nullable(),
    /** The message that carries this one. */
    carriedBy: z.string().nullable(),
    openedAt: instant.nullable(),
    /** The channel that took over when this one did not reach the person. */
    fellBack: z.string().nullable(),
    deliveries: z.array(
      z.object({
        attempt: z.int(),
        status: z.enum(["accepted", "deferred", "refused"]),
        detail: z.string().nullable(),
        at: instant,
      }),
    ),
  })
  .meta({ id: "MessageItem" });

export const documentItem = z
  .object({
    id,
    unit: id,
    unitName: z.string(),
    step: id,
    type: z.string(),
    title: z.string(),
    hash: z.string(),
    version: z.int(),
    status: z.enum(["draft", "submitted", "approved", "issued"]),
    number: z.int().nullable(),
    symbol: z.string().nullable(),
    issuedAt: instant.nullable(),
  })
  .meta({ id: "DocumentItem" });

export const registerItem = z
  .object({
    unit: id,
    step: id,
    series: id,
    committee: id,
    type: z.string(),
    period: z.string(),
    number: z.int(),
    /** As written on the paper: `12-KH/BCĐ`. */
    symbol: z.string(),
    document: id,
    title: z.string(),
    issuedAt: instant,
    /** A void number belonged to a paper that was reopened; it is never given again. */
    status: z.enum(["issued", "void"]),
    reason: z.string().nullable(),
    voidedAt: instant.nullable(),
    voidedBy: z.string().nullable(),
    voidedClerk: z.string().nullable(),
  })
  .meta({ id: "RegisterItem" });

export const modelItem = z
  .object({
    id,
    unit: id,
    unitName: z.string(),
    field: z.string(),
    kind: z.enum(["collective", "individual"]),
    title: z.string(),
    state: z.enum([
      "registered",
      "proposed",
      "appraised",
      "chosen",
      "commended",
      "nominated",
      "recognised",
      "not_chosen",
      "withdrawn",
    ]),
  })
  .meta({ id: "ModelItem" });

/** One level of a model's way up. */
export const nominationItem = z
  .object({
    model: id,
    title: z.string(),
    fromUnit: id,
    toUnit: id,
    step: id,
    fromBelow: id.nullable(),
    state: z.enum(["proposed", "accepted", "returned", "chosen", "not_chosen"]),
    reason: z.string().nullable(),
    at: instant,
    decidedAt: instant.nullable(),
  })
  .meta({ id: "NominationItem" });

export const eventItem = z
  .object({
    unit: id,
    seq: z.int(),
    n: z.int(),
    type: z.string(),
    at: instant,
    recordedAt: instant,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "EventItem" });

export const health = z
  .object({ ok: z.literal(true), database: z.literal("ok") })
  .meta({ id: "Health" });

export const me = z
  .object({
    kind: z.enum(["operator", "person", "administrator"]),
    realm: id,
    label: z.string(),
    person: z.object({ id, name: z.string() }).nullable(),
    /** Posts held or stood in for today, by campaign. */
    posts: z.array(
      z.object({ campaign: id, post: id, title: text, unit: id, role: id, covering: z.boolean() }),
    ),
  })
  .meta({ id: "Me" });

export type ObligationItem = z.infer<typeof obligationItem>;
export type NoticeItem = z.infer<typeof noticeItem>;
export type MessageItem = z.infer<typeof messageItem>;
export type DocumentItem = z.infer<typeof documentItem>;
export type RegisterItem = z.infer<typeof registerItem>;
export type ModelItem = z.infer<typeof modelItem>;
export type NominationItem = z.infer<typeof nominationItem>;
export type EventItem = z.infer<typeof eventItem>;
export type Me = z.infer<typeof me>;
