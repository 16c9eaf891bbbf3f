import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ChangePreviewView, ChangeView } from "#api/contract-change.ts";
import { type Fill, SpeechProvider, speech, spoken } from "#web/language.tsx";
import { CHANGE_WORDS, changeTitle, pauseOf } from "#web/pages/change/change-words.ts";
import { compared, countdown, type MovedDate, movedRows } from "#web/pages/change/compare.ts";
import { DatesTable } from "#web/pages/change/dates-table.tsx";
import {
  ASKS,
  changeOf,
  type Draft,
  draftIn,
  draftOf,
  NO_DRAFT,
  reached,
  toggled,
} from "#web/pages/change/draft.ts";
import { carriedTo } from "#web/pages/timeline/moving.ts";

const ROWS = [
  { unit: "huyen", level: "district", parent: null },
  { unit: "binh-an", level: "commune", parent: "huyen" },
  { unit: "ap-1", level: "hamlet", parent: "binh-an" },
  { unit: "minh-hoa", level: "commune", parent: "huyen" },
] as const;

const draft = (part: Partial<Draft>): Draft => ({ ...NO_DRAFT, ...part });

describe("given the form of a change", () => {
  test.each(ASKS)(
    "when %s is begun by a link that names nothing, then nothing is chosen yet",
    (ask) => {
      const begun = draftIn(new URLSearchParams({ ask }));
      expect(begun).toMatchObject({ ask, unit: null, day: null });
      const whole = ask === "suspend" || ask === "resume";
      expect(changeOf(begun ?? NO_DRAFT, ROWS) === null).toBe(!whole);
    },
  );

  test("when a conference and a day are chosen, then it is that conference on that day", () => {
    const asked = draft({ unit: "binh-an", step: "conference", day: "2020-06-03" });
    const change = changeOf(asked, ROWS);
    expect(change).toEqual({
      kind: "move_conference",
      unit: "binh-an",
      step: "conference",
      day: "2020-06-03",
    });
    expect(change && draftOf(change)).toEqual(asked);
    expect(changeOf({ ...asked, ask: "confirm_day" }, ROWS)).toEqual(change);
    expect(changeOf({ ...asked, day: null }, ROWS)).toBeNull();
  });

  test("when a level is chosen, then its units are named, and what lies below comes along", () => {
    const reach = { kind: "level", level: "commune" } as const;
    expect(changeOf(draft({ ask: "suspend", reach }), ROWS)).toEqual({
      kind: "suspend",
      units: ["binh-an", "minh-hoa"],
    });
    expect(reached(reach, ROWS)).toEqual(["binh-an", "ap-1", "minh-hoa"]);
    expect(reached({ kind: "all" }, ROWS)).toHaveLength(4);
    expect(
      changeOf(draft({ ask: "suspend", reach: { kind: "units", units: [] } }), ROWS),
    ).toBeNull();
  });

  test("when a unit is chosen whose lower unit was, then the lower one need not be named", () => {
    expect(toggled(["ap-1", "minh-hoa"], "binh-an", ROWS)).toEqual(["minh-hoa", "binh-an"]);
    expect(toggled(["binh-an"], "binh-an", ROWS)).toEqual([]);
  });

  test("when work shifts, then new days of anchors that were typed before do not count", () => {
    const asked = draft({ ask: "resume", anchors: { "district-conference": "2020-06-30" } });
    expect(changeOf(asked, ROWS)).toMatchObject({ how: "shift", anchors: {} });
    const replan = changeOf({ ...asked, how: "replan" }, ROWS);
    expect(replan).toMatchObject({
      anchors: { "district-conference": { kind: "fixed", day: "2020-06-30" } },
    });
    expect(replan && draftOf(replan)).toEqual({ ...asked, how: "replan" });
  });

  test("when a link holds no day, or asks for nothing known, then nothing is made of it", () => {
    expect(draftIn(new URLSearchParams("ask=move_conference&day=tomorrow"))?.day).toBeNull();
    expect(draftIn(new URLSearchParams("ask=delete_all"))).toBeNull();
    expect(draftIn(new URLSearchParams("ask=suspend&unit=binh-an"))?.reach).toEqual({
      kind: "units",
      units: ["binh-an"],
    });
  });
});

const moved = (unitName: string, to: string, slack: number): MovedDate => ({
  unit: unitName,
  unitName,
  step: "invite",
  title: { vi: "Giấy mời", en: "Invitation" },
  from: "2020-05-15T10:00:00Z",
  to: `${to}T10:00:00Z`,
  words: { vi: "3 ngày làm việc trước hội nghị", en: "3 working days before the conference" },
  slack: { from: 4, to: slack },
});

describe("given what moves", () => {
  const dates = [
    moved("xã Mong Thọ", "2020-06-01", 2),
    moved("xã Ấp", "2020-06-02", 3),
    moved("xã Minh Hòa", "2020-06-03", -1),
  ];

  test("then what cannot be kept comes first, the others in Vietnamese order", () => {
    expect(movedRows(dates, "").map(({ unitName }) => unitName)).toEqual([
      "xã Minh Hòa",
      "xã Ấp",
      "xã Mong Thọ",
    ]);
    expect(movedRows(dates, "mong tho")).toHaveLength(1);
  });

  test("then of thousands only those in sight are drawn, and a late one says so in words", () => {
    const many = Array.from({ length: 3000 }, (_, n) => moved(`xã ${n}`, "2020-06-03", -1));
    const value = speech("vi", () => undefined);
    const html = (rows: readonly MovedDate[]): string =>
      renderToStaticMarkup(
        createElement(
          SpeechProvider,
          { value },
          createElement(
            MantineProvider,
            null,
            createElement(DatesTable, { dates: rows, total: rows.length }),
          ),
        ),
      );
    expect(html(many)).toContain('aria-rowcount="3001"');
    expect(html(many).match(/<th scope="row"/g)?.length).toBeLessThan(60);
    expect(html(dates)).toContain("4 → -1 (không kịp)");
  });
});

describe("given two proposals side by side", () => {
  const figures = {
    moved: 3,
    cancelled: 0,
    impossible: 0,
    clashes: 1,
    people: 5,
    units: 2,
    slack: 2,
    ends: "2020-10-15",
  };
  const level = (to: number): ChangePreviewView["levels"] => [
    { level: "commune", title: { vi: "Cấp xã", en: "Commune" }, moved: 3, from: 9, to },
  ];

  test("then the better figure is marked, and none where both are alike", () => {
    const lines = compared([
      { figures, levels: level(2) },
      { figures: { ...figures, clashes: 0, slack: null }, levels: level(4) },
    ]);
    const line = (key: string) => lines.find((one) => one.key === key);
    expect(line("clashes")).toMatchObject({ values: [1, 0], best: [false, true] });
    expect(line("level")).toMatchObject({ values: [2, 4], best: [false, true] });
    expect(line("moved")?.best).toEqual([false, false]);
    expect(line("slack")).toMatchObject({ values: [2, null], best: [false, false] });
  });
});

describe("given a grace", () => {
  test("then what is left is counted in minutes and seconds, and nothing once it is over", () => {
    const until = "2026-11-25T08:10:00Z";
    expect(countdown(until, Date.parse("2026-11-25T08:05:51Z"))).toBe("4:09");
    expect(countdown(until, Date.parse(until))).toBeNull();
  });
});

describe("given units that stand still", () => {
  const rows = ROWS.map((row) => ({
    ...row,
    phase: row.unit === "minh-hoa" || row.unit === "ap-1" ? "suspended" : "working",
  }));
  const suspend = (
    units: string[] | null,
    reason: string,
  ): Parameters<typeof pauseOf>[0][number] => ({
    change: { kind: "suspend", units },
    status: "told",
    committedAt: "2020-03-28T01:00:00Z",
    reason,
  });

  test("then the latest suspension that covers the unit says since when and why", () => {
    const changes = [suspend(["binh-an"], "Bão"), suspend(null, "Dịch")];
    expect(pauseOf(changes, rows, "ap-1")).toMatchObject({ since: "2020-03-28", reason: "Bão" });
    expect(pauseOf(changes, rows, "minh-hoa")).toMatchObject({ reason: "Dịch" });
    expect(pauseOf(changes, rows, "huyen")).toBeNull();
    expect(pauseOf([], rows, null)).toMatchObject({ units: 2, whole: false, reason: null });
    const proposed: ChangeView["status"] = "proposed";
    expect(
      pauseOf([{ ...suspend(null, "Dịch"), status: proposed }], rows, null)?.reason,
    ).toBeNull();
  });
});

describe("given a change in one line", () => {
  const t = (key: keyof typeof CHANGE_WORDS, fill?: Fill): string =>
    spoken(CHANGE_WORDS[key].vi, "vi", fill);
  const name = (id: string): string => id.toUpperCase();

  test("then it says what, whom and when, and of many units the first three", () => {
    const title = (units: string[] | null) => changeTitle({ kind: "suspend", units }, name, t);
    expect(title(null)).toBe("Tạm dừng: cả chiến dịch");
    expect(title(["a", "b", "c", "d", "e"])).toBe("Tạm dừng: A, B, C và 2 đơn vị khác");
    const day = "2020-06-03";
    expect(
      changeTitle({ kind: "move_conference", unit: "a", step: "conference", day }, name, t),
    ).toBe("Dời ngày hội nghị: A, tới 03/06/2020");
  });
});

test("given a conference in the hand, then it is put on no day that has passed", () => {
  const bar = { day: "2020-05-20", due: "2020-05-20" };
  expect(carriedTo(bar, 7, "2020-05-11")).toBe("2020-05-27");
  expect(carriedTo(bar, -30, "2020-05-11")).toBe("2020-05-11");
});
