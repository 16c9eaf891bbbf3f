import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import type pg from "pg";
import { type StartOptions, startCycles, WAVE } from "#activities/cycle-start.ts";
import { type CycleStart, raiseEpochs, readOpenStarts } from "#prisma/sql/cycle-start.ts";
import { CYCLE_WORKFLOW, RECORD_UPDATE, workflowIdOf } from "#workflows/contract.ts";

export interface RehydrateOptions extends StartOptions {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Fence off every run that may still be somewhere: after a restore, or a move to another server. */
  readonly raise?: boolean;
  readonly progress?: (started: number, of: number) => void;
}

export interface Rehydrated {
  /** Cycles open in Postgres. */
  readonly open: number;
  /** Those that were missing in Temporal and have been started. */
  readonly started: number;
}

/** Starts whatever is open in Postgres and missing in Temporal; safe to repeat at any time. */
export async function rehydrate(options: RehydrateOptions): Promise<Rehydrated> {
  const { pool, client, raise = false, progress = () => undefined, ...start } = options;
  if (raise) await raiseEpochs(pool);
  const open = await readOpenStarts(pool);
  const running = await runningCycles(client);
  if (raise) await endFenced(client, open, running);
  const missing = raise ? open : open.filter(({ cycle }) => !running.has(workflowIdOf(cycle)));
  await startCycles(client, missing, start, (done) => progress(done, missing.length));
  return { open: open.length, started: missing.length };
}

async function runningCycles(client: Client): Promise<ReadonlySet<string>> {
  const running = new Set<string>();
  const query = `WorkflowType = '${CYCLE_WORKFLOW}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId);
  return running;
}

/** A run meets the higher epoch at its next recording, and ends; here it is asked for one. */
async function endFenced(
  client: Client,
  open: readonly CycleStart[],
  running: ReadonlySet<string>,
): Promise<void> {
  const fenced = open.filter(({ cycle }) => running.has(workflowIdOf(cycle)));
  for (let from = 0; from < fenced.length; from += WAVE)
    await Promise.all(fenced.slice(from, from + WAVE).map((start) => endRun(client, start)));
}

const ENDING_MS = 10_000;

async function endRun(client: Client, { cycle, epoch }: CycleStart): Promise<void> {
  const handle = client.workflow.getHandle(workflowIdOf(cycle));
  try {
    await client.withDeadline(Date.now() + ENDING_MS, async () => {
      const row = `e/${cycle}/${epoch}`;
      await handle.executeUpdate(RECORD_UPDATE, { updateId: row, args: [{ row, kind: "epoch" }] });
      await handle.result();
    });
  } catch (error) {
    // Nobody there to end it, or it has ended: its rows' epoch fences it off in any case.
    if (!(error instanceof WorkflowNotFoundError)) return;
  }
}
