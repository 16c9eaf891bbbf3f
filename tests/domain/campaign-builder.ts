import { NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { Anchor, Campaign, Committee, Post, Unit } from "#domain/campaign.ts";
import type { CampaignPlan } from "#domain/plan.ts";
import type { PlannedStep } from "#domain/step.ts";
import type { Template, TemplateStep } from "#domain/template.ts";
import { type Day, dayOf } from "#domain/time.ts";
import { MINI_TEMPLATE } from "./mini-template.ts";

export const fixed = (day: Day): Anchor => ({ kind: "fixed", day });

export const expected = (from: Day, to: Day, words = `${from}..${to}`): Anchor => ({
  kind: "expected",
  from,
  to,
  words,
});

/** A district or, with a parent, a commune. */
export const unit = (id: string, parent: string | null = null): Unit => ({
  id,
  code: null,
  name: id,
  level: parent === null ? "district" : "commune",
  parent,
  territorial: true,
  validFrom: null,
  validTo: null,
});

/** The posts of a unit's level, `<unit>/<role>`, each held from 2020 by `<post>/holder`. */
const postsOf = (one: Unit, template: Template): Post[] =>
  (template.levels.find((level) => level.id === one.level)?.posts ?? []).map(({ role, title }) => ({
    id: `${one.id}/${role}`,
    unit: one.id,
    role,
    title,
  }));

const committeesOf = (one: Unit): Committee[] => [
  {
    id: `${one.id}/party`,
    unit: one.id,
    kind: "party",
    name: `Party committee of ${one.id}`,
    symbol: one.parent === null ? "HU" : "ĐU",
    numbering: "term",
    term: "2015-2020",
  },
  {
    id: `${one.id}/state`,
    unit: one.id,
    kind: "state",
    name: `People's committee of ${one.id}`,
    symbol: "UBND",
    numbering: "year",
    term: "2016-2021",
  },
];

/**
 * Châu Thành, 2020, in small: three communes, Bình An the pilot, two teams led by the district's
 * standing deputy and deputy. Units, posts and committees follow from `units`; all else is replaced.
 */
export function aCampaign(changes: Partial<Campaign> = {}): Campaign {
  const template = changes.template ?? MINI_TEMPLATE;
  const units = changes.units ?? [
    unit("chau-thanh"),
    unit("binh-an", "chau-thanh"),
    unit("minh-hoa", "chau-thanh"),
    unit("thanh-loc", "chau-thanh"),
  ];
  const posts = changes.posts ?? units.flatMap((one) => postsOf(one, template));
  return {
    id: "chau-thanh-2020",
    title: { vi: "Tổng kết", en: "Summary" },
    period: "2016-2020",
    template,
    starts: "2020-03-25",
    units,
    committees: units.flatMap(committeesOf),
    posts,
    persons: posts.map((post) => ({ id: `${post.id}/holder`, name: post.id, email: null })),
    appointments: posts.map((post) => ({
      post: post.id,
      person: `${post.id}/holder`,
      from: "2020-01-01",
      to: null,
    })),
    covers: [],
    teams: [
      {
        id: "team-1",
        name: "Tổ 1",
        leader: "chau-thanh/standing-deputy",
        members: ["chau-thanh/standing-deputy", "chau-thanh/member-front"],
        follows: ["binh-an", "minh-hoa"],
        capacity: 2,
      },
      {
        id: "team-2",
        name: "Tổ 2",
        leader: "chau-thanh/deputy",
        members: ["chau-thanh/deputy"],
        follows: units.filter((one) => !FIRST_TEAM.includes(one.id)).map((one) => one.id),
        capacity: 2,
      },
    ],
    calendar: NO_CALENDAR_DATA,
    anchors: {
      "pilot-conference": expected("2020-05-01", "2020-05-31", "2020-05"),
      "base-conference": expected("2020-05-28", "2020-06-09"),
      "district-conference": expected("2020-06-01", "2020-06-30", "end of 2020-06"),
    },
    pilot: "binh-an",
    outside: { id: "kien-giang", name: "Kiên Giang", email: null },
    registers: [{ committee: "chau-thanh/party", type: "CV", next: 775 }],
    models: [],
    entered: [],
    ...changes,
  };
}

const FIRST_TEAM = ["chau-thanh", "binh-an", "minh-hoa"];

/** The mini template with one step of a level changed. */
export function templateWith(level: string, step: string, changes: object): Template {
  return {
    ...MINI_TEMPLATE,
    levels: MINI_TEMPLATE.levels.map((one) =>
      one.id !== level
        ? one
        : {
            ...one,
            steps: one.steps.map((each) =>
              each.id === step ? ({ ...each, ...changes } as TemplateStep) : each,
            ),
          },
    ),
  };
}

/** A district of `count` communes, `commune-1` the pilot, followed by teams of ten. */
export function aLargeCampaign(count: number, changes: Partial<Campaign> = {}): Campaign {
  const communes = [...Array(count).keys()].map((n) => unit(`commune-${n + 1}`, "chau-thanh"));
  const teams = [...Array(Math.ceil(count / 10)).keys()].map((n) => ({
    id: `team-${n + 1}`,
    name: `Tổ ${n + 1}`,
    leader: `leader-${n + 1}`,
    members: [],
    follows: communes.slice(n * 10, n * 10 + 10).map((one) => one.id),
    capacity: 2,
  }));
  const units = [unit("chau-thanh"), ...communes];
  const leaders = teams.map((team) => ({
    id: team.leader,
    unit: "chau-thanh",
    role: "team-leader",
    title: { vi: team.leader, en: team.leader },
  }));
  const posts = [...units.flatMap((one) => postsOf(one, MINI_TEMPLATE)), ...leaders];
  return aCampaign({ units, posts, teams, pilot: "commune-1", ...changes });
}

/** A window of five working days, and fixed days around it. */
export const WEEK = expected("2020-06-01", "2020-06-05");
export const ANCHORS = {
  "pilot-conference": fixed("2020-05-20"),
  "district-conference": fixed("2020-06-26"),
};

/** A step of a plan that must be there. */
export const stepOf = (planned: CampaignPlan, unitId: string, stepId: string): PlannedStep => {
  const cycle = planned.cycles.find((one) => one.unit === unitId);
  const found = cycle?.steps.find((one) => one.id === stepId);
  if (found === undefined) throw new Error(`no ${unitId}/${stepId}`);
  return found;
};

export const dueDay = (planned: CampaignPlan, unitId: string, stepId: string): string =>
  dayOf(stepOf(planned, unitId, stepId).due.at);
