import { z } from "zod";
import { holder, id, instant, listQuery, pageOf, text } from "./contract.ts";

/** What people say about a step, and ask each other. */

const stepAt = "/api/campaigns/:campaign/units/:unit/steps/:step";
const words = z.string().trim().min(1).max(4000);

export const remarkItem = z
  .object({
    id,
    by: z.string(),
    /** The post that is asked. */
    asked: holder.nullable(),
    /** The question it answers. */
    answers: id.nullable(),
    answered: z.boolean(),
    /** You are asked, and may answer. */
    yours: z.boolean(),
    words: z.string(),
    at: instant,
  })
  .meta({ id: "RemarkItem" });

export const remarkBody = z
  .strictObject({
    words,
    /** Ask this post of the step; everybody reads it either way. */
    asked: id.optional(),
    /** Answer this question. */
    answers: id.optional(),
  })
  .meta({ id: "Remark" });

/** A question to a post of yours that nobody has answered. */
export const questionItem = z
  .object({
    id,
    campaign: id,
    campaignTitle: text,
    unit: id,
    unitName: z.string(),
    step: id,
    title: text,
    by: z.string(),
    words: z.string(),
    at: instant,
  })
  .meta({ id: "QuestionItem" });

/** Somebody of your units who could do something in your place. */
export const colleagueItem = z
  .object({ person: id, name: z.string(), title: text, unitName: z.string() })
  .meta({ id: "ColleagueItem" });

export const REMARK_ROUTES = {
  remarks: {
    method: "get",
    right: "read_campaign",
    path: `${stepAt}/remarks`,
    summary: "What was said and asked about a step, oldest first",
    answers: { 200: z.object({ items: z.array(remarkItem) }).meta({ id: "RemarkList" }) },
  },
  remark: {
    method: "post",
    right: "act",
    path: `${stepAt}/remarks`,
    summary: "Say something about a step, ask a post of it, or answer",
    body: remarkBody,
    answers: { 200: z.object({ id }).meta({ id: "RemarkKept" }) },
  },
  questions: {
    method: "get",
    right: "read_inbox",
    path: "/api/inbox/questions",
    summary: "Questions to you that wait for an answer, oldest first",
    query: listQuery.extend({ campaign: id.optional() }),
    answers: { 200: pageOf(questionItem, "QuestionPage") },
  },
  colleagues: {
    method: "get",
    right: "read_inbox",
    path: "/api/me/colleagues",
    summary: "Who holds a post in the units of your posts: to whom something may be handed over",
    query: z.object({ campaign: id.optional() }),
    answers: { 200: z.object({ items: z.array(colleagueItem) }).meta({ id: "ColleagueList" }) },
  },
} as const;

export type RemarkItem = z.infer<typeof remarkItem>;
export type QuestionItem = z.infer<typeof questionItem>;
export type ColleagueItem = z.infer<typeof colleagueItem>;
