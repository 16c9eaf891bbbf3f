import { heartbeat } from "@temporalio/activity";
import type { Client } from "@temporalio/client";
import type pg from "pg";
import { readStartsBelow } from "#prisma/sql/cycle-start.ts";
import type { CycleActivities } from "./contract.ts";
import { type StartOptions, startCycles } from "./cycle-start.ts";
import { retryable } from "./failure.ts";

export interface CyclesOptions extends StartOptions {
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly log?: (line: string) => void;
}

/** Starts the cycles below a unit: through the client, because a child would share its parent's limits and end. */
export function createCycles({
  pool,
  client,
  log = () => undefined,
  ...options
}: CyclesOptions): CycleActivities {
  return {
    async startCyclesBelow({ cycle }) {
      try {
        const starts = await readStartsBelow(pool, cycle);
        await startCycles(client, starts, options, (done) => heartbeat(done));
        return starts.length;
      } catch (error) {
        throw retryable(error, log);
      }
    },
  };
}
