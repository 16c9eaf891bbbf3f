import type { Campaign } from "./campaign.ts";
import { type Change, NEEDS_SECOND_PERSON } from "./change.ts";
import { treeOf } from "./unit-tree.ts";

/**
 * The units in which somebody must have the right to propose or decide a change: those it is made for, not those
 * that it moves. What is counted from above is decided above; that a unit drops out, by the one above it.
 */
export function unitsDeciding(campaign: Campaign, change: Change): readonly string[] {
  const tree = treeOf(campaign);
  const root = tree.root === null || tree.root === undefined ? [] : [tree.root.id];
  switch (change.kind) {
    case "move_anchor":
    case "replace_pilot":
      return root;
    case "move_conference":
      return [change.unit];
    case "drop_unit": {
      const parent = tree.unit(change.unit)?.parent ?? null;
      return parent === null ? root : [parent];
    }
    case "suspend":
      return change.units ?? root;
    case "resume":
      return Object.keys(change.anchors).length > 0 ? root : (change.units ?? root);
    default:
      return change satisfies never;
  }
}

/** Whether this person may be the one who decides: another than who proposed, where two are needed. */
export const maySecond = (change: Change, proposedBy: string, person: string): boolean =>
  !NEEDS_SECOND_PERSON[change.kind] || proposedBy !== person;
