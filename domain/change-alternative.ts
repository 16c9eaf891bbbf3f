import { calendarOf, isWorkingDay } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import type { Change } from "./change.ts";
import type { Standing } from "./change-edit.ts";
import { type ChangePreview, previewOf } from "./change-preview.ts";
import { DomainError } from "./errors.ts";
import { addDays, type Day, type Instant } from "./time.ts";

/** A day that would do instead, and the least working days to spare on it. */
export interface Alternative {
  readonly day: Day;
  readonly slack: number | null;
}

/** So far to each side is looked for other days, and so many are named. */
const REACH = 21;
const MOST = 3;

/** The day a change asks for; null: none is asked for. */
function dayAsked(change: Change): Day | null {
  if (change.kind === "move_conference") return change.day;
  if (change.kind === "move_anchor" && change.to.kind === "fixed") return change.to.day;
  return null;
}

const onDay = (change: Change, day: Day): Change =>
  change.kind === "move_conference"
    ? { ...change, day }
    : change.kind === "move_anchor"
      ? { ...change, to: { kind: "fixed", day } }
      : change;

/** Whether what is previewed can be kept and puts nobody in two places. */
export const isKept = ({ dates, clashes }: Pick<ChangePreview, "dates" | "clashes">): boolean =>
  clashes.length === 0 && dates.every(({ slack }) => slack.to >= 0);

/**
 * The nearest working days, three weeks to each side, on which a moved day clashes with nothing new and everything
 * that moves can be kept; none where the day asked for is one itself. Each is worked out whole, by the same rules.
 */
export function alternativesTo(
  campaign: Campaign,
  standing: Standing,
  change: Change,
  now: Instant,
  preview: ChangePreview,
): readonly Alternative[] {
  const asked = dayAsked(change);
  if (asked === null || isKept(preview)) return [];
  const calendar = calendarOf(campaign.calendar);
  const unit = change.kind === "move_conference" ? change.unit : undefined;
  const found: Alternative[] = [];
  for (let away = 1; away <= REACH; away++) {
    for (const day of [addDays(asked, away), addDays(asked, -away)]) {
      if (found.length === MOST) return found;
      if (!isWorkingDay(calendar, day, unit)) continue;
      const other = tried(campaign, standing, onDay(change, day), now);
      if (other === null || !isKept(other)) continue;
      found.push({ day, slack: leastSlack(other) });
    }
  }
  return found;
}

function tried(
  campaign: Campaign,
  standing: Standing,
  change: Change,
  now: Instant,
): ChangePreview | null {
  try {
    return previewOf(campaign, standing, change, now, { reason: "" });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** The least working days to spare among what moves; null where nothing does. */
export const leastSlack = ({ dates }: Pick<ChangePreview, "dates">): number | null =>
  dates.reduce<number | null>(
    (least, { slack }) => (least === null || slack.to < least ? slack.to : least),
    null,
  );
