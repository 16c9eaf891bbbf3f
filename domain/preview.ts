import type { WorkingCalendar } from "./calendar.ts";
import { byConsequence } from "./digest.ts";
import {
  type Channel,
  channelsFor,
  kindOf,
  type MessageKind,
  type Preferences,
  sendingOf,
} from "./preference.ts";
import { type SendTime, sendAt } from "./quiet.ts";
import type { Ladder } from "./template.ts";
import type { Text } from "./text.ts";
import { type Day, dayOf, type Instant, timeOf } from "./time.ts";

/** A notice that is to come, for one of its recipients. */
export interface ComingNotice {
  readonly notice: string;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  readonly rung: string;
  readonly ladder: Ladder | null;
  /** When it is due to be sent. */
  readonly at: Instant;
  readonly arose: Instant;
  readonly due: Instant;
  readonly owes: boolean;
  readonly waiting: readonly Text[];
  readonly person: string | null;
  readonly name: string | null;
  readonly preferences: Preferences;
}

/** A message before it is sent: when and why then, by which channel, to whom, about what. */
export interface Planned {
  readonly at: Instant;
  readonly why: SendTime["why"];
  readonly channel: Channel;
  readonly kind: MessageKind | "digest";
  readonly person: string | null;
  readonly name: string | null;
  readonly items: readonly ComingNotice[];
}

/**
 * The messages of a day as they would go if nothing changed until then: what people do before changes them, and
 * that is the point of showing them. A digest is one message, its matters by consequence.
 */
export function messagesOn(
  coming: readonly ComingNotice[],
  calendar: WorkingCalendar,
  day: Day,
): Planned[] {
  const planned = coming.flatMap((one) => plannedOf(one, calendar));
  const digests = new Map<string, Planned>();
  const singles: Planned[] = [];
  for (const one of planned.filter(({ at }) => dayOf(at) === day)) {
    if (one.why !== "digest") {
      singles.push(one);
      continue;
    }
    const key = `${one.person} ${one.at}`;
    const items = [...(digests.get(key)?.items ?? []), ...one.items];
    digests.set(key, { ...one, kind: "digest", items: ordered(items) });
  }
  return [...singles, ...digests.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function plannedOf(one: ComingNotice, calendar: WorkingCalendar): Planned[] {
  const arisen = rungOf(one)?.when === "arise";
  const { at, due, unit, owes, person, name, preferences } = one;
  const kind = kindOf({ due, now: at, arisen, owes });
  const goes = sendAt({ at, due, unit }, calendar, sendingOf(preferences, kind));
  const why = goes.why === "rung" ? whyThen(one) : goes.why;
  const channels = channelsFor(preferences, kind);
  const single = { at: goes.at, why, kind, person, name, items: [one] };
  // What a digest carries is one message, whatever channels its kinds go by.
  const [first = "email"] = channels;
  return goes.why === "digest"
    ? [{ ...single, channel: first }]
    : channels.map((channel) => ({ ...single, channel }));
}

/** Whether quiet hours have moved it: a rung goes at its own time of day, news at the time of its arising. */
function whyThen(one: ComingNotice): "rung" | "quiet" {
  const when = rungOf(one)?.when;
  if (when === undefined) return "rung";
  const moved = when === "arise" ? one.at !== one.arose : timeOf(one.at) !== when.at;
  return moved ? "quiet" : "rung";
}

const rungOf = ({ ladder, rung }: ComingNotice) => ladder?.rungs.find(({ id }) => id === rung);

function ordered(items: readonly ComingNotice[]): ComingNotice[] {
  const byId = new Map(items.map((one) => [one.notice, one]));
  const sorted = byConsequence(
    items.map(({ notice, title, unitName, due, waiting }) => ({
      id: notice,
      step: title,
      unit: unitName,
      due,
      waiting,
      owedBy: null,
    })),
  );
  return sorted.flatMap(({ id }) => byId.get(id) ?? []);
}

const order = ({ at, person, channel, items }: Planned): string =>
  `${at} ${person ?? ""} ${items[0]?.notice ?? ""} ${channel}`;
