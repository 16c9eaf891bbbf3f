import type { Board, BoardRow, Cell, Column } from "#api/contract-campaign.ts";
import type { StepKind } from "#domain/template.ts";
import { addDays, instantOf } from "#domain/time.ts";

/** A board as the API gives it, in the shape of the seed's campaign: one district, its communes and units. */

const step = (id: string, vi: string, en: string, kind: StepKind) => ({
  id,
  title: { vi, en },
  kind,
});

export const COLUMNS: readonly Column[] = [
  {
    level: "commune",
    title: { vi: "Cấp xã", en: "Commune level" },
    steps: [
      step("plan", "Kế hoạch hội nghị", "Conference plan", "document"),
      step("comment", "Tổ góp ý kế hoạch", "Team's comments", "task"),
      step("draft-report", "Dự thảo báo cáo", "Draft report", "task"),
      step("gate", "Cổng đơn vị điểm", "Pilot's gate", "gate"),
      step("invitation", "Giấy mời", "Invitations", "document"),
      step("conference", "Hội nghị", "Conference", "conference"),
      step("report", "Báo cáo tổng kết", "Summary report", "document"),
      step("nomination", "Hồ sơ đề cử", "Nomination dossier", "submission"),
    ],
  },
  {
    level: "district",
    title: { vi: "Cấp huyện", en: "District level" },
    steps: [
      step("dispatch", "Công văn chỉ đạo", "Directing dispatch", "document"),
      step("plan", "Kế hoạch", "Plan", "document"),
      step("lessons", "Thông báo rút kinh nghiệm", "Lessons-learned notice", "document"),
      step("council", "Hội đồng xét chọn", "Council's ballot", "ballot"),
      step("conference", "Hội nghị cấp huyện", "District conference", "conference"),
      step("report-up", "Báo cáo về tỉnh", "Report to the province", "submission"),
    ],
  },
];

const NAMES = [
  ["minh-luong", "Thị trấn Minh Lương"],
  ["mong-tho-a", "Xã Mong Thọ A"],
  ["mong-tho-b", "Xã Mong Thọ B"],
  ["giuc-tuong", "Xã Giục Tượng"],
  ["binh-an", "Xã Bình An"],
  ["vinh-hoa-hiep", "Xã Vĩnh Hòa Hiệp"],
  ["cong-an", "Đảng bộ Công an"],
] as const;

/** Steps of a unit: the first `done` are done, the next one is as `now` says, the rest wait. */
export function cellsOf(
  column: Column,
  done: number,
  now: Partial<Cell> = {},
): Record<string, Cell> {
  const cells = column.steps.map((one, n): [string, Cell] => {
    const due = instantOf(addDays("2020-04-29", n * 7), "17:00");
    if (n < done) return [one.id, { status: "done", round: 1, due, doneAt: due }];
    if (n === done) return [one.id, { status: "open", round: 1, due, ...now }];
    return [one.id, { status: "waiting", round: 0, due, proposed: true }];
  });
  return Object.fromEntries(cells);
}

function columnOf(level: string): Column {
  const column = COLUMNS.find((one) => one.level === level);
  if (column === undefined) throw new Error(`no level ${level}`);
  return column;
}

export function rowOf(unit: string, name: string, given: Partial<BoardRow> = {}): BoardRow {
  const level = given.level ?? "commune";
  return {
    unit,
    name,
    level,
    parent: "chau-thanh",
    depth: 1,
    pilot: false,
    territorial: true,
    team: "to-1",
    phase: "working",
    seq: 4,
    cells: cellsOf(columnOf(level), 2),
    ...given,
  };
}

/** One district above seven units; Bình An is the pilot and stands fifth in the tree's order. */
export function boardFixture(): Board {
  const root = rowOf("chau-thanh", "Huyện Châu Thành", {
    level: "district",
    parent: null,
    depth: 0,
    team: null,
  });
  const rows = NAMES.map(([unit, name]) => rowOf(unit, name, { pilot: unit === "binh-an" }));
  return {
    campaign: "chau-thanh-2020~a1",
    clock: {
      mode: "stepped",
      instant: instantOf("2020-05-18", "08:00"),
      speed: 86_400,
      generation: 41,
    },
    columns: [...COLUMNS],
    rows: [root, ...rows],
    counts: { units: 8, steps: 62, done: 16, open: 8, overdue: 0 },
  };
}
