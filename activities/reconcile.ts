import { Context } from "@temporalio/activity";
import type { Client } from "@temporalio/client";
import type pg from "pg";
import { instantWords } from "#domain/date-words.ts";
import type { Finding } from "#domain/finding.ts";
import { inTransaction } from "#prisma/client.ts";
import { closeFindings, enterFindings, enterHealed } from "#prisma/sql/finding.ts";
import { openCampaigns, PATIENCE, type Patience } from "#prisma/sql/reconcile.ts";
import { lyingNotices, settleStray, strayNotices } from "#prisma/sql/reconcile-notice.ts";
import { dispatcherId, TASK_QUEUE } from "#workflows/contract.ts";
import type { ReconcileActivities } from "./contract.ts";
import { findingIn } from "./cycle-difference.ts";
import {
  entered,
  lyingRowFaults,
  milestoneFaults,
  type Send,
  untoldFaults,
} from "./reconcile-inbox.ts";
import { compareCycles, type Fault } from "./reconcile-rows.ts";
import { compareRuns } from "./reconcile-runs.ts";

export interface ReconcilerOptions {
  readonly pool: pg.Pool;
  /** null: Temporal cannot be reached; the rows are compared all the same. */
  readonly client: Client | null;
  readonly send: Send;
  /** Makes sure that the dispatcher of notices runs. */
  readonly startDispatcher: (client: Client) => Promise<void>;
  readonly taskQueue?: string;
  readonly patience?: Patience;
  readonly log?: (line: string) => void;
}

/** What one reconciliation came to. */
export interface Reconciled {
  readonly cycles: number;
  readonly found: number;
  readonly healed: readonly Finding[];
  /** What could not be healed, or was not asked to be. At most so many as are kept. */
  readonly left: readonly Finding[];
}

export interface Reconciler {
  /** @param heal without it nothing is written. `beat` is called between pages. */
  run(heal: boolean, beat?: () => void): Promise<Reconciled>;
}

/** Findings named one by one; of an installation that has lost everything the rest is only counted. */
const MOST_NAMED = 1_000;

const MOST_NOTICES = 500;

/** Compares inbox, cycles, runs, obligations, wakes, notices and ledger; heals what is safe to heal. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { log = () => undefined } = options;
  return {
    async run(heal, beat = () => undefined) {
      const tally = { cycles: 0, found: 0, healed: [] as Finding[], left: [] as Finding[] };
      const keep = (list: Finding[], findings: readonly Finding[]): void => {
        list.push(...findings.slice(0, Math.max(0, MOST_NAMED - list.length)));
      };
      for await (const { cycles, faults } of allFaults(options)) {
        beat();
        tally.cycles += cycles;
        for (const fault of faults) {
          tally.found += fault.findings.length;
          const healed = heal && fault.heal ? await healOne(fault.heal, log) : null;
          if (healed === null) keep(tally.left, fault.findings);
          else keep(tally.healed, healed);
          beat();
        }
      }
      if (heal) await keepLeft(options.pool, tally.left);
      return tally;
    },
  };
}

/** null: it could not be healed, or was not. */
async function healOne(
  heal: NonNullable<Fault["heal"]>,
  log: (line: string) => void,
): Promise<readonly Finding[] | null> {
  try {
    const healed = await heal();
    return healed.length > 0 ? healed : null;
  } catch (error) {
    log(`a finding could not be healed: ${error instanceof Error ? error.name : typeof error}`);
    return null;
  }
}

const keepLeft = (pool: pg.Pool, left: readonly Finding[]): Promise<void> =>
  inTransaction(pool, async (tx) => {
    await enterFindings(tx, left, "open");
    if (left.length < MOST_NAMED) await closeFindings(tx, left);
  });

interface Compared {
  readonly cycles: number;
  readonly faults: readonly Fault[];
}

/** In an order in which one healing makes the next finding unnecessary: rows, then runs, then what they carry. */
async function* allFaults(options: ReconcilerOptions): AsyncGenerator<Compared> {
  const { pool, client, send, patience = PATIENCE, taskQueue = TASK_QUEUE } = options;
  for (const campaign of await openCampaigns(pool)) {
    for await (const { cycles, faults, awaited } of compareCycles(pool, campaign)) {
      yield {
        cycles,
        faults: [...faults, ...(await milestoneFaults(pool, campaign.realm, awaited))],
      };
    }
  }
  const some = (faults: readonly Fault[]): Compared => ({ cycles: 0, faults });
  yield some(await strayFaults(pool));
  if (client) {
    for await (const faults of compareRuns({ pool, client, taskQueue, patience }))
      yield some(faults);
    yield some(await dispatcherFaults(options, client));
  }
  yield some(await untoldFaults(pool, patience));
  yield some(await lyingRowFaults(pool, send, patience));
  yield some(await lyingFaults(pool, patience));
}

async function strayFaults(pool: pg.Pool): Promise<Fault[]> {
  const stray = await strayNotices(pool, MOST_NOTICES);
  return stray.map((notice) => {
    const { kind, rung, step, reason } = notice;
    const finding = findingIn(notice, kind, notice.id, { rung, step, reason });
    const heal = (): Promise<readonly Finding[]> =>
      inTransaction(pool, async (tx) => {
        if ((await settleStray(tx, [notice.id])).length === 0) return [];
        await enterHealed(tx, [finding]);
        return [finding];
      });
    return { findings: [finding], heal };
  });
}

async function lyingFaults(pool: pg.Pool, patience: Patience): Promise<Fault[]> {
  const lying = await lyingNotices(pool, patience);
  return lying.map(({ campaign, realm, kind, count, since, status, subject }) => ({
    findings: [
      {
        kind,
        campaign: { id: campaign, realm },
        subject: `${campaign}/${status}`,
        data: { campaign, count, since: instantWords(since), status, subject },
      },
    ],
    heal: null,
  }));
}

async function dispatcherFaults(
  { pool, startDispatcher }: ReconcilerOptions,
  client: Client,
): Promise<Fault[]> {
  const id = dispatcherId("email");
  const found = await client.workflow
    .getHandle(id)
    .describe()
    .catch(() => null);
  if (found?.status.name === "RUNNING") return [];
  const finding: Finding = { kind: "dispatcher_missing", campaign: null, subject: id, data: {} };
  const heal = async (): Promise<readonly Finding[]> => {
    await startDispatcher(client);
    return await entered(pool, [finding]);
  };
  return [{ findings: [finding], heal }];
}

const BEAT_MS = 5_000;

/** The reconciliation as an activity. What it answers goes into a history: counts and kinds, no words. */
export function createReconcileActivities(reconciler: Reconciler): ReconcileActivities {
  return {
    async reconcile() {
      const { heartbeat } = Context.current();
      let beatAt = 0;
      const { cycles, found, healed, left } = await reconciler.run(true, () => {
        if (Date.now() - beatAt < BEAT_MS) return;
        beatAt = Date.now();
        heartbeat();
      });
      const kinds = [...new Set(left.map(({ kind }) => kind))];
      return { cycles, found, healed: healed.length, left: left.length, kinds };
    },
  };
}
