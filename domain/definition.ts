/** A campaign file's plain values, before they are known to be right: what forms and sheets edit. */
export type Definition = Readonly<Record<string, unknown>>;

export const isPart = (value: unknown): value is Definition =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The maps of a list in a definition: units, teams, persons. What is no map there is the reader's to report. */
export function partsOf(definition: Definition, name: string): readonly Definition[] {
  const list = definition[name];
  return Array.isArray(list) ? list.filter(isPart) : [];
}

/** A map inside a definition; empty where there is none. */
export function partOf(definition: Definition, name: string): Definition {
  const part = definition[name];
  return isPart(part) ? part : {};
}

/** A field as words: numbers as their digits, anything else that is no text as nothing. */
export function wordsOf(part: Definition, name: string): string {
  const value = part[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Ids named in a list, such as the units that a team follows. */
export function namesOf(part: Definition, name: string): readonly string[] {
  const list = part[name];
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}

/** The definition with a field changed; undefined takes it out. */
export function withField(definition: Definition, name: string, value: unknown): Definition {
  if (value !== undefined) return { ...definition, [name]: value };
  const { [name]: _, ...rest } = definition;
  return rest;
}

/** Holders of a role in a unit, one or several; ids of persons stay words. */
export function holdersOf(unit: Definition, role: string): readonly unknown[] {
  const held = partOf(unit, "posts")[role];
  if (held === undefined || held === null) return [];
  return Array.isArray(held) ? held : [held];
}

/** Equal whatever the order of keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, n) => sameValue(item, other[n]));
  if (!isPart(one) || !isPart(other)) return Object.is(one, other);
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameValue(one[name], other[name]))
  );
}
