import type { Day } from "./time.ts";

/** A campaign's own calendar data on top of the law: yearly official lists and a unit's closures. */
export interface CalendarData {
  /** Official days off added by the yearly decision (a compensated or bridged day). */
  readonly daysOff: readonly { readonly day: Day; readonly reason: string }[];
  /** Weekend days that are worked in exchange. */
  readonly workedDays: readonly { readonly day: Day; readonly reason: string }[];
  /** Closures of one unit (its id), or of all (`*`). */
  readonly closures: readonly {
    readonly unit: string;
    readonly from: Day;
    readonly to: Day;
    readonly reason: string;
  }[];
  /** Years for which the official list has been entered. */
  readonly officialYears: readonly number[];
}
