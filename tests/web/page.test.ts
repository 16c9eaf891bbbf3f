import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Language } from "#domain/text.ts";
import { groupsOf } from "#web/board.ts";
import { SpeechProvider, speech } from "#web/language.tsx";
import { LOOKS } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { UnitCards } from "#web/pages/campaign/cards.tsx";
import { BoardTable } from "#web/pages/campaign/table.tsx";
import { Track } from "#web/pages/campaign/track.tsx";
import { boardFixture, rowOf } from "./fixture.ts";

const cells = {
  mine: new Set<string>(),
  fresh: new Set<string>(),
  flash: 0,
  open: () => undefined,
};

function drawn(element: ReactElement, language: Language = "vi"): string {
  const value = speech(language, () => undefined);
  return renderToStaticMarkup(createElement(SpeechProvider, { value }, element));
}

function boardDrawn(units = 0): string {
  const board = boardFixture();
  const more = Array.from({ length: units }, (_, n) => rowOf(`u${n}`, `Xã số ${n}`));
  const all = { ...board, rows: [...board.rows, ...more] };
  const [district, communes] = groupsOf(all);
  const root = district?.rows[0];
  if (district === undefined || communes === undefined || root === undefined) throw new Error();
  return [
    drawn(createElement(Track, { group: district, row: root, ...cells })),
    drawn(createElement(BoardTable, { group: communes, board: all, ...cells })),
    drawn(createElement(UnitCards, { group: communes, ...cells })),
  ].join("\n");
}

test("the board is a real table: every column and row has its heading cell", () => {
  const html = boardDrawn();
  expect(html.match(/<th scope="col"/g)).toHaveLength(9);
  expect(html.match(/<th scope="row"/g)).toHaveLength(7);
  expect(html).toContain("<caption");
});

test("one cell of the table is in the Tab order; the arrow keys reach the others", () => {
  const table = boardDrawn().split("\n")[1] ?? "";
  expect(table.match(/<button[^>]*tabindex="0"/gi)).toHaveLength(1);
});

test("a cell says unit, step, state and day to a screen reader", () => {
  const words = boardDrawn().replaceAll(/<[^>]+>/g, "");
  expect(words).toContain("Xã Bình An, Kế hoạch hội nghị: xong");
  expect(boardDrawn()).toContain("06/05");
});

test("a day that nobody has confirmed carries the word beside the dashed line", () => {
  expect(boardDrawn()).toContain('<span class="proposed"><em>dự kiến </em>');
});

test("nothing is styled inline: the page's Content-Security-Policy would refuse it", () => {
  expect(boardDrawn()).not.toMatch(/ style=/);
});

test("of 3,321 units only those in sight are drawn in the table, and the rest is counted", () => {
  const table = boardDrawn(3321).split("\n")[1] ?? "";
  expect(table).toContain('aria-rowcount="3329"');
  expect(table.match(/<th scope="row"/g)?.length).toBeLessThan(60);
});

test("every look has a shape of its own, so that no colour is needed to tell them apart", () => {
  const shapes = LOOKS.map((look) =>
    drawn(createElement(Mark, { look })).replaceAll(/class="mark[^"]*"/g, ""),
  );
  expect(new Set(shapes).size).toBe(LOOKS.length);
});
