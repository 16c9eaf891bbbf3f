import { useEffect, useRef, useState } from "react";
import type { EventItem } from "#api/contract-list.ts";

/** What the stream says of a change: this unit is at this seq. */
type Change = Pick<EventItem, "unit" | "seq">;

/** What the stream of changes has told since the page opened. */
export interface Live {
  readonly connected: boolean;
  /** Rises when something changed: a reason to read again. */
  readonly version: number;
  /** Units that changed since the version before; null = unknown, read everything. */
  readonly units: readonly string[] | null;
}

/** A busy rehearsal reports many changes a second; the page re-reads at most so often (ms). */
const COALESCE_MS = 350;

/** After a refused stream: as long as the API asks for (ms). */
const REOPEN_MS = 15_000;

const START: Live = { connected: true, version: 0, units: null };

/**
 * Follows a campaign's changes. They are hints: a lost one costs nothing, because every
 * (re)connection, and every return to the page, reads everything again.
 */
export function useLive(campaign: string): Live {
  const [live, setLive] = useState(START);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const source = new EventSource(`/api/campaigns/${encodeURIComponent(campaign)}/stream`);
    let units: Set<string> | null = new Set();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const flush = (): void => {
      timer = null;
      const changed = units === null ? null : [...units];
      units = new Set();
      setLive((last) => ({ ...last, version: last.version + 1, units: changed }));
    };
    const later = (): void => {
      timer ??= setTimeout(flush, COALESCE_MS);
    };
    const everything = (): void => {
      units = null;
      later();
    };
    source.addEventListener("change", (event: MessageEvent<string>) => {
      units?.add((JSON.parse(event.data) as Change).unit);
      later();
    });
    source.addEventListener("clock", later);
    let opened = attempt > 0;
    let again: ReturnType<typeof setTimeout> | null = null;
    source.addEventListener("open", () => {
      setLive((last) => ({ ...last, connected: true }));
      if (opened) everything();
      opened = true;
    });
    source.addEventListener("error", () => {
      setLive((last) => ({ ...last, connected: false }));
      // Browsers come back after a broken line, but give up after an answer such as 429 or 503.
      if (source.readyState === EventSource.CLOSED)
        again ??= setTimeout(() => setAttempt(attempt + 1), REOPEN_MS);
    });
    const back = (): void => {
      if (document.visibilityState === "visible") everything();
    };
    document.addEventListener("visibilitychange", back);
    return () => {
      source.close();
      for (const one of [timer, again]) if (one !== null) clearTimeout(one);
      document.removeEventListener("visibilitychange", back);
    };
  }, [campaign, attempt]);
  return live;
}

/** The same version, but changing at most every `ms`: for lists that need not follow each change. */
export function useSlower(version: number, ms: number): number {
  const [slow, setSlow] = useState(version);
  const latest = useRef(version);
  useEffect(() => {
    latest.current = version;
  }, [version]);
  const behind = slow !== version;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(() => setSlow(latest.current), ms);
    return () => clearTimeout(timer);
    // Not on every version: that would put the timer off for ever while changes keep coming.
  }, [behind, slow, ms]);
  return slow;
}
