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
  /** Instances with this row. */
  rows(prefix: string, what: string): Promise<number>;
  /** Seconds from an instant to each instance's reminder, the earliest first. */
  lateness(prefix: string, instant: number): Promise<number[]>;
  /** Approvals that are missing and that are there twice, when all have been acknowledged. */
  faults(prefix: string, count: number): Promise<{ lost: number; doubled: number }>;
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
    async lateness(prefix, instant) {
      const { rows: found } = await pool.query<{ late: number }>(
        `SELECT (extract(epoch FROM min(at)) - $2)::float8 AS late FROM bare
          WHERE starts_with(instance, $1) AND what = 'reminded' GROUP BY instance ORDER BY late`,
        [prefix, instant / 1000],
      );
      return found.map(({ late }) => late);
    },
    async faults(prefix, count) {
      const { rows: found } = await pool.query<{ n: number }>(
        `SELECT count(*) AS n FROM bare
          WHERE starts_with(instance, $1) AND what = 'approved' GROUP BY instance`,
        [prefix],
      );
      const counts = found.map(({ n }) => n - APPROVALS);
      const sum = (parts: number[]): number => parts.reduce((all, one) => all + one, 0);
      return {
        lost: (count - counts.length) * APPROVALS + sum(counts.map((n) => Math.max(0, -n))),
        doubled: sum(counts.map((n) => Math.max(0, n))),
      };
    },
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
