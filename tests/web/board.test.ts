import { expect, test } from "vitest";
import {
  cellKey,
  changedCells,
  filtered,
  groupsOf,
  keepingRows,
  NO_FILTER,
  progressOf,
  stepOf,
  withRows,
} from "#web/board.ts";
import { boardFixture, COLUMNS, cellsOf, rowOf } from "./fixture.ts";

const NONE: ReadonlySet<string> = new Set();
const communes = COLUMNS[0];
if (communes === undefined) throw new Error("no columns");

test("the highest level stands on top, whatever order the columns come in", () => {
  const board = boardFixture();
  const levels = groupsOf(board).map((group) => group.column.level);
  expect(levels).toEqual(["district", "commune"]);
  const turned = { ...board, columns: board.columns.toReversed() };
  expect(groupsOf(turned).map((group) => group.column.level)).toEqual(levels);
});

test("the pilot comes first in its level, the others keep the tree's order", () => {
  const units = groupsOf(boardFixture())[1]?.rows.map((row) => row.unit);
  expect(units?.slice(0, 3)).toEqual(["binh-an", "minh-luong", "mong-tho-a"]);
});

test("a step that no unit of the level goes through has no column", () => {
  const board = boardFixture();
  const rows = board.rows.map((row) => {
    const { gate: _, ...cells } = row.cells;
    return { ...row, cells };
  });
  const steps = groupsOf({ ...board, rows })[1]?.column.steps.map((step) => step.id);
  expect(steps).not.toContain("gate");
  expect(steps).toHaveLength(communes.steps.length - 1);
});

test("a level without units is not shown", () => {
  const board = boardFixture();
  const rows = board.rows.filter((row) => row.level === "district");
  expect(groupsOf({ ...board, rows })).toHaveLength(1);
});

test("when one step of one unit is done, then that cell and no other has changed", () => {
  const before = boardFixture();
  const rows = before.rows.map((row) =>
    row.unit === "binh-an" ? { ...row, seq: 5, cells: cellsOf(communes, 3) } : row,
  );
  const changed = changedCells(before, { ...before, rows });
  expect(changed).toEqual([cellKey("binh-an", "draft-report"), cellKey("binh-an", "gate")]);
});

test("a unit that is new on the board has not changed", () => {
  const before = boardFixture();
  const after = { ...before, rows: [...before.rows, rowOf("new", "Xã Mới")] };
  expect(changedCells(before, after)).toEqual([]);
});

test("rows that a new reading repeats stay the same objects", () => {
  const before = boardFixture();
  const after = structuredClone(before);
  const changed = after.rows[2];
  if (changed) changed.seq += 1;
  const kept = keepingRows(before, after);
  expect(kept.rows.filter((row, n) => row === before.rows[n])).toHaveLength(before.rows.length - 1);
  expect(kept.columns).toBe(before.columns);
});

test("re-read rows take their places, and bring clock and figures", () => {
  const board = boardFixture();
  const row = rowOf("binh-an", "Xã Bình An", { seq: 9 });
  const clock = { ...board.clock, generation: 42 };
  const merged = withRows(board, { ...board, clock, rows: [row] });
  expect(merged.rows.map((one) => one.unit)).toEqual(board.rows.map((one) => one.unit));
  expect(merged.rows.find((one) => one.unit === "binh-an")?.seq).toBe(9);
  expect(merged.clock.generation).toBe(42);
});

test("units are found without accents, in any case, and by team or state", () => {
  const group = groupsOf(boardFixture())[1];
  if (group === undefined) throw new Error("no communes");
  const named = (query: string) =>
    filtered(group, { ...NO_FILTER, query }, NONE).map((r) => r.unit);
  expect(named("mong tho")).toEqual(["mong-tho-a", "mong-tho-b"]);
  expect(named("VINH HOÀ")).toEqual(["vinh-hoa-hiep"]);
  expect(named("dang bo")).toEqual(["cong-an"]);
  expect(filtered(group, { ...NO_FILTER, team: "to-2" }, NONE)).toEqual([]);
  expect(filtered(group, { ...NO_FILTER, look: "waiting" }, NONE)).toHaveLength(7);
  expect(filtered(group, { ...NO_FILTER, look: "overdue" }, NONE)).toEqual([]);
});

test("progress counts the unit's own steps", () => {
  expect(progressOf(rowOf("u", "U"))).toEqual({ done: 2, total: communes.steps.length });
});

test("a step id that two levels share keeps the title of each", () => {
  const board = boardFixture();
  expect(stepOf(board, "chau-thanh", "conference")?.title.vi).toBe("Hội nghị cấp huyện");
  expect(stepOf(board, "binh-an", "conference")?.title.vi).toBe("Hội nghị");
  expect(stepOf(board, "nobody", "conference")).toBeNull();
});
