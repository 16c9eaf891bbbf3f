import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import type pg from "pg";
import type { Finding, FindingKind } from "#domain/finding.ts";
import { inTransaction } from "#prisma/client.ts";
import { readStart } from "#prisma/sql/cycle-start.ts";
import { enterHealed } from "#prisma/sql/finding.ts";
import type { Patience } from "#prisma/sql/reconcile.ts";
import { type CycleRun, openRuns, raiseEpoch, runsOf } from "#prisma/sql/reconcile-run.ts";
import {
  CYCLE_WORKFLOW,
  type CycleStanding,
  RECORD_UPDATE,
  SEARCH_ATTRIBUTES,
  STANDING_QUERY,
  workflowIdOf,
} from "#workflows/contract.ts";
import { findingIn } from "./cycle-difference.ts";
import { startCycle, WAVE } from "./cycle-start.ts";
import { entered } from "./reconcile-inbox.ts";
import type { Fault } from "./reconcile-rows.ts";

export interface RunsOptions {
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly taskQueue: string;
  readonly patience: Patience;
}

/** What the list of running workflows tells of a run, without asking it. */
interface Listed {
  readonly phase: string | null;
  readonly epoch: number | null;
}

const PAGE = 500;
/** A query or a recording that takes longer has no worker to answer it. */
const ANSWER_MS = 10_000;

/** Compares the open cycles with the runs in Temporal. One list of runs; only suspicious ones are asked. */
export async function* compareRuns(options: RunsOptions): AsyncGenerator<readonly Fault[]> {
  const { pool, patience } = options;
  const listed = await listRuns(options);
  for (let after = ""; ; ) {
    const page = await openRuns(pool, patience, after, PAGE);
    const last = page.at(-1);
    if (!last) break;
    after = last.cycle;
    for (let from = 0; from < page.length; from += WAVE) {
      const wave = page.slice(from, from + WAVE);
      const faults = await Promise.all(
        wave.map((run) => faultOfCycle(options, run, listed.get(run.cycle))),
      );
      yield faults.flat();
    }
    for (const { cycle } of page) listed.delete(cycle);
  }
  yield* leftOver(options, [...listed.keys()]);
}

async function listRuns({ client, taskQueue }: RunsOptions): Promise<Map<string, Listed>> {
  const runs = new Map<string, Listed>();
  const query = `WorkflowType = '${CYCLE_WORKFLOW}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  const prefix = workflowIdOf("");
  for await (const { workflowId, memo, typedSearchAttributes } of client.workflow.list({ query })) {
    const phase = typedSearchAttributes.get({ name: SEARCH_ATTRIBUTES.phase, type: "KEYWORD" });
    const epoch = memo?.["epoch"];
    runs.set(workflowId.slice(prefix.length), {
      phase: phase ?? null,
      epoch: typeof epoch === "number" ? epoch : null,
    });
  }
  return runs;
}

async function faultOfCycle(
  options: RunsOptions,
  run: CycleRun,
  listed: Listed | undefined,
): Promise<Fault[]> {
  if (!run.settled) return [];
  if (!listed) {
    // The list lags behind by a moment.
    if (await runs(options, run.cycle)) return [];
    return [fault(options, run, "workflow_missing", {}, () => begin(options, run.cycle))];
  }
  const suspicious =
    (listed.epoch === null ? run.epoch > 1 : listed.epoch !== run.epoch) ||
    (run.seq > 0 && listed.phase !== run.phase) ||
    run.wakeAt !== null;
  return suspicious ? await faultOfRun(options, run) : [];
}

/** Asks a run where it stands; one that nobody answers for is no finding: its inbox will tell. */
async function faultOfRun(options: RunsOptions, asked: CycleRun): Promise<Fault[]> {
  const standing = await standingOf(options, asked.cycle);
  const [run] = await runsOf(options.pool, options.patience, [asked.cycle]);
  if (!standing || !run?.settled) return [];
  const replace = async (): Promise<void> => {
    await end(options, run.cycle);
    await begin(options, run.cycle);
  };
  if (standing.epoch !== run.epoch) {
    const data = { run: standing.epoch, row: run.epoch };
    return [fault(options, run, "run_of_other_epoch", data, replace)];
  }
  const data = { run: standing.seq, row: run.seq };
  if (standing.seq > run.seq) return [aheadFault(options, run, data, replace)];
  if (standing.seq === run.seq && standing.wakeAt === run.wakeAt) return [];
  return [fault(options, run, "run_behind", data, () => nudge(options, run.cycle))];
}

/** Its database is older than it is: only a new epoch keeps it from answering for what is not there. */
function aheadFault(
  { pool }: RunsOptions,
  run: CycleRun,
  data: Finding["data"],
  replace: () => Promise<void>,
): Fault {
  const findings = [findingIn(run, "run_ahead", run.cycle, data)];
  return {
    findings,
    heal: async () => {
      await inTransaction(pool, async (tx) => {
        await raiseEpoch(tx, run.cycle);
        await enterHealed(tx, findings);
      });
      await replace();
      return findings;
    },
  };
}

/** Runs of cycles that are closed, or no more: a recording shows them so, and they end. */
async function* leftOver(
  options: RunsOptions,
  ids: readonly string[],
): AsyncGenerator<readonly Fault[]> {
  for (let from = 0; from < ids.length; from += WAVE) {
    const wave = ids.slice(from, from + WAVE);
    const known = new Map(
      (await runsOf(options.pool, options.patience, wave)).map((run) => [run.cycle, run]),
    );
    const faults = await Promise.all(
      wave.map(async (cycle): Promise<Fault[]> => {
        const run = known.get(cycle);
        const ending = run && (run.open || !run.settled);
        if (ending || !(await runs(options, cycle))) return [];
        const heal = (): Promise<void> => end(options, cycle);
        if (run) return [fault(options, run, "workflow_left_over", {}, heal)];
        return [withHeal(options, nowhere(cycle), heal)];
      }),
    );
    yield faults.flat();
  }
}

/** The run of a cycle that is in no database: its campaign was deleted. */
const nowhere = (cycle: string): Finding => ({
  kind: "workflow_left_over",
  campaign: null,
  subject: cycle,
  data: { unit: cycle },
});

const fault = (
  options: RunsOptions,
  run: CycleRun,
  kind: FindingKind,
  data: Finding["data"],
  heal: () => Promise<void>,
): Fault => withHeal(options, findingIn(run, kind, run.cycle, data), heal);

const withHeal = ({ pool }: RunsOptions, finding: Finding, heal: () => Promise<void>): Fault => ({
  findings: [finding],
  heal: async () => {
    await heal();
    return await entered(pool, [finding]);
  },
});

async function begin({ pool, client, taskQueue }: RunsOptions, cycle: string): Promise<void> {
  const start = await readStart(pool, cycle);
  if (start) await startCycle(client, start, { taskQueue });
}

async function runs({ client }: RunsOptions, cycle: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowIdOf(cycle)).describe();
    return status.name === "RUNNING";
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function standingOf({ client }: RunsOptions, cycle: string): Promise<CycleStanding | null> {
  try {
    const handle = client.workflow.getHandle(workflowIdOf(cycle));
    return await client.withDeadline(Date.now() + ANSWER_MS, () =>
      handle.query<CycleStanding>(STANDING_QUERY),
    );
  } catch {
    return null;
  }
}

/** Lets a run that may not go on see it, and waits until it has ended. */
async function end(options: RunsOptions, cycle: string): Promise<void> {
  await nudge(options, cycle);
  const { client } = options;
  await client.withDeadline(Date.now() + ANSWER_MS, () =>
    client.workflow.getHandle(workflowIdOf(cycle)).result(),
  );
}

let nudges = 0;

/** Has a run record what there is; one of another epoch, or of a closed cycle, ends by it. */
async function nudge({ client }: RunsOptions, cycle: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowIdOf(cycle));
  nudges += 1;
  // Updates of one id meet the first one: each nudge needs its own.
  const row = `r/${cycle}/${process.pid}-${Date.now()}-${nudges}`;
  try {
    await client.withDeadline(Date.now() + ANSWER_MS, () =>
      handle.executeUpdate(RECORD_UPDATE, { updateId: row, args: [{ row, kind: "reconcile" }] }),
    );
  } catch (error) {
    // It has ended meanwhile, which is as good.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
