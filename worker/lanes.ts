/** Work in line: within a lane one after the other, between lanes at the same time. */
export interface Lanes {
  /** At most so many of these run at once; the others wait, first come, first served. */
  readonly bounded: (lane: string, work: () => Promise<void>) => Promise<void>;
  /** Somebody waits for this: it only waits for its own lane. `waited` says whether it did. */
  readonly unbounded: <T>(lane: string, work: (waited: boolean) => Promise<T>) => Promise<T>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export function createLanes(most: number): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const inLane = <T>(lane: string, work: (waited: boolean) => Promise<T>): Promise<T> => {
    const before = tails.get(lane);
    const mine = before ? before.then(() => work(true)) : work(false);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    const tail = settled.then(() => {
      if (tails.get(lane) === tail) tails.delete(lane);
    });
    tails.set(lane, tail);
    return mine;
  };

  const enter = async (): Promise<void> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  };
  const leave = (): void => {
    running -= 1;
    waiting.shift()?.();
  };

  return {
    bounded: (lane, work) =>
      inLane(lane, async () => {
        await enter();
        try {
          await work();
        } finally {
          leave();
        }
      }),
    unbounded: inLane,
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
