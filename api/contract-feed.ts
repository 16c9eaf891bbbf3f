import { z } from "zod";
import { id, instant, text } from "./contract.ts";

/** Calendars: feeds at secret addresses, who is invited to a conference, and what they replied. */

const kind = z.enum(["person", "team", "unit", "campaign"]);

export const feedBody = z
  .object({
    kind,
    /** Of a person's feed: only which realm it is in. */
    campaign: id.optional(),
    /** The person, team or unit; you yourself, or the campaign, when left out. */
    of: id.optional(),
    language: z.enum(["vi", "en"]).default("vi"),
    /** What it is for. */
    label: z.string().max(200).default(""),
  })
  .meta({ id: "FeedBody" });

export const feedItem = z
  .object({
    id,
    kind,
    campaign: id.nullable(),
    of: id,
    realm: id,
    language: z.enum(["vi", "en"]),
    label: z.string(),
    /** Whose rights it has: it shows what they may see at the moment it is read; null = an operator's. */
    person: id.nullable(),
    createdAt: instant,
    /** To the hour. */
    readAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: "FeedItem" });

export const feedCreated = feedItem
  .extend({
    /** The secret address below the installation's own; shown this once, null in a repeated answer. */
    path: z.string().nullable(),
  })
  .meta({ id: "FeedCreated" });

export const feedList = z.object({ items: z.array(feedItem) }).meta({ id: "FeedList" });

export const invitationItem = z
  .object({
    /** null: a delegate of whom only the address is known, which is their name too. */
    person: id.nullable(),
    name: z.string(),
    post: id,
    status: z.enum(["invited", "cancelled"]),
    /** Of the last message to them. */
    sequence: z.int(),
    /** null: not answered since the conference last changed. */
    reply: z.enum(["accepted", "declined", "tentative", "delegated"]).nullable(),
    /** The address of whom they send instead. */
    delegate: z.string().nullable(),
    /** Whom they stand for; their own `reply` is then `delegated`. */
    delegatedFrom: id.nullable(),
    comment: z.string().nullable(),
    repliedAt: instant.nullable(),
  })
  .meta({ id: "InvitationItem" });

export const invitationList = z
  .object({ items: z.array(invitationItem) })
  .meta({ id: "InvitationList" });

/** The text/calendar part of a mail, as it came. */
export const replyBody = z
  .object({ ics: z.string().min(1).max(100_000) })
  .meta({ id: "ReplyBody" });

export const replyEntered = z
  .object({
    /**
     * `outdated`: it answers an invitation that was changed or taken back since; `repeated`: a newer one is known;
     * `refused`: whom they send instead cannot be taken, and they are asked again with the reason.
     */
    status: z.enum(["recorded", "outdated", "repeated", "refused"]),
    campaign: id,
    unit: id,
    step: id,
    person: id,
    reply: z.enum(["accepted", "declined", "tentative", "delegated"]),
    words: text,
  })
  .meta({ id: "ReplyEntered" });

export type FeedItem = z.infer<typeof feedItem>;
export type InvitationItem = z.infer<typeof invitationItem>;
export type FeedCreated = z.infer<typeof feedCreated>;
export type ReplyEntered = z.infer<typeof replyEntered>;

/** Calendars by secret address, invitations and replies to them. */
export const FEED_ROUTES = {
  createFeed: {
    method: "post",
    path: "/api/feeds",
    right: "feed",
    summary: "Make a calendar's secret address; it is shown this once",
    body: feedBody,
    answers: { 201: feedCreated },
  },
  feeds: {
    method: "get",
    path: "/api/feeds",
    right: "feed",
    summary: "Calendars' addresses you have made or may revoke, without their secrets",
    answers: { 200: feedList },
  },
  revokeFeed: {
    method: "delete",
    path: "/api/feeds/:feed",
    right: "feed",
    summary: "Make a calendar's address useless from now on",
    answers: { 200: feedItem },
  },
  invitations: {
    method: "get",
    right: "read_campaign",
    path: "/api/campaigns/:campaign/units/:unit/steps/:step/invitations",
    summary: "Who was invited to a conference, and what they replied",
    answers: { 200: invitationList },
  },
  enterReply: {
    method: "post",
    path: "/api/calendar/replies",
    right: "enter_reply",
    summary: "Enter a reply to an invitation: the text/calendar part of the mail",
    body: replyBody,
    answers: { 200: replyEntered },
  },
} as const;
