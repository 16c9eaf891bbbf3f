import type { Campaign } from "./campaign.ts";
import { actWords } from "./notice-words.ts";
import type { ObligationAct } from "./obligation.ts";
import { resolvePosts } from "./post.ts";
import type { TemplateStep } from "./template.ts";
import type { Text } from "./text.ts";
import { addMilliseconds, type Day, dayOf, type Instant, instantOf } from "./time.ts";

/** Something that stands in calendars: a conference, or a deadline. */
export interface CalendarEntry {
  /** `unit/step`, or `unit/step/act/post`: the same for as long as the thing is the same. */
  readonly key: string;
  readonly kind: "conference" | "deadline";
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  /** What somebody else than the owner has to do with it. */
  readonly doing: Text | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly place: string | null;
  readonly status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
  /** Whose calendars it belongs in. */
  readonly posts: readonly string[];
}

/** An entry as calendars are told of it. */
export interface StampedEntry extends CalendarEntry {
  readonly uid: string;
  /** Rises only with what is material: a client asks its owner again for every new one. */
  readonly sequence: number;
  /** When anything in it changed last, in real time. */
  readonly stamp: Instant;
}

/** A step of a unit as it stands, for calendars. */
export interface StepInCalendar {
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  readonly owner: string;
  readonly kind: string;
  readonly status: string;
  readonly due: Instant;
  /** A conference's day. */
  readonly day: Day | null;
  /** Rests on a day that nobody has confirmed. */
  readonly proposed: boolean;
  /** The unit's cycle, or the whole campaign, was cancelled. */
  readonly cancelled: boolean;
  /** What somebody else than the step's owner owes on it. */
  readonly owed: {
    readonly act: ObligationAct;
    readonly post: string;
    readonly due: Instant;
  } | null;
}

/** The campaign file names no end; a conference fills half a working day. */
const CONFERENCE_LASTS = 210 * 60_000;

/** A deadline is shown as the half hour that ends with it: an entry without length is drawn by few calendars. */
const DEADLINE_LASTS = 30 * 60_000;

/** A step as calendars show it; null where it has nothing to show. */
export function entryOf(campaign: Campaign, step: StepInCalendar): CalendarEntry | null {
  const { unit, unitName, title } = step;
  const named = { unit, unitName, step: step.step, title };
  const status = statusOf(step);
  if (step.kind === "conference") {
    const template = templateStep(campaign, unit, step.step);
    if (template?.kind !== "conference" || step.day === null) return null;
    const start = instantOf(step.day, template.conference.at);
    return {
      ...named,
      key: `${unit}/${step.step}`,
      kind: "conference",
      doing: null,
      start,
      end: addMilliseconds(start, CONFERENCE_LASTS),
      place: unitName,
      status,
      posts: attendeePosts(campaign, unit, step),
    };
  }
  const { act, post, due } = step.owed ?? { act: null, post: step.owner, due: step.due };
  return {
    ...named,
    key: `${unit}/${step.step}${act === null ? "" : `/${act}/${post}`}`,
    kind: "deadline",
    doing: act === null ? null : actWords(act),
    start: addMilliseconds(due, -DEADLINE_LASTS),
    end: due,
    place: null,
    status,
    posts: [post],
  };
}

function statusOf({ status, proposed, cancelled }: StepInCalendar): CalendarEntry["status"] {
  if (cancelled || status === "cancelled" || status === "declined") return "CANCELLED";
  return proposed && status !== "done" ? "TENTATIVE" : "CONFIRMED";
}

/** Who is expected at a conference: its owner and its attendees, each once. */
export function attendeePosts(
  campaign: Campaign,
  unit: string,
  { step, owner }: Pick<StepInCalendar, "step" | "owner">,
): string[] {
  const template = templateStep(campaign, unit, step);
  const expressions = template?.kind === "conference" ? template.conference.attendees : [];
  return [...new Set([owner, ...expressions.flatMap((one) => resolvePosts(campaign, unit, one))])];
}

interface KnownSteps {
  readonly levels: ReadonlyMap<string, string>;
  readonly steps: ReadonlyMap<string, TemplateStep>;
}

const known = new WeakMap<Campaign, KnownSteps>();

/** Built once for each campaign object, which never changes. */
function templateStep(campaign: Campaign, unit: string, step: string): TemplateStep | undefined {
  const { levels, steps } = known.get(campaign) ?? {
    levels: new Map(campaign.units.map((one) => [one.id, one.level])),
    steps: new Map(
      campaign.template.levels.flatMap((level) =>
        level.steps.map((one) => [`${level.id}/${one.id}`, one] as const),
      ),
    ),
  };
  known.set(campaign, { levels, steps });
  return steps.get(`${levels.get(unit)}/${step}`);
}

const attended = new WeakMap<Campaign, ReadonlyMap<string, readonly string[]>>();

/** The conferences, as `unit/step`, that a post is expected at. */
export function conferencesOf(campaign: Campaign, post: string): readonly string[] {
  const index = attended.get(campaign) ?? attendance(campaign);
  attended.set(campaign, index);
  return index.get(post) ?? [];
}

function attendance(campaign: Campaign): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const unit of campaign.units) {
    const level = campaign.template.levels.find((one) => one.id === unit.level);
    for (const step of level?.steps ?? []) {
      if (step.kind !== "conference") continue;
      for (const expression of step.conference.attendees) {
        for (const post of resolvePosts(campaign, unit.id, expression)) {
          const list = index.get(post) ?? [];
          index.set(post, list);
          list.push(`${unit.id}/${step.id}`);
        }
      }
    }
  }
  return index;
}

/** What a new sequence is for: day, time, place and status. Nothing else asks anybody to think again. */
export const materialOf = ({ start, end, place, status }: CalendarEntry): string =>
  JSON.stringify([start, end, place, status]);

/** All that is shown of it. */
export function contentOf(entry: CalendarEntry): string {
  const { posts: _, ...shown } = entry;
  return JSON.stringify(shown);
}

/** The civil day on which it is, in Vietnam. */
export const dayOfEntry = ({ end }: CalendarEntry): Day => dayOf(end);
