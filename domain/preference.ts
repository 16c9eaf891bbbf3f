import { type SendingPreferences, USUAL_HOURS } from "./quiet.ts";
import { dayOf, type Instant } from "./time.ts";

/** What a message is to its recipient. What somebody owes and is late or due today with is mandatory. */
export const MESSAGE_KINDS = ["new", "reminder", "due", "late", "escalation"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Ways by which somebody can be reached. `inapp` is the inbox in the app; `push` leads to browsers, `webhook` to a phone. */
export const CHANNELS = ["email", "inapp", "push", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Kinds that reach a person outside the app whatever they prefer: who is late cannot choose not to know. */
export const MANDATORY: ReadonlySet<MessageKind> = new Set(["due", "late", "escalation"]);

/** How a person wants to be written to. A kind that is left out goes by e-mail. */
export interface Preferences {
  readonly channels: Readonly<Partial<Record<MessageKind, readonly Channel[]>>>;
  /** What may wait comes in one message in the morning. */
  readonly digest: boolean;
}

export const NO_PREFERENCES: Preferences = { channels: {}, digest: false };

export interface MessageFacts {
  readonly due: Instant;
  readonly now: Instant;
  /** The work has just arisen, or its date has just moved. */
  readonly arisen: boolean;
  /** The recipient owes it; otherwise they are told of somebody else's. */
  readonly owes: boolean;
}

export function kindOf({ due, now, arisen, owes }: MessageFacts): MessageKind {
  if (!owes) return "escalation";
  if (now > due) return "late";
  if (dayOf(now) === dayOf(due)) return "due";
  return arisen ? "new" : "reminder";
}

/** The channels by which a message of a kind goes to a person, at least one, the most wanted first. */
export function channelsFor({ channels }: Preferences, kind: MessageKind): readonly Channel[] {
  const wanted = channels[kind] ?? ["email"];
  if (wanted.length === 0) return MANDATORY.has(kind) ? ["email"] : ["inapp"];
  const outside = wanted.some((channel) => channel !== "inapp");
  return outside || !MANDATORY.has(kind) ? wanted : ["email", ...wanted];
}

/** When a channel does not bring it: the usual order, ending with the list of those whom somebody must call. */
const USUAL_ORDER = ["email", "push", "webhook", "call"] as const;

/**
 * The channels outside the app in the order in which a message of a kind goes on from one to the next: first as
 * the person wants that kind, then as they want others, then as usual. The call list is always the last.
 */
export function channelOrder({ channels }: Preferences, kind: MessageKind | null): string[] {
  const kinds = [...(kind === null ? [] : [kind]), ...MESSAGE_KINDS];
  const wanted = kinds.flatMap((one) => channels[one] ?? []).filter((one) => one !== "inapp");
  return [...new Set([...wanted, ...USUAL_ORDER])];
}

/** The mandatory kinds that preferences would keep inside the app: they are refused, with these names. */
export const switchedOff = ({ channels }: Preferences): MessageKind[] =>
  MESSAGE_KINDS.filter((kind) => {
    const wanted = channels[kind];
    return (
      MANDATORY.has(kind) && wanted !== undefined && !wanted.some((channel) => channel !== "inapp")
    );
  });

/** Whether a message may wait for the morning: only what is not late, not due that day and nobody else's. */
export const sendingOf = (preferences: Preferences, kind: MessageKind): SendingPreferences => ({
  ...USUAL_HOURS,
  digest: preferences.digest && !MANDATORY.has(kind),
});
