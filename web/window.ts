import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useState } from "react";

/** What stands in a long list's place: a row that is drawn, or room for rows that are not. */
export type Slot =
  | { readonly kind: "row"; readonly index: number }
  | { readonly kind: "room"; readonly height: number; readonly before: number };

export interface Window {
  readonly slots: readonly Slot[];
  /** Brings a row into sight; it is drawn a moment later. */
  readonly show: (index: number) => void;
}

/** Below this a list is drawn whole: the browser's own search, print and reader then see all of it. */
export const DRAWN_WHOLE = 150;
const OVERSCAN = 12;

/** Rows to draw, in rising order, with room between them for the others: the heights add up to all rows. */
export function slotsOf(rows: number, rowHeight: number, drawn: readonly number[]): Slot[] {
  const slots: Slot[] = [];
  let next = 0;
  const room = (until: number): void => {
    if (until > next)
      slots.push({ kind: "room", height: (until - next) * rowHeight, before: until });
  };
  for (const index of drawn) {
    room(index);
    slots.push({ kind: "row", index });
    next = index + 1;
  }
  room(rows);
  return slots;
}

/**
 * Follows the scrolling of `box`. The row `kept` (where the keyboard is) stays drawn wherever one scrolls, so that it
 * keeps the focus. Draws everything while printing: paper does not scroll.
 */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  rows: number,
  rowHeight: number,
  kept = 0,
): Window {
  const printing = usePrinting();
  const whole = rows <= DRAWN_WHOLE || printing;
  const virtual = useVirtualizer({
    count: rows,
    enabled: !whole,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialRect: { width: 1200, height: 900 },
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const near = defaultRangeExtractor(range);
        if (kept >= range.count || near.includes(kept)) return near;
        return [...near, kept].sort((a, b) => a - b);
      },
      [kept],
    ),
  });
  const drawn = whole
    ? Array.from({ length: rows }, (_, index) => index)
    : virtual.getVirtualItems().map(({ index }) => index);
  return {
    slots: slotsOf(rows, rowHeight, drawn),
    show: (index) => {
      if (!whole) virtual.scrollToIndex(index, { align: "auto" });
    },
  };
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => setPrinting(true);
    const end = (): void => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
