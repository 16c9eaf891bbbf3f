import { type Definition, holdersOf, isPart, partOf, partsOf, wordsOf } from "./definition.ts";
import type { Cell, SheetTable } from "./sheet-cell.ts";
import { personsIn } from "./sheet-person.ts";
import type { SheetWords } from "./sheet-row.ts";
import type { Language, Text } from "./text.ts";

const NAMES = {
  units: { vi: "Đơn vị", en: "Units" },
  people: { vi: "Nhân sự", en: "People" },
} as const satisfies Record<string, Text>;

const UNITS: readonly Text[] = [
  { vi: "Mã", en: "Id" },
  { vi: "Tên đơn vị", en: "Unit name" },
  { vi: "Cấp", en: "Level" },
  { vi: "Cấp trên", en: "Parent" },
  { vi: "Mã số", en: "Code" },
  { vi: "Có địa bàn", en: "Territorial" },
  { vi: "Hiệu lực từ", en: "Valid from" },
  { vi: "Hiệu lực đến", en: "Valid to" },
  { vi: "Tổ", en: "Team" },
];

const PEOPLE: readonly Text[] = [
  { vi: "Họ và tên", en: "Full name" },
  { vi: "Đơn vị", en: "Unit" },
  { vi: "Vai trò", en: "Role" },
  { vi: "Chức danh", en: "Title" },
  { vi: "Email", en: "Email" },
  { vi: "Mã người", en: "Person id" },
  { vi: "Từ ngày", en: "From" },
  { vi: "Đến ngày", en: "To" },
];

/**
 * A definition's units and people as the two sheets of a workbook. Importing them again changes nothing.
 */
export function sheetsOf(
  definition: Definition,
  words: SheetWords,
  language: Language,
): readonly SheetTable[] {
  const teams = partsOf(definition, "teams");
  const units = partsOf(definition, "units").map((unit): Cell[] => {
    const valid = partOf(unit, "valid");
    const id = wordsOf(unit, "id");
    const team = teams.find(({ follows }) => Array.isArray(follows) && follows.includes(id));
    const flag = unit["territorial"] === false ? NO[language] : "";
    return [
      id,
      wordsOf(unit, "name"),
      wordsOf(unit, "level"),
      wordsOf(unit, "parent"),
      wordsOf(unit, "code"),
      flag,
      wordsOf(valid, "from"),
      wordsOf(valid, "to"),
      team ? wordsOf(team, "id") : "",
    ].map(emptied);
  });
  return [
    { name: NAMES.units[language], rows: [UNITS.map((one) => one[language]), ...units] },
    {
      name: NAMES.people[language],
      rows: [PEOPLE.map((one) => one[language]), ...peopleRows(definition)],
    },
  ];
}

const NO = { vi: "không", en: "no" } as const;
const emptied = (words: string): Cell => (words === "" ? null : words);

function peopleRows(definition: Definition): Cell[][] {
  const known = personsIn(definition);
  const appointed = partsOf(definition, "appointments");
  return partsOf(definition, "units").flatMap((unit) => {
    const id = wordsOf(unit, "id");
    return Object.keys(partOf(unit, "posts")).flatMap((role) => {
      const later = appointed.filter(({ post }) => post === `${id}/${role}`);
      const held = holdersOf(unit, role).map((holder) => ({
        person: holder,
        more: isPart(holder) ? holder : {},
      }));
      return [...held, ...later.map((one) => ({ person: one["person"], more: one }))].map(
        ({ person, more }) => {
          const named = typeof person === "string" ? known.get(person) : null;
          const part: Definition = named ? { ...named } : isPart(person) ? person : {};
          return [
            wordsOf(part, "name"),
            id,
            role,
            wordsOf(more, "title"),
            wordsOf(part, "email"),
            typeof person === "string" ? person : wordsOf(part, "id"),
            wordsOf(more, "from"),
            wordsOf(more, "to"),
          ].map(emptied);
        },
      );
    });
  });
}
