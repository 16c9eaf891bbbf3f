import { useEffect, useState } from "react";

/** A number that rises every `ms` while the page is in sight: a reason to read again. */
export function useEvery(ms: number): number {
  const [n, setN] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") setN((last) => last + 1);
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
  return n;
}
