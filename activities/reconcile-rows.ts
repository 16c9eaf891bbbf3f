import type pg from "pg";
import { calendarOf } from "#domain/calendar.ts";
import { milestoneKey } from "#domain/cycle.ts";
import type { Finding } from "#domain/finding.ts";
import { unmet } from "#domain/wait.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { readDefinition } from "#prisma/sql/campaign.ts";
import { obligationRowId } from "#prisma/sql/cycle.ts";
import { enterHealed } from "#prisma/sql/finding.ts";
import { endObligations, oweAgain, writeMirror } from "#prisma/sql/heal.ts";
import { insertNotices, noticeRow, writeNotices } from "#prisma/sql/notice.ts";
import {
  type Awaited,
  type CycleRows,
  cyclePage,
  lockCycleRows,
  type OpenCampaign,
} from "#prisma/sql/reconcile.ts";
import {
  type Difference,
  differencesOf,
  findingIn,
  type PinnedDefinition,
} from "./cycle-difference.ts";

/** Findings that are put right together; `heal` returns those that still were and are not any more. */
export interface Fault {
  readonly findings: readonly Finding[];
  /** null: only a person can judge. */
  readonly heal: (() => Promise<readonly Finding[]>) | null;
}

/** Cycles compared at a time: some megabytes of plans. */
const PAGE = 100;

/** One page compared. */
export interface ComparedPage {
  readonly cycles: number;
  readonly faults: readonly Fault[];
  /** Steps of other units that its cycles wait for. */
  readonly awaited: readonly Awaited[];
}

/** Compares a campaign's cycles with all rows that follow from their states, page by page. */
export async function* compareCycles(
  pool: pg.Pool,
  campaign: OpenCampaign,
): AsyncGenerator<ComparedPage> {
  const definition = await readDefinition(pool, campaign.id);
  const pinned = { definition, calendar: calendarOf(definition.calendar) };
  for (let after = ""; ; ) {
    const page = await cyclePage(pool, campaign.id, after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const compared = page.map((rows) => compareOne(pool, rows, pinned));
    yield {
      cycles: page.length,
      faults: compared.flatMap(({ faults }) => faults),
      awaited: compared.flatMap(({ awaited }) => awaited),
    };
    if (page.length < PAGE) return;
  }
}

/** A state or plan that is no longer what the rules expect is a finding, not the end of the reconciliation. */
function compareOne(
  pool: pg.Pool,
  rows: CycleRows,
  pinned: PinnedDefinition,
): Omit<ComparedPage, "cycles"> {
  try {
    const faults = faultsOf(pool, rows, differencesOf(rows, pinned), pinned);
    return { faults, awaited: awaitedBy(rows) };
  } catch (error) {
    const why = error instanceof Error ? error.name : typeof error;
    const findings = [findingIn(rows, "cycle_unreadable", rows.id, { why })];
    return { faults: [{ findings, heal: null }], awaited: [] };
  }
}

function faultsOf(
  pool: pg.Pool,
  { id }: CycleRows,
  differences: readonly Difference[],
  pinned: PinnedDefinition,
): Fault[] {
  const fixable = differences.filter(({ fix }) => fix !== "nothing").map(({ finding }) => finding);
  const rest = differences.filter(({ fix }) => fix === "nothing").map(({ finding }) => finding);
  const heal = (): Promise<readonly Finding[]> =>
    inTransaction(pool, (tx) => healCycle(tx, id, pinned));
  return [
    ...(fixable.length > 0 ? [{ findings: fixable, heal }] : []),
    ...(rest.length > 0 ? [{ findings: rest, heal: null }] : []),
  ];
}

/** Compares once more under the locks and writes what the state says, with one audit entry for it. */
async function healCycle(
  tx: Tx,
  cycle: string,
  pinned: PinnedDefinition,
): Promise<readonly Finding[]> {
  const rows = await lockCycleRows(tx, cycle);
  if (rows === null) return [];
  const differences = differencesOf(rows, pinned).filter(({ fix }) => fix !== "nothing");
  if (differences.length === 0) return [];
  await writeDifferences(tx, rows, differences, pinned);
  const healed = differences.map(({ finding }) => finding);
  await enterHealed(tx, healed);
  return healed;
}

const fixes = <F extends Difference["fix"]>(all: readonly Difference[], fix: F) =>
  all.filter((one): one is Extract<Difference, { readonly fix: F }> => one.fix === fix);

async function writeDifferences(
  tx: Tx,
  rows: CycleRows,
  differences: readonly Difference[],
  { definition }: PinnedDefinition,
): Promise<void> {
  const { campaign, realm } = rows;
  const idOf = (id: string): string => obligationRowId(campaign, id);
  for (const { mirror } of fixes(differences, "mirror")) await writeMirror(tx, rows.id, mirror);
  const owed = fixes(differences, "owe");
  const ended = fixes(differences, "end");
  const generations = await oweAgain(
    tx,
    rows,
    owed.map(({ obligation }) => obligation),
  );
  await endObligations(
    tx,
    rows,
    ended.map(({ row, status }) => ({ id: row.id, status })),
  );
  await writeNotices(tx, {
    realm,
    campaign,
    definition,
    needs: owed.map(({ obligation }) => ({
      id: idOf(obligation.id),
      obligation,
      generation: generations.get(idOf(obligation.id)) ?? 1,
      arose: rows.now,
    })),
    ended: [
      ...ended.map(({ row, status }) => ({
        id: idOf(row.id),
        reason: status === "met" ? ("met" as const) : ("cancelled" as const),
      })),
      ...owed.flatMap(({ row }) => (row ? [{ id: idOf(row.id), reason: "moved" as const }] : [])),
    ],
  });
  const notices = fixes(differences, "notice").map(({ obligation, row, next }) =>
    noticeRow(
      definition,
      { id: idOf(row.id), obligation, generation: row.generation, arose: row.arose },
      next,
    ),
  );
  await insertNotices(tx, campaign, notices);
}

/** What the waiting steps of a cycle wait for in other units. */
function awaitedBy({ id, campaign, unit, status, state, plan }: CycleRows): Awaited[] {
  if (status !== "running") return [];
  const whole = { ...state, plan };
  return plan.steps
    .flatMap((step) => {
      const stands = state.steps[step.id]?.status;
      if (stands === "waiting") return unmet(whole, step.waits);
      return stands === "open" && step.kind === "gate" ? unmet(whole, step.gate.evidence) : [];
    })
    .flatMap((wait): Awaited[] => {
      const at = (other: string, until: Awaited["until"]): Awaited[] => {
        const key = milestoneKey(other, wait.step, until);
        if (other === unit || key in state.reached) return [];
        return [{ cycle: id, from: `${campaign}/${other}`, step: wait.step, until, key }];
      };
      return wait.on === "step"
        ? at(wait.unit, wait.until)
        : wait.units.flatMap((below) => at(below, "done"));
    });
}
