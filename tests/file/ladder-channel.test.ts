import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { templateFile } from "#api/file/template-file.ts";

const path = (version: number): URL =>
  new URL(`../../templates/summary-conference@${version}.yaml`, import.meta.url);
const read = (version: number) => templateFile.parse(parse(readFileSync(path(version), "utf8")));

test("the fourth template's ladders go on when nobody reads, and end on the call list", () => {
  for (const [name, rungs] of Object.entries(read(4).ladders)) {
    expect(rungs.at(-1), name).toMatchObject({ id: "call", channel: "call", to: ["owner"] });
    for (const rung of rungs.filter(({ id }) => id === "today")) expect(rung.unreadAfter).toBe(4);
  }
});

test("and it is the second in everything else", () => {
  const { ladders: mine, version: _, ...rest } = read(4);
  const { ladders: theirs, version: __, ...second } = read(2);
  expect(rest).toEqual(second);
  const plain = Object.entries(mine).map(([name, rungs]) => [
    name,
    rungs.slice(0, -1).map(({ unreadAfter: ___, ...rung }) => rung),
  ]);
  expect(Object.fromEntries(plain)).toEqual(theirs);
});
