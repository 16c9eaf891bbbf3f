import type { Instant } from "./time.ts";

/** A conference as its attendees are told of it. */
export interface Occasion {
  readonly start: Instant;
  readonly sequence: number;
  /** Day, time, place and status. */
  readonly material: string;
  readonly cancelled: boolean;
}

/** Somebody who was written to: the last message they got. */
export interface Invited {
  readonly person: string;
  readonly sequence: number;
  readonly material: string;
  readonly status: "invited" | "cancelled";
}

/** A message to send (RFC 5546): REQUEST invites or tells a change, CANCEL takes the invitation back. */
export interface Invitation {
  readonly person: string;
  readonly method: "REQUEST" | "CANCEL";
  readonly sequence: number;
  /** CANCEL: the conference is off, and not only for this person. */
  readonly off: boolean;
  /** REQUEST: replaces what they were told before. */
  readonly again: boolean;
}

/**
 * Who must be written to, and how, so that everybody attending knows the conference as it stands and everybody
 * else who was invited knows that they are not. Nothing for what has begun, or has not changed. For each person
 * every message has a higher sequence than the one before: a client passes over a CANCEL that has not.
 */
export function invitationsOf(
  occasion: Occasion,
  attending: readonly string[],
  invited: readonly Invited[],
  at: Instant,
): Invitation[] {
  if (occasion.start <= at) return [];
  const before = new Map(invited.map((one) => [one.person, one]));
  const expected = new Set(occasion.cancelled ? [] : attending);
  const requests = [...expected].flatMap((person): Invitation[] => {
    const last = before.get(person);
    if (last?.status === "invited" && last.material === occasion.material) return [];
    const sequence = sequenceAfter(occasion, last);
    const again = last?.status === "invited";
    return [{ person, method: "REQUEST", sequence, off: false, again }];
  });
  const cancels = invited
    .filter(({ person, status }) => status === "invited" && !expected.has(person))
    .map((last): Invitation => {
      const sequence = sequenceAfter(occasion, last);
      const { person } = last;
      return { person, method: "CANCEL", sequence, off: occasion.cancelled, again: false };
    });
  return [...requests, ...cancels];
}

const sequenceAfter = ({ sequence }: Occasion, last: Invited | undefined): number =>
  last === undefined ? sequence : Math.max(sequence, last.sequence + 1);
