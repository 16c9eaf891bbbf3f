import { expect, test } from "vitest";
import type { ModelItem } from "#api/contract-list.ts";
import { funnelOf, reached } from "#web/funnel.ts";

const model = (id: string, field: string, state: ModelItem["state"]): ModelItem => ({
  id,
  unit: "binh-an",
  unitName: "Xã Bình An",
  field,
  kind: "collective",
  title: id,
  state,
});

test("a nominated model has come through every stage before", () => {
  expect(reached("nominated", "registered")).toBe(true);
  expect(reached("nominated", "nominated")).toBe(true);
  expect(reached("nominated", "recognised")).toBe(false);
});

test("a model that was not chosen stood before the council and came no further", () => {
  expect(reached("not_chosen", "appraised")).toBe(true);
  expect(reached("not_chosen", "chosen")).toBe(false);
});

test("a withdrawn model was registered", () => {
  expect(reached("withdrawn", "registered")).toBe(true);
  expect(reached("withdrawn", "proposed")).toBe(false);
});

test("the funnel counts each field by itself, and never grows on its way", () => {
  const rows = funnelOf(
    [
      model("c", "culture", "not_chosen"),
      model("o", "old-field", "registered"),
      model("a", "economy", "nominated"),
      model("b", "economy", "registered"),
    ],
    ["economy", "security", "culture"],
  );
  expect(rows.map((row) => row.field)).toEqual(["economy", "culture", "old-field"]);
  expect(rows[0]?.counts).toMatchObject({ registered: 2, proposed: 1, chosen: 1, nominated: 1 });
  for (const row of rows) {
    const counts = Object.values(row.counts);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  }
});
