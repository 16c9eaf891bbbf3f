import { type RefObject, useEffect, useState } from "react";

/** Which rows of a long table are drawn, and how much room stands in for the others. */
export interface Window {
  readonly first: number;
  /** One past the last row drawn. */
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

/** Below this a table is drawn whole: the browser's own search, print and reader then see all of it. */
export const DRAWN_WHOLE = 150;
const OVERSCAN = 12;

/** Rows of one fixed height (px) seen through `height` px after scrolling by `top` px, and a few around. */
export function windowOf(rows: number, rowHeight: number, top: number, height: number): Window {
  if (rows <= DRAWN_WHOLE) return { first: 0, end: rows, before: 0, after: 0 };
  const seen = Math.ceil(height / rowHeight);
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight) - OVERSCAN), rows);
  const end = Math.min(rows, first + seen + 2 * OVERSCAN);
  return { first, end, before: first * rowHeight, after: (rows - end) * rowHeight };
}

/** Follows the scrolling of `box`. Draws everything while printing: paper does not scroll. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  rows: number,
  rowHeight: number,
): Window {
  const [seen, setSeen] = useState({ top: 0, height: 900, printing: false });
  useEffect(() => {
    const element = box.current;
    if (element === null || rows <= DRAWN_WHOLE) return;
    const look = (): void =>
      setSeen({ top: element.scrollTop, height: element.clientHeight, printing: false });
    const print = (): void => setSeen((last) => ({ ...last, printing: true }));
    look();
    element.addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", look);
    return () => {
      element.removeEventListener("scroll", look);
      removeEventListener("resize", look);
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", look);
    };
  }, [box, rows]);
  if (seen.printing) return { first: 0, end: rows, before: 0, after: 0 };
  return windowOf(rows, rowHeight, seen.top, seen.height);
}
