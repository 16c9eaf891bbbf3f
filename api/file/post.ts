import type { Appointment, Committee, Person, Post } from "#domain/campaign.ts";
import { didYouMean } from "#domain/suggest.ts";
import type { Day } from "#domain/time.ts";
import type { CampaignFile, HolderFile, PersonFile, UnitFile } from "./campaign-file.ts";
import type { FieldPath, FieldProblem } from "./problem.ts";
import type { LevelFile } from "./template-file.ts";

/** Who holds a post without a day has held it since before anybody asks. */
const LONG_SINCE: Day = "1900-01-01";

/** Posts, persons and appointments gathered from all over the file, and where each stood. */
export interface Staff {
  readonly posts: Post[];
  readonly persons: Map<string, Person>;
  readonly appointments: Appointment[];
  readonly postPaths: Map<string, FieldPath>;
  readonly appointmentPaths: FieldPath[];
  readonly problems: FieldProblem[];
}

export const emptyStaff = (): Staff => ({
  posts: [],
  persons: new Map(),
  appointments: [],
  postPaths: new Map(),
  appointmentPaths: [],
  problems: [],
});

/** Adds a unit's posts: those of its level, held or not, and those only this unit names. */
export function addPosts(
  staff: Staff,
  unit: UnitFile,
  index: number,
  level: LevelFile | undefined,
): void {
  const roles = (level?.posts ?? []).filter(({ only }) => fits(unit, only));
  const titles = new Map(roles.map(({ role, title }) => [role, title]));
  for (const { role, title } of roles) {
    if (unit.posts[role] !== undefined) continue;
    staff.posts.push({ id: `${unit.id}/${role}`, unit: unit.id, role, title });
    staff.postPaths.set(`${unit.id}/${role}`, ["units", index]);
  }
  for (const [role, holders] of Object.entries(unit.posts)) {
    const path = ["units", index, "posts", role];
    const list = Array.isArray(holders) ? holders : [holders];
    list.forEach((holder, position) => {
      const many = Array.isArray(holders);
      const id = many ? `${unit.id}/${role}/${position + 1}` : `${unit.id}/${role}`;
      const own = typeof holder === "string" ? undefined : holder.title;
      const title = own ?? titles.get(role);
      const at = many ? [...path, position] : path;
      if (title === undefined && level !== undefined)
        staff.problems.push(unknownRole(role, at, titles.keys()));
      staff.posts.push({ id, unit: unit.id, role, title: title ?? { vi: role, en: role } });
      staff.postPaths.set(id, at);
      appoint(staff, id, holder, at);
    });
  }
}

/** Whether something of a level belongs to this unit. */
const fits = (unit: UnitFile, only: "territorial" | "non-territorial" | undefined): boolean =>
  only === undefined || unit.territorial === (only === "territorial");

function appoint(staff: Staff, post: string, holder: HolderFile, path: FieldPath): void {
  const { from, to } = typeof holder === "string" ? {} : holder;
  // `binh-an/member/2` is held by person `binh-an.member-2` unless the file gives an id.
  const slug = post.replace("/", ".").replace("/", "-");
  const person = typeof holder === "string" ? holder : addPerson(staff, holder, slug, path);
  staff.appointments.push({ post, person, from: from ?? LONG_SINCE, to: to ?? null });
  staff.appointmentPaths.push(path);
}

/** Adds a person where they are first named; the same id with another name is a mistake. */
export function addPerson(
  staff: Staff,
  written: PersonFile,
  slug: string,
  path: FieldPath,
): string {
  const id = written.id ?? slug;
  const known = staff.persons.get(id);
  if (known !== undefined && known.name !== written.name) {
    staff.problems.push({
      code: "duplicate_person",
      path,
      message: {
        vi: `Mã người «${id}» đã dùng cho ${known.name}.`,
        en: `The person id “${id}” already stands for ${known.name}.`,
      },
      suggestion: { vi: "Hãy ghi «id» khác.", en: "Write another “id”." },
    });
  }
  if (known === undefined)
    staff.persons.set(id, { id, name: written.name, email: written.email ?? null });
  return id;
}

/** Adds the dated appointments of posts whose holder changes. */
export function addAppointments(staff: Staff, file: CampaignFile): void {
  file.appointments.forEach(({ post, person, from, to }, index) => {
    const path = ["appointments", index];
    const slug = `${post.replace("/", ".").replace("/", "-")}.${from}`;
    const id =
      typeof person === "string" ? person : addPerson(staff, person, slug, [...path, "person"]);
    staff.appointments.push({ post, person: id, from, to: to ?? null });
    staff.appointmentPaths.push(path);
  });
}

/** A unit's issuing bodies: those of its level, replaced or joined by its own. */
export function committeesOf(
  unit: UnitFile,
  level: LevelFile | undefined,
  term: string,
): Committee[] {
  const own = unit.committees.map((written): Committee => {
    const usual = level?.committees.find(({ kind }) => kind === written.kind);
    const byTerm = written.kind === "party" || written.kind === "steering" ? "term" : "year";
    return {
      id: written.id ?? `${unit.id}/${written.kind}`,
      unit: unit.id,
      kind: written.kind,
      name: written.name,
      symbol: written.symbol,
      numbering: written.numbering ?? usual?.numbering ?? byTerm,
      term: written.term ?? term,
    };
  });
  const kinds = new Set(own.map(({ kind }) => kind));
  const usual = (level?.committees ?? [])
    .filter(({ kind, only }) => !kinds.has(kind) && fits(unit, only))
    .map(({ kind, name, symbol, numbering }): Committee => {
      const words = name.replace("{unit}", unit.name);
      return {
        id: `${unit.id}/${kind}`,
        unit: unit.id,
        kind,
        name: words,
        symbol,
        numbering,
        term,
      };
    });
  return [...own, ...usual];
}

function unknownRole(role: string, path: FieldPath, known: Iterable<string>): FieldProblem {
  return {
    code: "unknown_role",
    path,
    message: {
      vi: `Cấp này không có vai trò «${role}».`,
      en: `This level has no role “${role}”.`,
    },
    suggestion: didYouMean(role, known) ?? {
      vi: "Nếu đây là chức danh riêng của đơn vị, hãy ghi «title» cho nó.",
      en: "If this unit alone has the post, give it a “title”.",
    },
  };
}
