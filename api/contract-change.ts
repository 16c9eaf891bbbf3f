import { z } from "zod";
import { day, id, instant, listQuery, pageOf, text } from "./contract.ts";

/** Changes of a running campaign: propose, preview, decide, undo. */

const anchor = z.union([
  z.strictObject({ kind: z.literal("fixed"), day }),
  z.strictObject({
    kind: z.literal("expected"),
    from: day,
    to: day,
    words: z.string().min(1).max(100),
  }),
]);
const units = z.array(id).min(1).max(5_000).nullable();

/** What is to change. `units` null: every unit; a unit stands for all below it. */
export const change = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("move_anchor"), anchor: id, to: anchor }),
    z.strictObject({ kind: z.literal("move_conference"), unit: id, step: id, day }),
    z.strictObject({ kind: z.literal("suspend"), units }),
    z.strictObject({
      kind: z.literal("resume"),
      units,
      how: z.enum(["shift", "replan"]),
      anchors: z.record(id, anchor),
    }),
    z.strictObject({ kind: z.literal("replace_pilot"), pilot: id }),
    z.strictObject({ kind: z.literal("drop_unit"), unit: id }),
  ])
  .meta({ id: "Change" });

export const changeBody = z
  .strictObject({
    change,
    reason: z.string().trim().min(1).max(1_000),
    /** The paper that orders it: its number and date. */
    paper: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .meta({ id: "ChangeProposal" });

export const changeStatus = z.enum([
  "proposed",
  "decided",
  "committed",
  "told",
  "undoing",
  "undone",
  "withdrawn",
  "refused",
]);

const who = z.object({ person: id, name: z.string().nullable() }).nullable();

/** What a change comes to, in figures: several proposals are compared by it. */
export const changeFigures = z
  .object({
    moved: z.int(),
    cancelled: z.int(),
    impossible: z.int(),
    clashes: z.int(),
    people: z.int(),
    units: z.int(),
    /** The least working days to spare among what moves; negative = cannot be kept; null = nothing moves. */
    slack: z.int().nullable(),
    /** The campaign's last due day after it. */
    ends: day.nullable(),
  })
  .meta({ id: "ChangeFigures" });

export const changeItem = z
  .object({
    id,
    change,
    reason: z.string(),
    paper: z.string().nullable(),
    status: changeStatus,
    proposedBy: who,
    proposedAt: instant,
    decidedBy: who,
    decidedAt: instant.nullable(),
    committedAt: instant.nullable(),
    /** Real time: until then it can be undone and nobody is told. */
    graceUntil: instant.nullable(),
    toldAt: instant.nullable(),
    /** Why it was not committed, or not undone. */
    refusal: text.nullable(),
    needsSecondPerson: z.boolean(),
    /** What you may do with it now. */
    may: z.object({ decide: z.boolean(), undo: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: "ChangeItem" });

const dated = z.object({
  unit: id,
  unitName: z.string(),
  step: id,
  title: text,
  from: instant,
  to: instant,
  /** The formula that the new date comes from. */
  words: text,
  /** Working days to spare before and after; negative = cannot be kept. */
  slack: z.object({ from: z.int(), to: z.int() }),
});
const stepNamed = z.object({ unit: id, unitName: z.string(), step: id, title: text });

export const changePreview = z
  .object({
    figures: changeFigures,
    /** Of the plan that this was worked out on; `hash` is what it comes to: both are said when deciding. */
    basedOn: z.int(),
    hash: z.string(),
    /** The first 2,000; `figures.moved` counts them all. */
    dates: z.array(dated),
    levels: z.array(
      z.object({ level: id, title: text, moved: z.int(), from: z.int(), to: z.int() }),
    ),
    /** What can no more be kept; the first 500. */
    impossible: z.array(dated),
    /** The nearest days that clash with nothing and can be kept, where a day was asked for that does not. */
    alternatives: z.array(z.object({ day, slack: z.int().nullable() })),
    cancelled: z.array(stepNamed),
    /** Papers and decisions that rest on what moves. */
    touched: z.array(stepNamed.extend({ how: z.enum(["deciding", "issued"]) })),
    clashes: z.array(
      z.object({ kind: z.string(), who: z.string(), name: z.string(), day, units: z.array(id) }),
    ),
    problems: z.array(text),
    /** Every message that will go out, by person; the first 500. */
    messages: z.array(
      z.object({
        person: id.nullable(),
        name: z.string().nullable(),
        posts: z.array(text),
        subject: text,
        sentences: z.array(text),
      }),
    ),
  })
  .meta({ id: "ChangePreview" });

/** A proposal with what it would come to now; null where it can no more be worked out. */
export const changeView = changeItem
  .extend({ figures: changeFigures.nullable() })
  .meta({ id: "ChangeView" });

/** The preview on which it is decided: where the campaign has changed since, it is refused. */
export const decideChange = z
  .strictObject({ basedOn: z.int().min(1), hash: z.string().min(1).max(100) })
  .meta({ id: "DecideChange" });

/** Why it is not decided: the proposer reads it. */
export const refuseChange = z
  .strictObject({ reason: z.string().trim().min(1).max(1_000) })
  .meta({ id: "RefuseChange" });

export type ChangeIn = z.infer<typeof change>;
export type ChangeItem = z.infer<typeof changeItem>;
export type ChangeView = z.infer<typeof changeView>;
export type ChangeFigures = z.infer<typeof changeFigures>;
export type ChangePreviewView = z.infer<typeof changePreview>;

const changesAt = "/api/campaigns/:campaign/changes";
const changeAt = `${changesAt}/:change`;

export const CHANGE_ROUTES = {
  changes: {
    method: "get",
    right: "read_campaign",
    path: changesAt,
    summary: "Changes proposed and made, the latest first; open proposals with their figures",
    query: listQuery,
    answers: { 200: pageOf(changeView, "ChangePage") },
  },
  previewChange: {
    method: "post",
    right: "propose_change",
    path: `${changesAt}/preview`,
    summary: "What a change would do: dates old and new, slack, clashes, papers, messages",
    pure: true,
    body: changeBody,
    answers: { 200: changePreview },
  },
  proposeChange: {
    method: "post",
    right: "propose_change",
    path: changesAt,
    summary: "Propose a change; several may stand side by side",
    body: changeBody,
    answers: { 201: changeItem },
  },
  change: {
    method: "get",
    right: "read_campaign",
    path: changeAt,
    summary: "One change",
    answers: { 200: changeView },
  },
  changePreview: {
    method: "get",
    right: "propose_change",
    path: `${changeAt}/preview`,
    summary: "What a proposed change would do now",
    answers: { 200: changePreview },
  },
  changeNotice: {
    method: "get",
    right: "read_campaign",
    path: `${changeAt}/notice`,
    summary: "A notice of the change drafted as Markdown, for the office to number and issue",
    answers: { 200: z.string() },
  },
  decideChange: {
    method: "post",
    right: "decide_change",
    path: `${changeAt}/decide`,
    summary: "Decide a proposed change on the preview you saw; it is then committed as a whole",
    body: decideChange,
    answers: { 200: changeItem },
  },
  refuseChange: {
    method: "post",
    right: "decide_change",
    path: `${changeAt}/refuse`,
    summary: "Refuse a proposed change, with a reason",
    body: refuseChange,
    answers: { 200: changeItem },
  },
  withdrawChange: {
    method: "post",
    right: "propose_change",
    path: `${changeAt}/withdraw`,
    summary: "Withdraw a proposal of your own",
    answers: { 200: changeItem },
  },
  undoChange: {
    method: "post",
    right: "decide_change",
    path: `${changeAt}/undo`,
    summary: "Undo a change before anybody was told, where nothing has happened since",
    answers: { 200: changeItem },
  },
} as const;
