import { dayOf, type Instant } from "./time.ts";

/** What an inbox is sorted by. */
export interface Ranked {
  readonly id: string;
  readonly campaign: string;
  readonly due: Instant;
  readonly overdue: boolean;
  /** How many steps and units cannot go on before it is done. */
  readonly waiting: number;
}

/** Late, due today, later: the first thing anybody asks. */
const urgency = ({ overdue, due }: Ranked, now: Instant): number =>
  overdue ? 0 : dayOf(due) <= dayOf(now) ? 1 : 2;

/**
 * By consequence: what is late first, then what is due today, then the rest; within these whoever holds up most
 * goes first, then the sooner date.
 */
export const byConsequence =
  (now: (campaign: string) => Instant) =>
  (a: Ranked, b: Ranked): number =>
    urgency(a, now(a.campaign)) - urgency(b, now(b.campaign)) ||
    b.waiting - a.waiting ||
    order(a.due, b.due) ||
    order(`${a.campaign}/${a.id}`, `${b.campaign}/${b.id}`);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
