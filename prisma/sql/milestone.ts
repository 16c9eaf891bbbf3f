import type { Milestone } from "#domain/milestone.ts";
import { ENGINE } from "./inbox.ts";

/** A milestone as the row of the waiting cycle's inbox that carries it there. */
export interface MilestoneRow {
  readonly id: string;
  readonly cycle: string;
  readonly command: Milestone["command"];
  readonly act: unknown;
}

/** Rows for the cycles that are told; their ids follow from the sender's sequence, so a repetition writes none. */
export const milestoneRows = (
  from: { readonly id: string; readonly campaign: string },
  seq: number,
  milestones: readonly Milestone[],
): MilestoneRow[] =>
  milestones.map(({ unit, command }) => ({
    id: `m/${from.id}/${seq}/${unit}/${command.step}/${command.until}${command.back ? "/back" : ""}`,
    cycle: `${from.campaign}/${unit}`,
    command,
    act: JSON.parse(ENGINE),
  }));
