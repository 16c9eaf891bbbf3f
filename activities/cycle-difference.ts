import type { WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { CycleState } from "#domain/cycle.ts";
import { instantWords } from "#domain/date-words.ts";
import type { Finding, FindingKind } from "#domain/finding.ts";
import { isNews } from "#domain/news.ts";
import { type NextNotice, nextNotice } from "#domain/notice.ts";
import { type Obligation, obligationsOf } from "#domain/obligation.ts";
import { PACKAGE, packageNotice } from "#domain/package.ts";
import { phaseOf } from "#domain/phase.ts";
import type { Instant } from "#domain/time.ts";
import { wakeAt } from "#domain/wake.ts";
import { obligationRowId } from "#prisma/sql/cycle.ts";
import type { CycleRows, ObligationRow } from "#prisma/sql/reconcile.ts";
import { earliest } from "./recorded.ts";

/** The columns of a cycle that mirror its state. */
export interface CycleMirror {
  readonly status: string;
  readonly open: boolean;
  readonly phase: string;
  readonly wakeAt: Instant | null;
  readonly nextDue: Instant | null;
}

/** One thing that a cycle's rows say otherwise than its state, with what puts it right. */
export type Difference = { readonly finding: Finding } & (
  | { readonly fix: "mirror"; readonly mirror: CycleMirror }
  /** The row is written anew, or again in a new generation; its notice follows. */
  | { readonly fix: "owe"; readonly obligation: Obligation; readonly row: ObligationRow | null }
  | { readonly fix: "end"; readonly row: ObligationRow; readonly status: "met" | "void" }
  | {
      readonly fix: "notice";
      readonly obligation: Obligation;
      readonly row: ObligationRow;
      readonly next: NextNotice;
    }
  | { readonly fix: "nothing" }
);

export interface PinnedDefinition {
  readonly definition: Campaign;
  readonly calendar: WorkingCalendar;
}

/** Everything that a cycle's rows say otherwise than its state. Pure: the same under the lock as before it. */
export function differencesOf(rows: CycleRows, pinned: PinnedDefinition): Difference[] {
  const state: CycleState = { ...rows.state, plan: rows.plan };
  const owed = obligationsOf(state, pinned.calendar);
  return [
    ...mirrorDifference(rows, state, owed),
    ...owedDifferences(rows, owed),
    ...leftOver(rows, owed),
    ...missingNotices(rows, owed, pinned),
  ];
}

function mirrorDifference(
  rows: CycleRows,
  state: CycleState,
  owed: readonly Obligation[],
): Difference[] {
  const mirror: CycleMirror = {
    status: state.status,
    open: state.status === "running" || state.status === "suspended",
    phase: phaseOf(state),
    wakeAt: wakeAt(state),
    nextDue: earliest(owed),
  };
  const columns = MIRRORED.filter((column) => rows[column] !== mirror[column]);
  if (columns.length === 0) return [];
  const finding = findingIn(rows, "cycle_row_differs", rows.id, { columns: columns.join(", ") });
  return [{ finding, fix: "mirror", mirror }];
}

const MIRRORED = ["status", "open", "phase", "wakeAt", "nextDue"] as const;

/** What the state says is owed, row by row. A receipt or a vote given ends its row, not the state's need. */
function owedDifferences(rows: CycleRows, owed: readonly Obligation[]): Difference[] {
  const known = new Map(rows.obligations.map((row) => [row.id, row]));
  const facts = new Set(rows.facts);
  return owed.flatMap((obligation): Difference[] => {
    const row = known.get(obligation.id) ?? null;
    const given = facts.has(factOf(obligation));
    const owe = (kind: FindingKind, data: Finding["data"] = {}): Difference[] => [
      { finding: about(rows, kind, obligation, data), fix: "owe", obligation, row },
    ];
    if (row === null) return given ? [] : owe("obligation_missing");
    if (row.status === "open") {
      if (given)
        return [
          { finding: about(rows, "fact_not_counted", obligation), fix: "end", row, status: "met" },
        ];
      if (row.due === obligation.due && row.ladder === obligation.ladder) return [];
      const dates = { row: instantWords(row.due), due: instantWords(obligation.due) };
      return owe("obligation_date_differs", dates);
    }
    if (given || row.status === "excused") return [];
    if (row.status === "met" && isFact(obligation))
      return [{ finding: about(rows, "fact_missing", obligation), fix: "nothing" }];
    return owe("obligation_ended_early", { status: row.status });
  });
}

/** Rows that are open although nobody owes that any more. */
function leftOver(rows: CycleRows, owed: readonly Obligation[]): Difference[] {
  const ids = new Set(owed.map(({ id }) => id));
  return rows.obligations
    .filter((row) => row.status === "open" && !ids.has(row.id))
    .map((row) => ({
      finding: about(rows, "obligation_left_over", row),
      fix: "end",
      row,
      status: "void",
    }));
}

/** Open obligations with rungs left and no notice that waits. Suspended work climbs no ladder. */
function missingNotices(
  rows: CycleRows,
  owed: readonly Obligation[],
  { definition, calendar }: PinnedDefinition,
): Difference[] {
  if (rows.status !== "running" || rows.campaignStatus !== "running") return [];
  const open = new Map(
    rows.obligations.filter(({ status }) => status === "open").map((row) => [row.id, row]),
  );
  return owed.flatMap((obligation): Difference[] => {
    const row = open.get(obligation.id);
    // One whose date differs gets its notice with the new date.
    if (!row || row.due !== obligation.due || row.ladder !== obligation.ladder) return [];
    const next = nextRung(obligation, row, { definition, calendar }, rows.now);
    const sent = row.packaged ? null : packageNotice(obligation, definition, calendar, row.arose);
    return [next, sent].flatMap((one): Difference[] => {
      if (one === null) return [];
      const data = { rung: one.rung, due: instantWords(one.at) };
      const finding = about(rows, "notice_missing", obligation, data);
      return [{ finding, fix: "notice", obligation, row, next: one }];
    });
  });
}

/** What its ladder has left, where no notice of it waits. News that is told once is no part of a ladder. */
function nextRung(
  obligation: Obligation,
  { ladder, arose, notices }: ObligationRow,
  { definition, calendar }: PinnedDefinition,
  now: Instant,
): NextNotice | null {
  const climbed = notices.filter(({ rung }) => rung !== PACKAGE && !isNews(rung));
  const rungs = definition.template.ladders[ladder];
  if (!rungs || climbed.some(({ waits }) => waits)) return null;
  const since =
    climbed
      .map((one) => one.arose)
      .sort()
      .at(-1) ?? arose;
  const sent = climbed.map(({ rung }) => rung);
  return nextNotice(obligation, rungs, calendar, sent, since, now);
}

const isFact = ({ act }: Pick<Obligation, "act">): boolean =>
  act === "acknowledge" || act === "vote";

const factOf = ({ step, act, post, round }: Obligation): string =>
  `${step}/${act}/${post}/${round}`;

const about = (
  rows: CycleRows,
  kind: FindingKind,
  { id, step, act, post }: Pick<Obligation, "id" | "step" | "act" | "post">,
  data: Finding["data"] = {},
): Finding =>
  findingIn(rows, kind, obligationRowId(rows.campaign, id), { step, act, post, ...data });

/** A finding about something of one cycle. */
export const findingIn = (
  { campaign, realm, unit }: Pick<CycleRows, "campaign" | "realm" | "unit">,
  kind: FindingKind,
  subject: string,
  data: Finding["data"] = {},
): Finding => ({ kind, campaign: { id: campaign, realm }, subject, data: { unit, ...data } });
