import { type Definition, partsOf, sameValue, withField, wordsOf } from "./definition.ts";
import { fold } from "./search.ts";
import { cellFlag, idFrom } from "./sheet-cell.ts";
import { type Place, placeOf, placesOf } from "./sheet-place.ts";
import { daysIn, idIn, namedIn, type SheetRow, type SheetWords, verdictOf } from "./sheet-row.ts";
import type { RowVerdict } from "./sheet-verdict.ts";

interface UnitRow {
  readonly row: SheetRow;
  readonly name: string;
  readonly id: string;
  readonly before: Definition | null;
  parent: string | null;
}

export interface UnitsRead {
  readonly verdicts: readonly RowVerdict[];
  readonly definition: Definition;
}

/**
 * Judges a list of units, row by row, against a definition. Rows that are right are taken over: a new unit is
 * added, of a known one (by id, or by name and what stands above it) the filled cells replace what was there.
 */
export function unitsFrom(
  rows: readonly SheetRow[],
  definition: Definition,
  words: SheetWords,
): UnitsRead {
  const before = partsOf(definition, "units");
  const units = identified(rows, before);
  settleParents(units, before);
  const made = new Map(units.map((unit) => [unit, unitOf(unit, words)]));
  refuseOrphans(units, before);
  const good = units.filter(({ row }) => !row.isRefused());
  const byId = new Map(good.map((unit) => [unit.id, made.get(unit) ?? {}]));
  const kept = before.map((unit) => byId.get(wordsOf(unit, "id")) ?? unit);
  const added = good.filter((unit) => unit.before === null).map(({ id }) => byId.get(id));
  const pilot = good.find(({ row }) => cellFlag(row.words("pilot")) === true);
  const next = { ...definition, units: [...kept, ...added] };
  return {
    definition: teamed(pilot ? withField(next, "pilot", pilot.id) : next, good),
    verdicts: units.map((unit) => {
      const isSame = unit.before !== null && sameValue(unit.before, made.get(unit));
      const verdict = unit.row.isRefused()
        ? "refused"
        : unit.before === null
          ? "added"
          : isSame
            ? "unchanged"
            : "changed";
      return verdictOf(unit.row, "unit", verdict, unit.name || unit.id);
    }),
  };
}

/** Which unit each row is about; ids of new ones are made from their names. */
function identified(rows: readonly SheetRow[], before: readonly Definition[]): UnitRow[] {
  const places = placesOf(before.map(placeOf));
  const known = new Map(before.map((unit) => [wordsOf(unit, "id"), unit]));
  const taken = new Set([...known.keys(), ...rows.map((row) => row.words("id"))]);
  const seen = new Map<string, number>();
  const times = new Map<string, number>();
  for (const row of rows)
    times.set(fold(row.words("name")), (times.get(fold(row.words("name"))) ?? 0) + 1);
  return rows.map((row) => {
    const name = row.words("name");
    const written = idIn(row);
    if (name === "" && !known.has(written)) row.fault("name_missing", "name");
    const key = written || `${fold(name)}|${fold(row.words("parent"))}`;
    const found = written
      ? known.get(written)
      : unitNamed(row, name, places.find(name), known, times.get(fold(name)) === 1);
    const id = written || (found ? wordsOf(found, "id") : freeId(name, taken));
    const earlier = seen.get(key) ?? seen.get(id);
    if (earlier !== undefined)
      row.fault("duplicate_row", written ? "id" : "name", { row: earlier });
    for (const one of [key, id]) if (!seen.has(one)) seen.set(one, row.row);
    taken.add(id);
    return { row, name, id, before: found ?? null, parent: null };
  });
}

/** The one unit of that name; of several, there or in the sheet, the one below the unit that the row names. */
function unitNamed(
  row: SheetRow,
  name: string,
  found: readonly Place[],
  known: ReadonlyMap<string, Definition>,
  once: boolean,
): Definition | undefined {
  const parent = fold(row.words("parent"));
  const named = found.filter((one) => fold(one.name) === fold(name));
  if (once && named.length === 1) return known.get(named[0]?.id ?? "");
  const fits = named.filter(({ id }) => {
    const above = wordsOf(known.get(id) ?? {}, "parent");
    const aboveName = fold(wordsOf(known.get(above) ?? {}, "name"));
    return parent === "" || parent === fold(above) || parent === aboveName;
  });
  return fits.length === 1 ? known.get(fits[0]?.id ?? "") : undefined;
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const [short, long] = [idFrom(name), idFrom(name, true)];
  if (!taken.has(short)) return short;
  let id = long;
  for (let n = 2; taken.has(id); n += 1) id = `${long}-${n}`;
  return id;
}

/** Finds the unit above each: in the sheet or in the definition. */
function settleParents(units: readonly UnitRow[], before: readonly Definition[]): void {
  const sheet = new Set(units.map(({ id }) => id));
  const others = before.filter((unit) => !sheet.has(wordsOf(unit, "id")));
  const places = placesOf([
    ...units.map(({ id, name, row }) => ({ id, name, code: row.words("code") })),
    ...others.map(placeOf),
  ]);
  let root = others.find((unit) => wordsOf(unit, "parent") === "");
  for (const unit of units) {
    const words = unit.row.words("parent");
    if (words === "") {
      unit.parent = unit.before ? wordsOf(unit.before, "parent") || null : null;
      if (unit.parent !== null) continue;
      if (root) unit.row.fault("second_root", "parent", { value: wordsOf(root, "name") });
      else root = { name: unit.name };
      continue;
    }
    const found = places.find(words);
    const known = found.map(({ id }) => id).join(", ");
    unit.parent = found[0]?.id ?? null;
    if (found.length === 0)
      unit.row.fault("parent_unknown", "parent", { value: words, near: places.near(words) });
    else if (found.length > 1) unit.row.fault("several_units", "parent", { value: words, known });
  }
}

/** The unit as its row and what was there before make it. */
function unitOf({ row, name, id, before, parent }: UnitRow, words: SheetWords): Definition {
  const level = levelOf(row, name, before, words);
  const code = row.words("code") || wordsOf(before ?? {}, "code");
  const days = daysIn(row);
  const valid = { ...(before?.["valid"] as object | undefined), ...days };
  const flag = row.words("territorial");
  const territorial = flag === "" ? before?.["territorial"] : cellFlag(flag);
  if (territorial === null) row.fault("flag_wrong", "territorial", { value: flag });
  const pilot = row.words("pilot");
  if (pilot !== "" && cellFlag(pilot) === null) row.fault("flag_wrong", "pilot", { value: pilot });
  const made: Definition = {
    ...before,
    id,
    ...(code === "" ? {} : { code }),
    name: name || wordsOf(before ?? {}, "name"),
    level,
    ...(parent === null ? {} : { parent }),
    ...(territorial === false || before?.["territorial"] !== undefined ? { territorial } : {}),
    ...(Object.keys(valid).length === 0 ? {} : { valid }),
  };
  const sameCode = before !== null && wordsOf(before, "code") === code;
  return sameCode && code !== "" ? { ...made, code: before["code"] } : made;
}

const OF_LEVEL: Readonly<Record<string, string>> = {
  phuong: "xa",
  "thi tran": "xa",
  "dac khu": "xa",
  quan: "huyen",
  "thi xa": "huyen",
};

/** The level as written; where it is not, the unit's own, or what its name says (`xã …`). */
function levelOf(
  row: SheetRow,
  name: string,
  before: Definition | null,
  { levels }: SheetWords,
): string {
  const known = levels.map(({ id, title }) => `${title.vi} (${id})`).join(", ");
  const written = row.words("level");
  if (written !== "") {
    const level = namedIn(written, levels, ({ id }) => id);
    if (level) return level.id;
    row.fault("level_unknown", "level", { value: written, known });
    return "";
  }
  if (before) return wordsOf(before, "level");
  const kind = /^(xa|phuong|thi tran|dac khu|huyen|quan|thi xa|tinh) /.exec(fold(name))?.[1] ?? "";
  const word = ` ${OF_LEVEL[kind] ?? kind} `;
  const fits = levels.filter(({ title }) =>
    ` ${fold(title.vi)} `.replaceAll(",", " ").includes(word),
  );
  const inferred = kind !== "" && fits.length === 1 ? fits[0] : null;
  if (!inferred) row.fault("level_missing", "level", { known });
  return inferred?.id ?? "";
}

/** Refuses what stands below a row that is refused, or below itself. */
function refuseOrphans(units: readonly UnitRow[], before: readonly Definition[]): void {
  const above = new Map<string, string>();
  for (const unit of before) above.set(wordsOf(unit, "id"), wordsOf(unit, "parent"));
  for (const unit of units) above.set(unit.id, unit.parent ?? "");
  for (const unit of units) {
    const way = [unit.id];
    for (let id = above.get(unit.id) ?? ""; id !== ""; id = above.get(id) ?? "") {
      if (way.includes(id)) break;
      way.push(id);
    }
    const end = above.get(way.at(-1) ?? "") ?? "";
    if (end === unit.id)
      unit.row.fault("parent_circle", "parent", { value: [...way, end].join(" → ") });
  }
  const known = new Set(before.map((unit) => wordsOf(unit, "id")));
  const refusedNew = (): Set<string> =>
    new Set(units.filter(({ row, id }) => row.isRefused() && !known.has(id)).map(({ id }) => id));
  for (let gone = refusedNew(), size = -1; gone.size !== size; gone = refusedNew()) {
    size = gone.size;
    for (const { row, parent } of units) {
      if (row.isRefused() || parent === null || !gone.has(parent)) continue;
      row.fault("parent_unknown", "parent", { value: row.words("parent"), near: "" });
    }
  }
}

/** Puts units into the teams that their rows name; a unit is followed by one team. */
function teamed(definition: Definition, units: readonly UnitRow[]): Definition {
  const teams = partsOf(definition, "teams");
  const wanted = new Map<string, Definition>();
  for (const { row, id } of units) {
    const words = row.words("team");
    if (words === "") continue;
    const team = teams.find(
      (one) => wordsOf(one, "id") === words || fold(wordsOf(one, "name")) === fold(words),
    );
    if (team) wanted.set(id, team);
    else row.fault("team_unknown", "team", { value: words });
  }
  if (wanted.size === 0) return definition;
  const next = teams.map((team) => {
    const follows = (Array.isArray(team["follows"]) ? team["follows"] : []) as readonly string[];
    const stay = follows.filter((id) => (wanted.get(id) ?? team) === team);
    const join = [...wanted].filter(([id, one]) => one === team && !stay.includes(id));
    return { ...team, follows: [...stay, ...join.map(([id]) => id)] };
  });
  return { ...definition, teams: next };
}
