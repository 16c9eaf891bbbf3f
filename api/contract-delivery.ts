import { z } from "zod";
import { CHANNELS, MESSAGE_KINDS } from "#domain/preference.ts";
import { day, id, instant, listQuery, pageOf, text } from "./contract.ts";
import { messageStatus } from "./contract-list.ts";

/** How messages reach people: preferences, the inbox in the app, what comes tomorrow, and what did not arrive. */

const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 .-]{6,20}$/, "a phone number in digits, such as +84 912 345 678");
const kind = z.enum(MESSAGE_KINDS);
const channels = z.partialRecord(kind, z.array(z.enum(CHANNELS)).max(CHANNELS.length));

export const preferences = z
  .object({
    channels,
    digest: z.boolean(),
    phone: z.string().nullable(),
    /** Kinds that reach you outside the app whatever you prefer. */
    mandatory: z.array(kind),
  })
  .meta({ id: "Preferences" });

export const preferencesBody = z
  .strictObject({
    channels: channels.default({}),
    digest: z.boolean().default(false),
    /** Left out: as it is. */
    phone: phone.nullable().optional(),
  })
  .meta({ id: "PreferencesBody" });

export const personalMessage = z
  .object({
    id,
    campaign: id,
    unit: id,
    step: id,
    channel: z.string(),
    kind: z.string().nullable(),
    subject: z.string(),
    body: z.string(),
    at: instant,
    status: messageStatus,
    openedAt: instant.nullable(),
    /** What it asked for is done. */
    actedAt: instant.nullable(),
  })
  .meta({ id: "PersonalMessage" });

export const opened = z.object({ id, openedAt: instant }).meta({ id: "Opened" });

export const plannedMessage = z
  .object({
    at: instant,
    /** Why then: as its rung says, after the quiet hours, or with the morning's digest. */
    why: z.enum(["rung", "quiet", "digest"]),
    channel: z.string(),
    kind: z.string(),
    person: id.nullable(),
    name: z.string().nullable(),
    items: z.array(
      z.object({
        notice: z.string(),
        unit: id,
        unitName: z.string(),
        step: id,
        title: text,
        rung: id,
        due: instant,
      }),
    ),
  })
  .meta({ id: "PlannedMessage" });

export const preview = z
  .object({ campaign: id, day, messages: z.array(plannedMessage) })
  .meta({ id: "Preview" });

export const deliveryTask = z
  .object({
    id,
    unit: id,
    unitName: z.string(),
    /** The post that is to put it right. */
    contact: id.nullable(),
    person: id.nullable(),
    name: z.string().nullable(),
    post: id,
    message: id,
    subject: z.string(),
    channel: z.string(),
    address: z.string().nullable(),
    reason: z.string(),
    openedAt: instant,
    closedAt: instant.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: "DeliveryTask" });

export const closeTaskBody = z
  /** What was done about it. */
  .strictObject({ note: z.string().trim().max(1000).default("") })
  .meta({ id: "CloseTask" });

export const callItem = z
  .object({
    message: id,
    name: z.string().nullable(),
    phone: z.string().nullable(),
    post: id,
    postTitle: text,
    unitName: z.string(),
    subject: z.string(),
    due: instant,
    since: instant,
  })
  .meta({ id: "CallItem" });

export const callList = z
  .object({ campaign: id, items: z.array(callItem) })
  .meta({ id: "CallList" });

export const bounceBody = z
  .union([
    z.strictObject({
      messageId: z.string().trim().min(3).max(300),
      reason: z.string().trim().min(1).max(1000),
      /** `delayed`: the relay is still trying. */
      kind: z.enum(["failed", "delayed"]).default("failed"),
    }),
    /** The whole mail that came back (RFC 3464). */
    z.strictObject({ dsn: z.string().min(1).max(200_000) }),
  ])
  .meta({ id: "Bounce" });

export const bounced = z
  .object({ message: id, kind: z.enum(["failed", "delayed"]), reason: z.string() })
  .meta({ id: "Bounced" });

const campaignAt = "/api/campaigns/:campaign";

/** Routes of this part of the table: see contract-routes.ts. */
export const DELIVERY_ROUTES = {
  preferences: {
    method: "get",
    path: "/api/me/preferences",
    right: "read_inbox",
    summary: "How you are written to",
    answers: { 200: preferences },
  },
  setPreferences: {
    method: "put",
    path: "/api/me/preferences",
    right: "act",
    summary: "Say how you want to be written to; mandatory kinds cannot be switched off",
    body: preferencesBody,
    answers: { 200: preferences },
  },
  myMessages: {
    method: "get",
    path: "/api/me/messages",
    right: "read_inbox",
    summary: "Your messages, whatever channel they went by, newest first",
    query: listQuery.extend({ unread: z.stringbool().optional() }),
    answers: { 200: pageOf(personalMessage, "PersonalMessagePage") },
  },
  openMessage: {
    method: "post",
    path: "/api/me/messages/:message/opened",
    right: "act",
    summary: "You have opened this message in the app",
    answers: { 200: opened },
  },
  preview: {
    method: "get",
    path: `${campaignAt}/preview`,
    right: "read_mail",
    summary: "The messages of a day to come (tomorrow unless told), before they are sent",
    query: z.object({ day: day.optional() }),
    answers: { 200: preview },
  },
  deliveryTasks: {
    method: "get",
    path: `${campaignAt}/delivery-tasks`,
    right: "keep_addresses",
    summary: "Who could not be reached, by unit: for whoever keeps the addresses",
    query: listQuery,
    answers: { 200: pageOf(deliveryTask, "DeliveryTaskPage") },
  },
  closeDeliveryTask: {
    method: "post",
    path: `${campaignAt}/delivery-tasks/:task/close`,
    right: "keep_addresses",
    summary: "The person can be reached again, or has been told",
    body: closeTaskBody,
    answers: { 200: deliveryTask },
  },
  callList: {
    method: "get",
    path: `${campaignAt}/call-list`,
    right: "keep_addresses",
    summary:
      "Who must be phoned because nothing else reached them; /print/call-list/{campaign} prints it",
    answers: { 200: callList },
  },
  bounce: {
    method: "post",
    path: "/api/bounces",
    right: "report_bounce",
    summary: "A mail came back: its Message-ID and the reason, or the whole delivery report",
    body: bounceBody,
    answers: { 200: bounced },
  },
  signedBounce: {
    method: "post",
    path: "/api/bounces/signed",
    right: "public",
    summary:
      "The same from a relay without a token: signed in Plenum-Signature with BOUNCE_SECRET, not older than five minutes",
    body: bounceBody,
    // The same report again is one entry, whatever its key.
    pure: true,
    answers: { 200: bounced },
  },
} as const;

export type PreferencesView = z.infer<typeof preferences>;
export type PlannedMessage = z.infer<typeof plannedMessage>;
export type DeliveryTask = z.infer<typeof deliveryTask>;
export type CallItem = z.infer<typeof callItem>;
export type BounceBody = z.infer<typeof bounceBody>;
