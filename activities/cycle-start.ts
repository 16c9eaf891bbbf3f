import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from "@temporalio/client";
import type { CycleStart } from "#prisma/sql/cycle-start.ts";
import {
  CYCLE_WORKFLOW,
  type CycleInput,
  SEARCH_ATTRIBUTES,
  TASK_QUEUE,
  WORKFLOW_TASK_TIMEOUT,
  workflowIdOf,
} from "#workflows/contract.ts";

/** Starts sent at the same time. */
export const WAVE = 50;

export interface StartOptions {
  readonly taskQueue?: string;
  /** Continue as new at this many events; for tests. */
  readonly historyLimit?: number;
}

/**
 * Starts a cycle's workflow; one that runs already is left as it is. The same call for a first start,
 * a rehydration, a reopening and a unit added later: whether the cycle may run is decided by its row.
 */
export async function startCycle(
  client: Client,
  start: CycleStart,
  { taskQueue = TASK_QUEUE, historyLimit }: StartOptions = {},
): Promise<void> {
  const { cycle, epoch, below, campaign, unit, level } = start;
  const input: CycleInput = {
    cycle,
    epoch,
    below,
    ...(historyLimit === undefined ? {} : { historyLimit }),
  };
  await client.workflow.start(CYCLE_WORKFLOW, {
    workflowId: workflowIdOf(cycle),
    taskQueue,
    args: [input],
    // In every list of runs, so that nobody has to ask each of them.
    memo: { epoch },
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    staticSummary: `${level} ${unit}`,
    typedSearchAttributes: [
      { key: { name: SEARCH_ATTRIBUTES.campaign, type: "KEYWORD" }, value: campaign },
      { key: { name: SEARCH_ATTRIBUTES.unit, type: "KEYWORD" }, value: unit },
      { key: { name: SEARCH_ATTRIBUTES.level, type: "KEYWORD" }, value: level },
    ],
  });
}

/** Starts many cycles in waves, so that neither server nor worker meets them all at once. */
export async function startCycles(
  client: Client,
  starts: readonly CycleStart[],
  options: StartOptions,
  progress: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < starts.length; from += WAVE) {
    const wave = starts.slice(from, from + WAVE);
    await Promise.all(wave.map((start) => startCycle(client, start, options)));
    progress(from + wave.length);
  }
}
