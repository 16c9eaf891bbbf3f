import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { type Failure, isFailure, read } from "./api.ts";

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

/** Carries a `Failure` through the query cache, which knows only errors. */
class ReadingFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Reads `path`, and again whenever `version` changes; null reads nothing. */
export function useReading<Answer>(path: string | null, version = 0): Reading<Answer> {
  return useRead("one", path, version, (at, signal) => read<Answer>(at, signal));
}

/** Reads a paged list to its end, page by page (unchanged pages cost a 304 each). */
export function useAll<Item>(path: string | null, version = 0): Reading<readonly Item[]> {
  return useRead("all", path, version, readAll<Item>);
}

/** Beyond this a page in the browser is the wrong tool for the list; the command line has it all. */
const PAGES_AT_MOST = 40;

async function readAll<Item>(
  path: string,
  signal: AbortSignal,
): Promise<readonly Item[] | Failure> {
  const all: Item[] = [];
  let cursor: string | null = null;
  const joint = path.includes("?") ? "&" : "?";
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query = new URLSearchParams({ limit: "500", ...(cursor === null ? {} : { cursor }) });
    const answer: Page<Item> | Failure = await read<Page<Item>>(`${path}${joint}${query}`, signal);
    if (isFailure(answer)) return answer;
    all.push(...answer.items);
    cursor = answer.next;
    if (cursor === null) break;
  }
  return all;
}

function useRead<Answer>(
  how: "one" | "all",
  path: string | null,
  version: number,
  reader: (path: string, signal: AbortSignal) => Promise<Answer | Failure>,
): Reading<Answer> {
  const { data, error, refetch, isFetching } = useQuery<Answer, Error>({
    queryKey: ["read", path, how],
    enabled: path !== null,
    queryFn: async ({ signal }) => {
      const answer = await reader(path ?? "", signal);
      if (isFailure(answer)) throw new ReadingFailed(answer);
      return answer;
    },
  });
  const seen = useRef(version);
  useEffect(() => {
    // What is under way ends first: on a busy campaign nothing would ever arrive. Asking again would also read what
    // is not to be read: “again” does not look at `enabled`.
    if (seen.current === version || isFetching || path === null) return;
    seen.current = version;
    void refetch();
  }, [path, version, refetch, isFetching]);
  const retry = useCallback(() => {
    if (path !== null) void refetch();
  }, [path, refetch]);
  const failure = error instanceof ReadingFailed ? error.failure : null;
  return {
    answer: path === null ? null : (data ?? null),
    failure: failure ?? (error === null ? null : { kind: "server", words: null }),
    retry,
  };
}
