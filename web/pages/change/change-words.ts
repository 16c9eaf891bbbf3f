import type { ChangeView } from "#api/contract-change.ts";
import type { Change } from "#domain/change.ts";
import { dayOf } from "#domain/time.ts";
import { dayWords } from "#web/dates.ts";
import type { Fill, Words } from "#web/language.tsx";

/** What a change does, as its heading. */
export const CHANGE_WORDS = {
  move_anchor: { vi: "Dời mốc {what} tới {day}", en: "Move the anchor {what} to {day}" },
  move_conference: {
    vi: "Dời ngày hội nghị: {what}, tới {day}",
    en: "Move the conference: {what}, to {day}",
  },
  suspend: { vi: "Tạm dừng: {what}", en: "Suspend: {what}" },
  resume_shift: {
    vi: "Tiếp tục: {what}, dời theo ngày làm việc",
    en: "Resume: {what}, shifted by working days",
  },
  resume_replan: {
    vi: "Tiếp tục: {what}, lập lại kế hoạch",
    en: "Resume: {what}, planned again",
  },
  replace_pilot: { vi: "Đơn vị điểm mới: {what}", en: "New pilot unit: {what}" },
  drop_unit: { vi: "Thôi tham gia: {what}", en: "Takes no further part: {what}" },
  everyone: { vi: "cả chiến dịch", en: "the whole campaign" },
  some: {
    vi: "{first} và {n, number} đơn vị khác",
    en: "{first} and {n, plural, one {# other unit} other {# other units}}",
  },
} as const satisfies Words;

type Key = keyof typeof CHANGE_WORDS;

/** A change in one line. `nameOf` names units and anchors. */
export function changeTitle(
  change: Change,
  nameOf: (id: string) => string,
  t: (key: Key, fill?: Fill) => string,
): string {
  const units = (ids: readonly string[] | null): string => {
    if (ids === null) return t("everyone");
    const names = ids.slice(0, NAMED).map(nameOf).join(", ");
    return ids.length <= NAMED ? names : t("some", { first: names, n: ids.length - NAMED });
  };
  switch (change.kind) {
    case "move_anchor": {
      const { to } = change;
      const day =
        to.kind === "fixed" ? dayWords(to.day) : `${dayWords(to.from)} – ${dayWords(to.to)}`;
      return t("move_anchor", { what: nameOf(change.anchor), day });
    }
    case "move_conference":
      return t("move_conference", { what: nameOf(change.unit), day: dayWords(change.day) });
    case "suspend":
      return t("suspend", { what: units(change.units) });
    case "resume":
      return t(`resume_${change.how}`, { what: units(change.units) });
    case "replace_pilot":
      return t("replace_pilot", { what: nameOf(change.pilot) });
    case "drop_unit":
      return t("drop_unit", { what: nameOf(change.unit) });
    default:
      return change satisfies never;
  }
}

const NAMED = 3;

interface Unit {
  readonly unit: string;
  readonly parent: string | null;
  readonly phase: string;
}

/** Why units stand still, and since when. */
export interface Pause {
  readonly units: number;
  readonly whole: boolean;
  /** null: the change that did it is not among those the reader sees. */
  readonly since: string | null;
  readonly reason: string | null;
}

/** The suspension that `unit` (null: any unit) lies under; null = it goes on. `changes`: the latest first. */
export function pauseOf(
  changes: readonly Pick<ChangeView, "change" | "status" | "committedAt" | "reason">[],
  rows: readonly Unit[],
  unit: string | null,
): Pause | null {
  const still = rows.filter(
    (row) => row.phase === "suspended" && (unit === null || row.unit === unit),
  );
  if (still.length === 0) return null;
  const parents = new Map(rows.map((row) => [row.unit, row.parent]));
  const covers = (units: readonly string[] | null, one: string): boolean => {
    if (units === null) return true;
    for (let at: string | null = one; at !== null; at = parents.get(at) ?? null)
      if (units.includes(at)) return true;
    return false;
  };
  const by = changes.find(
    ({ change, status }) =>
      change.kind === "suspend" &&
      (status === "committed" || status === "told") &&
      still.some((one) => covers(change.units, one.unit)),
  );
  return {
    units: still.length,
    whole: still.length === rows.length,
    since: by === undefined || by.committedAt === null ? null : dayOf(by.committedAt),
    reason: by?.reason ?? null,
  };
}
