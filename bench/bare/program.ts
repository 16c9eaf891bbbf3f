import type { Client } from "@temporalio/client";
import type pg from "pg";
import { closedLoop, type LoopResult, until } from "../closed-loop.ts";
import { BARE_QUEUE, type BareInput } from "./contract.ts";

/** What perf.md's lean program does, driven from here. */
export interface Bare {
  /** Starts instances, `lanes` calls at a time; ms from the first call to the last first row. */
  startAll(ids: readonly string[], lanes: number): Promise<number>;
  /** Every instance gets its approvals, one after the other; `lanes` instances at a time. */
  approveAll(ids: readonly string[], lanes: number): Promise<LoopResult>;
  /** Starts instances that do nothing but wait for one instant. */
  waitAll(ids: readonly string[], lanes: number, timerAt: number): Promise<void>;
  /** One approval, again with the same id until it is acknowledged. */
  approveSurely(id: string, n: number, acknowledged: () => void): Promise<void>;
  rows(prefix: string, what: string): Promise<number>;
}

export const APPROVALS = 3;
export const BARE_TABLE = `CREATE TABLE bare (
  id bigserial PRIMARY KEY, instance text NOT NULL, what text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX ON bare (instance)`;

export function bareProgram(client: Client, pool: pg.Pool): Bare {
  const start = (id: string, timerAt?: number): Promise<unknown> => {
    const input: BareInput = { id, approvals: APPROVALS, ...(timerAt ? { timerAt } : {}) };
    return client.workflow.start("bare", { taskQueue: BARE_QUEUE, workflowId: id, args: [input] });
  };
  const approve = (id: string, n: number): Promise<number> =>
    client.workflow
      .getHandle(id)
      .executeUpdate<number, []>("approve", { updateId: `${id}/${n}`, args: [] });
  const rows = async (prefix: string, what: string): Promise<number> => {
    const { rows: found } = await pool.query<{ n: string }>(
      "SELECT count(DISTINCT instance) AS n FROM bare WHERE starts_with(instance, $1) AND what = $2",
      [prefix, what],
    );
    return Number(found[0]?.n);
  };
  return {
    rows,
    async startAll(ids, lanes) {
      const from = Date.now();
      await closedLoop(ids, lanes, async (id) => void (await start(id)));
      const prefix = prefixOf(ids);
      await until("first rows", async () => (await rows(prefix, "started")) === ids.length);
      return Date.now() - from;
    },
    approveAll: (ids, lanes) =>
      closedLoop(ids, lanes, async (id, timed) => {
        for (let n = 1; n <= APPROVALS; n += 1) await timed(() => approve(id, n));
      }),
    async waitAll(ids, lanes, timerAt) {
      await closedLoop(ids, lanes, async (id) => void (await start(id, timerAt)));
      const prefix = prefixOf(ids);
      await until("timers armed", async () => (await rows(prefix, "started")) === ids.length);
    },
    async approveSurely(id, n, acknowledged) {
      for (;;) {
        try {
          await client.withDeadline(Date.now() + 5_000, () => approve(id, n));
          return acknowledged();
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
  };
}

/** Ids are made as `<round>-<number>`. */
const prefixOf = (ids: readonly string[]): string => `${ids[0]?.split("-")[0]}-`;
