import type { SheetWords } from "#domain/sheet-row.ts";
import type { Text } from "#domain/text.ts";
import type { Day, Instant } from "#domain/time.ts";

/** Something wrong with a definition, at a field: `["units", 3, "parent"]`. */
export interface Fault {
  readonly code: string;
  readonly message: Text;
  readonly path: readonly (string | number)[];
  readonly suggestion: Text | null;
}

/** One unit of the plan, as it stands beside the form. */
export interface PlanRow {
  readonly unit: string;
  readonly name: string;
  readonly pilot: boolean;
  /** Of its conference; null where it holds none. */
  readonly day: Day | null;
  readonly proposed: boolean;
  /** Least working days that any step has to spare; negative = cannot be met. */
  readonly slack: number;
}

/** One step of one unit, with where its date comes from. */
export interface StepRow {
  readonly id: string;
  readonly title: Text;
  readonly owner: string;
  readonly due: Instant;
  readonly words: Text;
  readonly proposed: boolean;
  readonly slack: number;
}

export interface PlanView {
  readonly rows: readonly PlanRow[];
  readonly begins: Instant;
  readonly ends: Instant;
  readonly units: number;
  readonly people: number;
  readonly steps: number;
  readonly clashes: readonly Text[];
  /** Who gets something to do as soon as it begins. */
  readonly first: readonly { readonly name: string; readonly title: Text }[];
}

/** An anchor that the template's steps are dated from. */
export interface AnchorWords {
  readonly id: string;
  readonly title: Text;
}

/** A definition judged by the rules that would run it. */
export interface Judged {
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly plan: PlanView | null;
  /** Of the chosen template; null where there is none. */
  readonly words: (SheetWords & { readonly anchors: readonly AnchorWords[] }) | null;
}
