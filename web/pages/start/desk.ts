import type { Answered, Work, Works } from "./message.ts";

/** A worker that reads, judges and rehearses definitions; what it is asked it does in order. */
export interface Desk {
  readonly ask: <W extends Work>(
    what: W,
    ask: Works[W]["ask"],
    share?: (share: number) => void,
  ) => Promise<Works[W]["answer"]>;
  /** Ends whatever it is doing; what was asked is never answered. */
  readonly close: () => void;
}

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly failed: (error: Error) => void;
  readonly share: ((share: number) => void) | undefined;
}

export function openDesk(): Desk {
  const worker = new Worker(new URL("./worker/main.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Answered>) => {
    const one = waiting.get(data.n);
    if (data.share !== undefined) return one?.share?.(data.share);
    waiting.delete(data.n);
    if (data.error !== undefined) one?.failed(new Error(data.error));
    else one?.done(data.answer);
  });
  worker.addEventListener("error", (event) => {
    for (const one of waiting.values()) one.failed(new Error(event.message || "worker"));
    waiting.clear();
  });
  return {
    ask: (what, ask, share) =>
      new Promise((done, failed) => {
        last += 1;
        waiting.set(last, { done: done as (answer: unknown) => void, failed, share });
        worker.postMessage({ n: last, what, ...ask });
      }),
    close: () => {
      worker.terminate();
      waiting.clear();
    },
  };
}
