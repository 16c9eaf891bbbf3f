import { useCallback, useEffect, useRef, useState } from "react";
import { type Failure, isFailure, lastRead, read } from "./api.ts";

/** Something read from the API. After a failure the last answer stays, and `failure` says so. */
export interface Reading<Answer> {
  readonly answer: Answer | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Held<Answer> {
  readonly path: string | null;
  readonly answer: Answer | null;
  readonly failure: Failure | null;
}

/** Reads `path`, and again whenever `version` changes; null reads nothing. */
export function useReading<Answer>(path: string | null, version = 0): Reading<Answer> {
  return useRead(path, version, (at, signal) => read<Answer>(at, signal));
}

/** Reads a paged list to its end, page by page (unchanged pages cost a 304 each). */
export function useAll<Item>(path: string | null, version = 0): Reading<readonly Item[]> {
  return useRead(path, version, readAll<Item>);
}

/** Beyond this a page in the browser is the wrong tool for the list; the command line has it all. */
const PAGES_AT_MOST = 40;

async function readAll<Item>(
  path: string,
  signal: AbortSignal,
): Promise<readonly Item[] | Failure> {
  const all: Item[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query = new URLSearchParams({ limit: "500", ...(cursor === null ? {} : { cursor }) });
    const answer: Page<Item> | Failure = await read<Page<Item>>(`${path}?${query}`, signal);
    if (isFailure(answer)) return answer;
    all.push(...answer.items);
    cursor = answer.next;
    if (cursor === null) break;
  }
  return all;
}

function useRead<Answer>(
  path: string | null,
  version: number,
  reader: (path: string, signal: AbortSignal) => Promise<Answer | Failure>,
): Reading<Answer> {
  const [held, setHeld] = useState<Held<Answer>>({ path: null, answer: null, failure: null });
  const [tries, setTries] = useState(0);
  const readerRef = useRef(reader);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    void readerRef.current(path, abort.signal).then((answer) => {
      if (abort.signal.aborted) return;
      setHeld((last) =>
        isFailure(answer)
          ? { path, answer: last.path === path ? last.answer : null, failure: answer }
          : { path, answer, failure: null },
      );
    });
    return () => abort.abort();
    // `version` and `tries` are reasons to read again, not inputs of the reading.
  }, [path, version, tries]);
  const retry = useCallback(() => setTries((n) => n + 1), []);
  if (held.path === path) return { answer: held.answer, failure: held.failure, retry };
  return { answer: path === null ? null : lastRead<Answer>(path), failure: null, retry };
}
