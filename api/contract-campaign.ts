import { z } from "zod";
import { day, id, instant, latenessCause, phase, stepKind, stepStatus, text } from "./contract.ts";

/** Campaigns: checking and planning a file, starting it, the list, one campaign, its board. */

/** A campaign file as it is: YAML text, or the same thing as JSON. */
export const campaignFile = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())])
  .meta({ id: "CampaignFile", description: "YAML text, or the same file as JSON" });

export const fileProblem = z
  .object({
    line: z.int().nullable(),
    field: z.string().nullable(),
    words: text,
    suggestion: text.nullable(),
  })
  .meta({ id: "FileProblem" });

export const checked = z
  .object({ ok: z.boolean(), problems: z.array(fileProblem), warnings: z.array(text) })
  .meta({ id: "Checked" });

export const plannedStep = z.object({
  id,
  title: text,
  kind: stepKind,
  owner: id,
  due: instant,
  dueWords: text,
  proposed: z.boolean(),
  earliest: instant,
  /** Working days to spare; negative = cannot be met. */
  slack: z.int(),
  /** When it was done, where the file enters it as done; null = still to do. */
  entered: instant.nullable(),
});

export const planned = z
  .object({
    campaign: id,
    title: text,
    ends: instant,
    cycles: z.array(
      z.object({ unit: id, name: z.string(), level: id, steps: z.array(plannedStep) }),
    ),
    problems: z.array(fileProblem),
    clashes: z.array(text),
    warnings: z.array(text),
  })
  .meta({ id: "Planned" });

export const started = z
  .object({ campaign: id, already: z.boolean(), units: z.int(), steps: z.int(), ends: instant })
  .meta({ id: "Started" });

export const clock = z
  .object({
    mode: z.enum(["real", "stepped"]),
    /** Where the campaign's clock stands: now. */
    instant,
    /** Campaign seconds a second, at most. */
    speed: z.number(),
    generation: z.int(),
  })
  .meta({ id: "Clock" });

export const counts = z
  .object({
    units: z.int(),
    steps: z.int(),
    done: z.int(),
    open: z.int(),
    /** Steps on which something that is owed is past its own date. */
    overdue: z.int(),
  })
  .meta({ id: "Counts" });

export const campaignItem = z
  .object({
    id,
    /** The id in the campaign file. */
    key: id,
    title: text,
    status: z.enum(["running", "suspended", "closed", "cancelled"]),
    rehearsal: z.boolean(),
    root: z.object({ unit: id, name: z.string() }),
    pilot: id.nullable(),
    startedAt: instant,
    clock,
    counts,
  })
  .meta({ id: "CampaignItem" });

/** A day that others are counted from, or the window it lies in. */
const anchor = z.union([
  z.object({ kind: z.literal("fixed"), day }),
  z.object({ kind: z.literal("expected"), from: day, to: day, words: z.string() }),
]);

export const column = z
  .object({
    level: id,
    title: text,
    steps: z.array(z.object({ id, title: text, kind: stepKind })),
  })
  .meta({ id: "Column" });

export const campaignDetail = campaignItem
  .extend({
    period: z.string(),
    outside: z.string().nullable(),
    planVersion: z.int(),
    ends: instant,
    teams: z.array(z.object({ id, name: z.string(), follows: z.array(id) })),
    columns: z.array(column),
    /** The days that others are counted from, as they stand now. */
    anchors: z.array(z.object({ id, title: text, anchor })),
    /** Fields in which models are registered. */
    fields: z.array(z.object({ id, title: text })),
  })
  .meta({ id: "CampaignDetail" });

/** One unit's one step, as small as a board of thousands of units needs: absent = no. */
export const cell = z
  .object({
    status: stepStatus,
    round: z.int(),
    due: instant,
    /** Something that is owed on it, a decision or a receipt too, is past its own date. */
    overdue: z.literal(true).optional(),
    /** Why it is overdue. */
    cause: latenessCause.optional(),
    /** Sent back for correction and not handed in again yet. */
    returned: z.literal(true).optional(),
    /** Rests on a day that nobody has confirmed yet. */
    proposed: z.literal(true).optional(),
    /** A conference's day. */
    day: day.optional(),
    doneAt: instant.optional(),
    /** Done, but something on it after its own date. */
    doneLate: z.literal(true).optional(),
  })
  .meta({ id: "Cell" });

export const boardRow = z
  .object({
    unit: id,
    name: z.string(),
    level: id,
    parent: id.nullable(),
    depth: z.int(),
    pilot: z.boolean(),
    territorial: z.boolean(),
    team: id.nullable(),
    phase,
    /** Rises with every change of this unit's cycle. */
    seq: z.int(),
    /** By step id; a step that this unit does not have, or that you may not see, is absent. */
    cells: z.record(z.string(), cell),
  })
  .meta({ id: "BoardRow" });

export const board = z
  .object({
    campaign: id,
    clock,
    columns: z.array(column),
    /** In tree order, the root first. */
    rows: z.array(boardRow),
    counts,
  })
  .meta({ id: "Board" });

/** `unit` (repeatable) re-reads a few rows; `under` reads a unit and what lies below it. */
export const boardQuery = z.object({
  unit: z.union([id.transform((one) => [one]), z.array(id).max(100)]).optional(),
  under: id.optional(),
});

export type Checked = z.infer<typeof checked>;
export type Planned = z.infer<typeof planned>;
export type Started = z.infer<typeof started>;
export type Clock = z.infer<typeof clock>;
export type Counts = z.infer<typeof counts>;
export type CampaignItem = z.infer<typeof campaignItem>;
export type CampaignDetail = z.infer<typeof campaignDetail>;
export type Column = z.infer<typeof column>;
export type Cell = z.infer<typeof cell>;
export type BoardRow = z.infer<typeof boardRow>;
export type Board = z.infer<typeof board>;
export type FileProblem = z.infer<typeof fileProblem>;
