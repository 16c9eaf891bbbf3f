import type { CalendarData } from "./calendar.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { Template } from "./template.ts";
import type { Text } from "./text.ts";
import type { Day, Instant, TimeOfDay } from "./time.ts";

/** A campaign as its leader writes it, parsed and complete: what `plan` and the engine work from. */
export interface Campaign {
  readonly id: string;
  readonly title: Text;
  readonly period: string;
  /** The template with this campaign's changes applied: pinned at start. */
  readonly template: Template;
  /** Work begins on this day at 07:00. */
  readonly starts: Day;
  readonly units: readonly Unit[];
  readonly committees: readonly Committee[];
  readonly posts: readonly Post[];
  readonly persons: readonly Person[];
  readonly appointments: readonly Appointment[];
  readonly covers: readonly Cover[];
  readonly teams: readonly Team[];
  readonly calendar: CalendarData;
  readonly anchors: Readonly<Record<string, Anchor>>;
  readonly pilot: string | null;
  /** What stands above the root: papers go to it as packages, its answers are entered. */
  readonly outside: Outside | null;
  readonly registers: readonly RegisterStart[];
  readonly models: readonly ModelEntry[];
  /** Steps done before the campaign came into the system: it starts in its middle. */
  readonly entered: readonly EnteredStep[];
  /** Days given to single conferences while the campaign runs: they go before every formula. */
  readonly days?: readonly ConferenceOverride[];
  /** Units that dropped out while it runs: nothing is planned for them, and their names stay readable. */
  readonly gone?: readonly Unit[];
  /** When units stood still; the last day is open while they do. */
  readonly pauses?: readonly Pause[];
}

/** The day of one unit's conference, given instead of counted. */
export interface ConferenceOverride {
  readonly unit: string;
  readonly step: string;
  readonly day: Day;
  /** Not confirmed yet: it came from a window, and moved with a pause. */
  readonly proposed: boolean;
}

/** A unit's work stood still from a day to a day. */
export interface Pause {
  readonly unit: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** An earlier step of a unit, entered as done. */
export interface EnteredStep {
  readonly unit: string;
  readonly step: string;
  readonly at: Instant;
  /** Of a paper: the number it was issued under. */
  readonly number: number | null;
  /** People at a conference; votes cast in a ballot. */
  readonly attendance: number | null;
  /** Models that a submission carried and that were accepted, or that a ballot chose. */
  readonly models: readonly string[];
  /** What it is known from: the paper's number and date, where the scan lies. */
  readonly evidence: string | null;
}

/** Our own id; the code, name and parent are dated, because codes and names are reused. */
export interface Unit {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly level: string;
  /** null for the root of this campaign. */
  readonly parent: string | null;
  readonly territorial: boolean;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

/** A body that issues papers under its own number series: steering committee, Party committee, state body. */
export interface Committee {
  readonly id: string;
  readonly unit: string;
  readonly kind: "steering" | "party" | "state" | "council";
  readonly name: string;
  /** As in the number: BCĐ, HU, ĐU, UBND. */
  readonly symbol: string;
  /** Party series run for a term (HD 36-HD/VPTW), state series for a year (Decree 30/2020). */
  readonly numbering: "term" | "year";
  readonly term: string;
}

export interface Post {
  readonly id: string;
  readonly unit: string;
  readonly role: string;
  readonly title: Text;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** Who holds a post from when to when (`to` is the last day). */
export interface Appointment {
  readonly post: string;
  readonly person: string;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * Who acts for a post's holder from when to when. One hop only: who covers a post has not the posts that its
 * holder covers.
 */
export interface Cover {
  readonly post: string;
  readonly person: string;
  readonly from: Day;
  readonly to: Day;
  /** Only for these acts; all of them when left out. */
  readonly acts?: readonly ObligationAct[];
}

/** A guidance team: cuts across the tree; follows units. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** Posts. The leader is one of the members. */
  readonly leader: string;
  readonly members: readonly string[];
  readonly follows: readonly string[];
  /** Conferences the team can attend on one day. */
  readonly capacity: number;
}

/** A fixed day, or an expected window that becomes a proposed day until somebody confirms it. */
export type Anchor =
  | { readonly kind: "fixed"; readonly day: Day }
  | {
      readonly kind: "expected";
      readonly from: Day;
      readonly to: Day;
      /** As written: `2020-05`, `end of 2020-06`, `2020-05-25..2020-06-09`. */
      readonly words: string;
    };

export interface Outside {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** Where a number series continues: the next number it gives. */
export interface RegisterStart {
  readonly committee: string;
  readonly type: string;
  readonly next: number;
}

export interface ModelEntry {
  readonly id: string;
  readonly unit: string;
  readonly field: string;
  readonly title: string;
  readonly kind: "collective" | "individual";
}

/** Working hours begin here; acts and reminders of a day never come before. */
export const DAY_BEGINS: TimeOfDay = "07:00";
