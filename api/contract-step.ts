import { z } from "zod";
import { OBLIGATION_ACTS } from "#domain/obligation-act.ts";
import {
  day,
  holder,
  id,
  instant,
  latenessCause,
  phase,
  stepKind,
  stepStatus,
  text,
} from "./contract.ts";

/** One unit, one step: the sentence, the paper, decisions, receipts, votes, history. */

export const stepItem = z
  .object({
    step: id,
    title: text,
    kind: stepKind,
    status: stepStatus,
    round: z.int(),
    owner: holder,
    due: instant,
    /** The formula: “7 working days before this unit's conference”. */
    dueWords: text,
    proposed: z.boolean(),
    overdue: z.boolean(),
    day: day.nullable(),
    doneAt: instant.nullable(),
    /** Why it waits, on whom, until when: one sentence. */
    explain: text,
  })
  .meta({ id: "StepItem" });

export const unitView = z
  .object({
    campaign: id,
    unit: id,
    name: z.string(),
    level: id,
    parent: id.nullable(),
    pilot: z.boolean(),
    territorial: z.boolean(),
    team: z.object({ id, name: z.string() }).nullable(),
    phase,
    status: z.enum(["running", "suspended", "closed", "cancelled"]),
    seq: z.int(),
    steps: z.array(stepItem),
  })
  .meta({ id: "UnitView" });

export const documentView = z
  .object({
    id,
    type: z.string(),
    title: z.string(),
    content: z.string(),
    /** SHA-256 of what a decision is bound to. */
    hash: z.string(),
    version: z.int(),
    status: z.enum(["draft", "submitted", "approved", "issued"]),
    number: z.int().nullable(),
    symbol: z.string().nullable(),
    issuedAt: instant.nullable(),
    savedBy: z.string().nullable(),
    savedAt: instant,
  })
  .meta({ id: "DocumentView" });

export const reason = z.object({ field: z.string().nullable(), text: z.string() });

/** Models that may be named, and at most how many. */
export const choices = z
  .object({
    models: z.array(z.object({ id, title: z.string(), unit: id, field: z.string() })),
    atMost: z.int(),
  })
  .meta({ id: "Choices" });

export const historyEntry = z
  .object({
    seq: z.int(),
    n: z.int(),
    type: z.string(),
    at: instant,
    recordedAt: instant,
    /** Who did it, and the clerk who entered it from paper. */
    by: z.string().nullable(),
    clerk: z.string().nullable(),
    evidence: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "HistoryEntry" });

export const obligationAct = z.enum(OBLIGATION_ACTS);

/** A later date asked for something owed, and what was decided. */
export const extensionItem = z
  .object({
    act: obligationAct,
    post: id,
    round: z.int(),
    /** When it was due as it was asked, or decided. */
    from: instant,
    until: instant,
    superior: id,
    asked: z.object({ by: z.string(), at: instant, reason: z.string() }),
    decided: z
      .object({ granted: z.boolean(), by: z.string(), at: instant, reason: z.string() })
      .nullable(),
    /** Who waits for this step: their dates stay as they are. */
    waiting: z.array(text),
  })
  .meta({ id: "ExtensionItem" });

export const commandType = z.enum([
  "submit",
  "approve",
  "return",
  "withdraw",
  "decline",
  "issue",
  "complete",
  "hold",
  "open_gate",
  "override_gate",
  "close_ballot",
  "reopen",
  "ask_extension",
  "grant_extension",
  "refuse_extension",
]);

export const stepView = stepItem
  .extend({
    campaign: id,
    unit: id,
    unitName: z.string(),
    seq: z.int(),
    document: documentView.nullable(),
    /** What was handed in: the hash that a decision must name. */
    submitted: z
      .object({ hash: z.string(), by: z.string(), nominees: z.array(id), at: instant })
      .nullable(),
    decision: z
      .object({
        approvers: z.array(holder),
        need: z.int(),
        order: z.enum(["parallel", "sequence"]),
        given: z.array(z.object({ post: id, name: z.string(), at: instant })),
      })
      .nullable(),
    returned: z.object({ by: z.string(), at: instant, reasons: z.array(reason) }).nullable(),
    override: z
      .object({ by: z.string(), reason: z.string(), at: instant, expires: instant })
      .nullable(),
    receipts: z.array(
      z.object({
        /** Blocked where nobody holds the post: its `person` is null. */
        who: holder,
        askedAt: instant,
        acknowledgedAt: instant.nullable(),
        /** Waived by whoever decides on the paper. */
        excused: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
        /** You may excuse it. */
        mayExcuse: z.boolean(),
      }),
    ),
    ballot: z
      .object({
        cast: z.int(),
        voters: z.int(),
        seats: z.int(),
        /** Your own vote; other votes are not shown. */
        mine: z.array(id).nullable(),
      })
      .nullable(),
    choices: choices.nullable(),
    /** Later dates that were asked for, the oldest first. */
    extensions: z.array(extensionItem).optional(),
    outcome: z.record(z.string(), z.unknown()).nullable(),
    /** What you may do here now, and for which post. */
    yours: z.array(z.object({ act: commandType, post: id })),
    /** What you may enter from paper as the clerk of somebody's unit: their post, and who holds it. */
    enterable: z.array(z.object({ act: commandType, who: holder })).optional(),
    history: z.array(historyEntry),
  })
  .meta({ id: "StepView" });

export const nextItem = z
  .object({
    unit: id,
    unitName: z.string(),
    step: id,
    title: text,
    kind: stepKind,
    status: stepStatus,
    due: instant,
    proposed: z.boolean(),
    who: z.array(holder),
    /** Why it is late; null where it is not. */
    cause: latenessCause.nullable().optional(),
    explain: text,
  })
  .meta({ id: "NextItem" });

/** Who is late, what blocks, what comes next: each the first few, and how many there are in all. */
export const nextView = z
  .object({
    campaign: id,
    late: z.array(nextItem),
    blocked: z.array(nextItem),
    coming: z.array(nextItem),
    totals: z.object({ late: z.int(), blocked: z.int(), coming: z.int() }),
  })
  .meta({ id: "NextView" });

/** One thing that is owed by a post you hold or stand in for, with what an act on it must name. */
export const inboxItem = z
  .object({
    obligation: id,
    campaign: id,
    campaignTitle: text,
    unit: id,
    unitName: z.string(),
    step: id,
    title: text,
    kind: stepKind,
    act: obligationAct,
    post: id,
    postTitle: text,
    due: instant,
    overdue: z.boolean(),
    /** Name these in the act; if they have changed meanwhile it is refused, not applied. */
    round: z.int(),
    hash: z.string().nullable(),
    choices: choices.nullable(),
    explain: text,
    /** Since when it waits for you. */
    arose: instant,
    /** You said “seen, working on it” until then. */
    seenUntil: instant.nullable(),
    /** You stand in for the post's holder. */
    covering: z.boolean(),
    /** Who handed it to you; null where you began it yourself. */
    from: holder.nullable(),
    /** How many steps and units cannot go on before it is done. */
    waiting: z.int(),
    /** What happens next when it is done. */
    follows: text.nullable(),
    /** What that post may do there now. */
    acts: z.array(commandType),
  })
  .meta({ id: "InboxItem" });

export type StepItem = z.infer<typeof stepItem>;
export type UnitView = z.infer<typeof unitView>;
export type StepView = z.infer<typeof stepView>;
export type NextItem = z.infer<typeof nextItem>;
export type NextView = z.infer<typeof nextView>;
export type InboxItem = z.infer<typeof inboxItem>;
export type HistoryEntry = z.infer<typeof historyEntry>;
export type Choices = z.infer<typeof choices>;
