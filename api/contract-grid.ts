import { z } from "zod";
import { day, id, instant } from "./contract.ts";
import { boardRow, cell, clock, column, counts } from "./contract-campaign.ts";

/** The board for a screen of thousands of units: the same cells, each different one written once. */

export const gridCell = cell
  .omit({ doneAt: true })
  .extend({
    /** The day on which it was done. */
    done: day.optional(),
    /** When it can begin at the earliest, as planned. */
    earliest: instant,
    /** Working days it may lose, as planned; negative = cannot be met. */
    slack: z.int(),
  })
  .meta({ id: "GridCell" });

/** By step of the row's column: the place of its cell among the kinds; -1 = no such step, or not for you to see. */
export const gridRow = boardRow
  .omit({ cells: true })
  .extend({ cells: z.array(z.int()) })
  .meta({ id: "GridRow" });

export const grid = z
  .object({
    campaign: id,
    clock,
    columns: z.array(column),
    /** Cells that differ; thousands of units share a few hundred. */
    kinds: z.array(gridCell),
    /** In tree order, the root first. */
    rows: z.array(gridRow),
    counts,
    /** What the campaign's calendar says beyond the law. */
    calendar: z.object({
      daysOff: z.array(z.object({ day, reason: z.string() })).readonly(),
      workedDays: z.array(z.object({ day, reason: z.string() })).readonly(),
      closures: z
        .array(z.object({ unit: z.string(), from: day, to: day, reason: z.string() }))
        .readonly(),
      officialYears: z.array(z.int()).readonly(),
    }),
  })
  .meta({ id: "Grid" });

export type GridCell = z.infer<typeof gridCell>;
export type GridRow = z.infer<typeof gridRow>;
export type Grid = z.infer<typeof grid>;
