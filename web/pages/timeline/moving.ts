import { useState } from "react";
import { addDays, type Day } from "#domain/time.ts";
import type { Bar } from "./lane.ts";

/** A conference's diamond in the hand: where it was and where it would be put. */
export interface Held {
  readonly bar: Bar;
  readonly day: Day;
}

/** Picking a conference up and putting it on another day. Nothing is written by it: the preview is asked for. */
export interface Moving {
  readonly held: Held | null;
  /** Takes it up, or carries it on; a day that has passed is not among those it can be put on. */
  readonly carry: (bar: Bar, days: number) => void;
  readonly drop: () => void;
  readonly letGo: () => void;
}

const SETTLED: ReadonlySet<string> = new Set(["done", "cancelled"]);

/** Whether the bar is a conference still to be held. */
export const isMovable = ({ day, look }: Bar): boolean => day !== null && !SETTLED.has(look);

/** `days` from the day the conference stands on, never before `now`. */
export function carriedTo({ day, due }: Pick<Bar, "day" | "due">, days: number, now: Day): Day {
  const to = addDays(day ?? due, days);
  return to < now ? now : to;
}

export function useMoving(now: Day, ask: (held: Held) => void): Moving {
  const [held, setHeld] = useState<Held | null>(null);
  return {
    held,
    carry: (bar, days) => {
      if (isMovable(bar)) setHeld({ bar, day: carriedTo(bar, days, now) });
    },
    drop: () => {
      if (held !== null && held.day !== held.bar.day) ask(held);
      setHeld(null);
    },
    letGo: () => setHeld(null),
  };
}
