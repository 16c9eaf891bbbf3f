import { z } from "zod";
import { day, holder, id, instant, listQuery, pageOf, stepKind, text } from "./contract.ts";
import { obligationAct } from "./contract-step.ts";

/** What stands beside the inbox: what will come, what others owe you, what you have done. */

const place = {
  campaign: id,
  campaignTitle: text,
  unit: id,
  unitName: z.string(),
  step: id,
  title: text,
};

/** A step of yours whose turn has not come. */
export const comingItem = z
  .object({
    ...place,
    kind: stepKind,
    due: instant,
    proposed: z.boolean(),
    day: day.nullable(),
    explain: text,
  })
  .meta({ id: "ComingItem" });

/** Something that somebody else owes on a step of yours. */
export const othersItem = z
  .object({
    ...place,
    /** Name it to remind them. */
    obligation: z.string(),
    act: obligationAct,
    who: holder,
    arose: instant,
    due: instant,
    overdue: z.boolean(),
    explain: text,
  })
  .meta({ id: "OthersItem" });

/** Something you did, in the campaign's own time. */
export const doneItem = z
  .object({ ...place, act: obligationAct, at: instant })
  .meta({ id: "DoneItem" });

export const inboxSummary = z
  .object({
    /** Open tasks of yours, and how many of them are late. */
    open: z.int(),
    overdue: z.int(),
    /** How many people wait for you: whoever handed something to you. */
    people: z.int(),
    coming: z.int(),
    others: z.int(),
    /** Since Monday of each campaign's own week. */
    done: z.int(),
  })
  .meta({ id: "InboxSummary" });

export const inboxQuery = listQuery.extend({
  campaign: id.optional(),
  /** `consequence`: late first, then due today, then by who waits for it; `due`: soonest first. */
  order: z.enum(["due", "consequence"]).default("due"),
});

const beside = listQuery.extend({ campaign: id.optional() });
const own = { method: "get", right: "read_inbox" } as const;

export const INBOX_ROUTES = {
  inboxSummary: {
    ...own,
    path: "/api/inbox/summary",
    summary: "How much waits for you, will come, waits for others, is done this week",
    query: z.object({ campaign: id.optional() }),
    answers: { 200: inboxSummary },
  },
  inboxComing: {
    ...own,
    path: "/api/inbox/coming",
    summary: "Steps of yours whose turn has not come, soonest first",
    query: beside,
    answers: { 200: pageOf(comingItem, "ComingPage") },
  },
  inboxOthers: {
    ...own,
    path: "/api/inbox/others",
    summary: "What others owe on your steps, soonest first",
    query: beside,
    answers: { 200: pageOf(othersItem, "OthersPage") },
  },
  inboxDone: {
    ...own,
    path: "/api/inbox/done",
    summary: "What you have done since Monday, latest first",
    query: beside,
    answers: { 200: pageOf(doneItem, "DonePage") },
  },
} as const;

export type ComingItem = z.infer<typeof comingItem>;
export type OthersItem = z.infer<typeof othersItem>;
export type DoneItem = z.infer<typeof doneItem>;
export type InboxSummary = z.infer<typeof inboxSummary>;
