import { performance } from "node:perf_hooks";

export interface LoopResult {
  /** From the first call to the last answer, in ms. */
  readonly wallMs: number;
  /** Of every call, in ms, the shortest first. */
  readonly latencies: readonly number[];
}

/** Each of `lanes` takes the next item when its last one is done; `work` times its own calls. */
export async function closedLoop<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, timed: <R>(call: () => Promise<R>) => Promise<R>) => Promise<void>,
): Promise<LoopResult> {
  const latencies: number[] = [];
  const timed = async <R>(call: () => Promise<R>): Promise<R> => {
    const from = performance.now();
    const result = await call();
    latencies.push(performance.now() - from);
    return result;
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++])
      await work(item, timed);
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return { wallMs: performance.now() - from, latencies: latencies.sort((a, b) => a - b) };
}

/** The value below which this share of the sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Asks until it is true, every few milliseconds. @throws Error when it is not within `patienceMs`. */
export async function until(
  what: string,
  isTrue: () => Promise<boolean>,
  { everyMs = 20, patienceMs = 180_000 } = {},
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
