import { DomainError } from "./errors.ts";
import { addDays, type Day } from "./time.ts";

/** Who holds a post from a day to a day (both included); open-ended while `to` is null. */
export interface Term {
  readonly person: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** A person takes a post from a day on; or, with `person` null, it stands vacant from then. */
export interface Appointing {
  readonly person: string | null;
  readonly from: Day;
  readonly to: Day | null;
  /** Who enters it: nobody appoints themselves. */
  readonly by: string | null;
}

/** What an appointment changes: terms that end earlier, and at most one that begins. */
export interface AppointmentChange {
  readonly ends: readonly { readonly term: Term; readonly to: Day }[];
  readonly begins: Term | null;
}

/**
 * Hands a post over. Whoever holds it on the day before ends then; what they signed stays theirs. A day that has
 * passed may be given, because the paper is often entered days later, but not one before the last term began: the
 * acts of that term were rightly its holder's.
 * @throws DomainError own_appointment, appointment_dates, appointment_overlaps, appointment_same
 */
export function appoint(
  terms: readonly Term[],
  { person, from, to, by }: Appointing,
): AppointmentChange {
  if (person !== null && person === by) throw new DomainError("own_appointment", {});
  if (to !== null && to < from) throw new DomainError("appointment_dates", { from, to });
  const later = terms.find((term) => term.from >= from);
  if (later !== undefined) throw new DomainError("appointment_overlaps", { day: later.from });
  const running = terms.filter((term) => term.to === null || term.to >= from);
  if (person === null && running.length === 0) throw new DomainError("appointment_vacant", {});
  if (running.some((term) => term.person === person && term.to === to)) {
    throw new DomainError("appointment_same", {});
  }
  return {
    ends: running.map((term) => ({ term, to: addDays(from, -1) })),
    begins: person === null ? null : { person, from, to },
  };
}

/** Who holds the post on a day; of several the one who began last. */
export function holderOn(terms: readonly Term[], day: Day): string | null {
  const on = terms.filter((term) => term.from <= day && (term.to === null || term.to >= day));
  return on.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.person ?? null;
}
