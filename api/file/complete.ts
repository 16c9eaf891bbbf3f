import {
  type Campaign,
  DAY_BEGINS,
  type EnteredStep,
  type ModelEntry,
  type Unit,
} from "#domain/campaign.ts";
import { instantOf } from "#domain/time.ts";
import type { CampaignFile, UnitFile } from "./campaign-file.ts";
import { compileTemplate } from "./compile.ts";
import {
  addAppointments,
  addPerson,
  addPosts,
  committeesOf,
  emptyStaff,
  type Staff,
} from "./post.ts";
import type { TemplateFile } from "./template-file.ts";

/** A campaign made whole from its file and its template, and where its staff stood in the file. */
export interface Completed {
  readonly campaign: Campaign;
  readonly staff: Staff;
}

/** Everything the file leaves to the template or to custom is filled in; nothing is checked here. */
export function completeCampaign(file: CampaignFile, template: TemplateFile): Completed {
  const levels = new Map(template.levels.map((level) => [level.id, level]));
  const staff = emptyStaff();
  file.persons.forEach((person, index) => {
    addPerson(staff, person, person.id, ["persons", index, "id"]);
  });
  const first = new Map(file.units.map(({ id }, index) => [id, index] as const).reverse());
  file.units.forEach((unit, index) => {
    // A repeated unit is one mistake: its posts would only repeat it.
    if (first.get(unit.id) === index) addPosts(staff, unit, index, levels.get(unit.level));
  });
  addAppointments(staff, file);
  const covers = file.covers.map(({ post, person, from, to, acts }, index) => {
    const slug = `${post.replaceAll("/", "-")}.cover-${from}`;
    const path = ["covers", index, "person"];
    const id = typeof person === "string" ? person : addPerson(staff, person, slug, path);
    return { post, person: id, from, to, ...(acts === undefined ? {} : { acts }) };
  });
  const term = file.term ?? file.period;
  const campaign: Campaign = {
    id: file.id,
    title: file.title,
    period: file.period,
    template: compileTemplate(template, file.pilot !== undefined),
    starts: file.starts,
    units: file.units.map(completeUnit),
    committees: file.units.flatMap((unit) => committeesOf(unit, levels.get(unit.level), term)),
    posts: staff.posts,
    persons: [...staff.persons.values()],
    appointments: staff.appointments,
    covers,
    teams: file.teams.map((team) => ({ ...team, members: withLeader(team.leader, team.members) })),
    calendar: file.calendar,
    anchors: file.anchors,
    pilot: file.pilot ?? null,
    outside:
      file.outside === undefined ? null : { ...file.outside, email: file.outside.email ?? null },
    registers: file.registers,
    models: completeModels(file),
    entered: completeEntered(file),
  };
  return { campaign, staff };
}

/** A day alone stands for its first working instant. */
const completeEntered = ({ entered }: CampaignFile): EnteredStep[] =>
  entered.map(({ unit, step, on, number, attendance, models, evidence }) => ({
    unit,
    step,
    at: instantOf(on.day, on.time ?? DAY_BEGINS),
    number: number ?? null,
    attendance: attendance ?? null,
    models,
    evidence: evidence ?? null,
  }));

const completeUnit = (unit: UnitFile): Unit => ({
  id: unit.id,
  code: unit.code ?? null,
  name: unit.name,
  level: unit.level,
  parent: unit.parent ?? null,
  territorial: unit.territorial,
  validFrom: unit.valid.from ?? null,
  validTo: unit.valid.to ?? null,
});

const withLeader = (leader: string, members: readonly string[]): string[] =>
  members.includes(leader) ? [...members] : [leader, ...members];

function completeModels(file: CampaignFile): ModelEntry[] {
  const counts = new Map<string, number>();
  return file.models.map(({ id, ...model }) => {
    const nth = (counts.get(model.unit) ?? 0) + 1;
    counts.set(model.unit, nth);
    return { ...model, id: id ?? `${model.unit}-${nth}` };
  });
}
