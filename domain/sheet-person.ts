import {
  type Definition,
  holdersOf,
  isPart,
  partOf,
  partsOf,
  sameValue,
  withField,
  wordsOf,
} from "./definition.ts";
import { fold } from "./search.ts";
import { type Places, placeOf, placesOf } from "./sheet-place.ts";
import { daysIn, idIn, namedIn, type SheetRow, type SheetWords, verdictOf } from "./sheet-row.ts";
import type { RowVerdict } from "./sheet-verdict.ts";
import { nearest } from "./suggest.ts";
import { append } from "./unit-tree.ts";

interface Known {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface PersonRow extends Known {
  readonly row: SheetRow;
  readonly unit: string;
  readonly role: string;
  readonly title: string;
  readonly from?: string;
  readonly to?: string;
}

const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/;

/**
 * Judges a list of people and the posts they hold, row by row. Rows that are right are taken over: for each
 * role of a unit that the list names, it says who holds it; roles it does not name stay.
 */
export function peopleFrom(
  rows: readonly SheetRow[],
  definition: Definition,
  words: SheetWords,
): { readonly verdicts: readonly RowVerdict[]; readonly definition: Definition } {
  const units = partsOf(definition, "units");
  const places = placesOf(units.map(placeOf));
  const parts = new Map(units.map((unit) => [wordsOf(unit, "id"), unit]));
  const people = rows.map((row) => personIn(row, places, parts, words));
  const known = personsIn(definition);
  refuseRepeated(people, known);
  const groups = new Map<string, PersonRow[]>();
  for (const one of people)
    if (!one.row.isRefused()) append(groups, `${one.unit}/${one.role}`, one);
  const verdicts = new Map<PersonRow, RowVerdict["verdict"]>();
  const first = new Map<string, string>();
  const held = new Map<string, Map<string, unknown>>();
  let appointments = partsOf(definition, "appointments");
  for (const [post, group] of groups) {
    const { unit = "", role = "" } = group[0] ?? {};
    const part = parts.get(unit) ?? {};
    const before = holdersOf(part, role);
    const isList = Array.isArray(partOf(part, "posts")[role]);
    const follow = group.length > 1 && succeed(group);
    const stays = follow ? group.slice(0, 1) : group;
    if (stays.length > 1 && !isList)
      for (const one of stays) one.row.fault("several_holders", "role");
    const many = stays.length > 1 || isList;
    const holders = stays.map((one, index) => {
      const slug = `${unit}.${role}${many ? `-${index + 1}` : ""}`;
      const holder = holderFrom(one, slug, before, known, first);
      const old = before.find((other) => isSamePerson(other, one, known));
      verdicts.set(
        one,
        old === undefined
          ? before.length > 0 && !many
            ? "changed"
            : "added"
          : sameValue(old, holder)
            ? "unchanged"
            : "changed",
      );
      return holder;
    });
    const posts = held.get(unit) ?? new Map<string, unknown>();
    held.set(unit, posts.set(role, many ? holders : holders[0]));
    const old = appointments.filter((one) => one["post"] === post);
    const next = follow ? group.slice(1).map((one) => appointmentOf(one, post, old)) : [];
    for (const [index, one] of (follow ? group.slice(1) : []).entries())
      verdicts.set(one, old.some((other) => sameValue(other, next[index])) ? "unchanged" : "added");
    if (old.length > 0 || next.length > 0)
      appointments = [...appointments.filter((one) => one["post"] !== post), ...next];
  }
  const next = units.map((unit) => {
    const posts = held.get(wordsOf(unit, "id"));
    return posts === undefined
      ? unit
      : { ...unit, posts: { ...partOf(unit, "posts"), ...Object.fromEntries(posts) } };
  });
  const changed = { ...definition, units: next };
  const touched = appointments.length > 0 || definition["appointments"] !== undefined;
  return {
    definition: touched ? withField(changed, "appointments", appointments) : changed,
    verdicts: people.map((one) =>
      verdictOf(one.row, "person", verdicts.get(one) ?? "refused", one.name),
    ),
  };
}

function personIn(
  row: SheetRow,
  places: Places,
  parts: ReadonlyMap<string, Definition>,
  words: SheetWords,
): PersonRow {
  const name = row.words("name");
  if (name === "") row.fault("name_missing", "name");
  const email = row.words("email");
  if (email !== "" && !EMAIL.test(email)) row.fault("email_wrong", "email", { value: email });
  if (email === "") row.fault("email_missing", "email");
  const place = row.words("unit");
  const found = place === "" ? [] : places.find(place);
  const [unit] = found;
  if (place === "") row.fault("unit_missing", "unit");
  else if (!unit) row.fault("unit_unknown", "unit", { value: place, near: places.near(place) });
  else if (found.length > 1) {
    const known = found.map(({ id }) => id).join(", ");
    row.fault("several_units", "unit", { value: place, known });
  }
  const part = parts.get(unit?.id ?? "");
  const { role, title } = roleIn(row, part, words);
  return { row, id: idIn(row), name, email, unit: unit?.id ?? "", role, title, ...daysIn(row) };
}

/** The role, by its id or title; a list with one column for both says the role in it. */
function roleIn(row: SheetRow, unit: Definition | undefined, { levels }: SheetWords) {
  const level = levels.find(({ id }) => id === wordsOf(unit ?? {}, "level"));
  const posts = level?.posts ?? [];
  const title = row.words("title");
  const written = row.words("role") || title;
  const own = Object.keys(partOf(unit ?? {}, "posts")).find((role) => role === written);
  const known = posts.map((post) => `${post.title.vi} (${post.role})`).join(", ");
  const post = own ? null : namedIn(written, posts, ({ role }) => role);
  const role = own ?? post?.role ?? "";
  if (unit && written === "") row.fault("role_missing", "role", { known });
  else if (unit && role === "") {
    const titles = posts.flatMap((one) => [one.title.vi, one.role]);
    const near = nearest(written, titles) ?? "";
    row.fault("role_unknown", row.words("role") === "" ? "title" : "role", {
      value: written,
      known,
      near,
    });
  }
  const isUsual = title === "" || title === post?.title.vi || title === post?.title.en;
  return { role, title: isUsual || row.words("role") === "" ? "" : title };
}

/** Every person that a definition names, by id; also the ids that are made from unit and role. */
export function personsIn(definition: Definition): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const add = (id: string, part: Definition): void => {
    if (!known.has(id))
      known.set(id, { id, name: wordsOf(part, "name"), email: wordsOf(part, "email") });
  };
  for (const person of partsOf(definition, "persons")) add(wordsOf(person, "id"), person);
  for (const unit of partsOf(definition, "units"))
    for (const [role, held] of Object.entries(partOf(unit, "posts")))
      for (const [index, holder] of (Array.isArray(held) ? held : [held]).entries()) {
        const slug = `${wordsOf(unit, "id")}.${role}${Array.isArray(held) ? `-${index + 1}` : ""}`;
        if (isPart(holder)) add(wordsOf(holder, "id") || slug, holder);
      }
  return known;
}

function refuseRepeated(people: readonly PersonRow[], known: ReadonlyMap<string, Known>): void {
  const seen = new Map<string, number>();
  const names = new Map([...known].map(([id, { name }]) => [id, name]));
  for (const { row, unit, role, name, id, from = "" } of people) {
    const key = `${unit}/${role}/${fold(name)}/${from}`;
    const earlier = seen.get(key);
    if (unit !== "" && role !== "" && earlier !== undefined)
      row.fault("duplicate_row", "name", { row: earlier });
    else seen.set(key, row.row);
    const other = names.get(id);
    if (id !== "" && other !== undefined && fold(other) !== fold(name))
      row.fault("person_differs", "id", { value: id, other });
    else if (id !== "") names.set(id, name);
  }
}

/** One after another: each ends before the next begins. */
const succeed = (group: readonly PersonRow[]): boolean =>
  group.every((one, index) => {
    const next = group[index + 1];
    return (
      next === undefined || (one.to !== undefined && next.from !== undefined && one.to < next.from)
    );
  });

function isSamePerson(holder: unknown, one: Known, known: ReadonlyMap<string, Known>): boolean {
  const person = typeof holder === "string" ? known.get(holder) : isPart(holder) ? holder : null;
  if (!person) return false;
  const name = wordsOf({ ...person }, "name");
  const id = typeof holder === "string" ? holder : wordsOf({ ...person }, "id");
  return fold(name) === fold(one.name) && (one.id === "" || id === "" || one.id === id);
}

/** Who holds the post, as the file writes it: what was there of the same person stays, a person named before by id. */
function holderFrom(
  one: PersonRow,
  slug: string,
  before: readonly unknown[],
  known: ReadonlyMap<string, Known>,
  first: Map<string, string>,
): unknown {
  const { name, email, title, from, to } = one;
  const more = { ...(title && { title }), ...(from && { from }), ...(to && { to }) };
  const old = before.find((holder) => isSamePerson(holder, one, known));
  const keys = [one.id, email && `@${fold(email)}`, `${one.unit}|${fold(name)}`].filter(Boolean);
  const named = keys.map((key) => first.get(key)).find((id) => id !== undefined);
  const oldId = typeof old === "string" ? old : isPart(old) ? wordsOf(old, "id") : "";
  const id = oldId || one.id || named || "";
  for (const key of keys) if (!first.has(key)) first.set(key, id || slug);
  const isNamed =
    typeof old === "string" || (old === undefined && (named !== undefined || known.has(one.id)));
  if (isNamed && Object.keys(more).length === 0) return id;
  return {
    ...(isPart(old) ? old : {}),
    ...(id && { id }),
    name,
    ...(email && { email }),
    ...more,
  };
}

function appointmentOf(
  { id, name, email, from, to }: PersonRow,
  post: string,
  old: readonly Definition[],
): Definition {
  const person = { ...(id && { id }), name, ...(email && { email }) };
  const before = old.find(
    ({ from: day, person: who }) => day === from && isPart(who) && wordsOf(who, "name") === name,
  );
  return {
    ...before,
    post,
    person: { ...partOf(before ?? {}, "person"), ...person },
    from,
    ...(to && { to }),
  };
}
