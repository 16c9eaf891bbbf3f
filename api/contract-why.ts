import { z } from "zod";
import { id, instant, text } from "./contract.ts";

/** Explanations: why a notice went and to whom, what comes next of an obligation. */

const explained = z.object({
  /** `unit/step/act/post/round`, as in the list of obligations. */
  id: z.string(),
  unit: id,
  unitName: z.string(),
  step: id,
  title: text,
  act: z.string(),
  post: id,
  postTitle: text,
  due: instant,
  firstDue: instant,
  arose: instant,
  status: z.enum(["open", "met", "void", "excused"]),
  endedAt: instant.nullable(),
});

/** To whom a rung would go as things stand today; `reason` where it would not. */
const recipient = z.object({
  post: id,
  title: text,
  person: id.nullable(),
  name: z.string().nullable(),
  actingFor: z.string().nullable(),
  reason: z.string().nullable(),
});

const comingRung = z.object({
  rung: id,
  formula: text,
  at: instant,
  channel: z.string(),
  /** The notice that is written already; null for those after it. */
  notice: z.string().nullable(),
  to: z.array(recipient),
});

export const nextOfObligation = z
  .object({
    obligation: explained,
    /** What was sent of it so far, or was not, in this generation. */
    sofar: z.array(
      z.object({
        notice: z.string(),
        rung: id,
        formula: text,
        at: instant,
        status: z.enum(["frozen", "sent", "dropped"]),
        reason: z.string().nullable(),
      }),
    ),
    /** The whole ladder that remains, if nothing happens until then. */
    next: z.array(comingRung),
    sentences: z.array(text),
  })
  .meta({ id: "NextOfObligation" });

export const whyNotice = z
  .object({
    id: z.string(),
    rung: id,
    formula: text,
    due: instant,
    status: z.enum(["open", "frozen", "sent", "dropped"]),
    reason: z.string().nullable(),
    settledAt: instant.nullable(),
    obligation: explained,
    messages: z.array(
      z.object({
        id,
        post: id,
        postTitle: text,
        person: id.nullable(),
        name: z.string().nullable(),
        actingFor: z.string().nullable(),
        address: z.string().nullable(),
        channel: z.string(),
        status: z.string(),
        reason: z.string().nullable(),
        /** The ledger's lines. `accepted`: a server took it; not that it arrived. */
        deliveries: z.array(
          z.object({
            attempt: z.int(),
            status: z.enum(["accepted", "deferred", "refused"]),
            detail: z.string().nullable(),
            at: instant,
          }),
        ),
      }),
    ),
    /** Recipients whom you may not see. */
    others: z.int(),
    next: z.array(comingRung),
    sentences: z.array(text),
  })
  .meta({ id: "WhyNotice" });

const campaignAt = "/api/campaigns/:campaign";

/** Routes of this part of the table: see contract-routes.ts. Ids hold slashes: send them encoded (%2F). */
export const WHY_ROUTES = {
  why: {
    method: "get",
    path: `${campaignAt}/notices/:notice/why`,
    right: "read_mail",
    summary: "Why a notice went or did not, to whom, how, and what comes next",
    answers: { 200: whyNotice },
  },
  nextOfObligation: {
    method: "get",
    path: `${campaignAt}/obligations/:obligation/next`,
    right: "read_mail",
    summary: "What comes next of an obligation: its remaining ladder, with dates and recipients",
    answers: { 200: nextOfObligation },
  },
} as const;

export type NextOfObligation = z.infer<typeof nextOfObligation>;
export type WhyNotice = z.infer<typeof whyNotice>;
