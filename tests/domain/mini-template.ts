import type { Level, Template, TemplateStep } from "#domain/template.ts";

const text = (words: string) => ({ vi: words, en: words });
const before = (days: number, at = "17:00") => ({ anchor: "conference", days: -days, at });
const after = (days: number, at = "17:00") => ({ anchor: "conference", days, at });
const step = <Step extends object>(id: string, rest: Step) => ({
  id,
  title: text(id),
  owner: "unit.standing-office",
  waits: [],
  ladder: "standard",
  ...rest,
});
const approvedBy = (...approvers: string[]) => ({
  approvers,
  rule: "all" as const,
  order: "sequence" as const,
});
const paper = (type: string, issuer: string, recipients: string[], acknowledgeWithin = 0) => ({
  type,
  issuer,
  clerk: "unit.clerk",
  recipients,
  acknowledgeWithin,
});

const COMMUNE: readonly TemplateStep[] = [
  step("plan", {
    kind: "document" as const,
    waits: [{ above: "dispatch", until: "acknowledged" as const }],
    due: { anchor: "start", days: 12, at: "17:00" },
    document: paper("KH", "party", ["above.standing-office"]),
    decision: approvedBy("unit.head"),
  }),
  step("comment", {
    kind: "task" as const,
    owner: "team.leader",
    waits: [{ step: "plan" }],
    due: before(7),
  }),
  step("invite", {
    kind: "document" as const,
    waits: [{ step: "comment" }, { gate: "gate" }],
    due: before(3),
    document: paper("GM", "party", ["team.members"]),
    decision: approvedBy("unit.head"),
  }),
  step("conference", {
    kind: "conference" as const,
    owner: "unit.head",
    waits: [{ step: "invite" }],
    due: after(0),
    conference: {
      anchor: "base-conference",
      at: "07:30",
      attendees: ["unit.members", "team.leader"],
    },
  }),
  step("lessons", {
    kind: "task" as const,
    only: "pilot" as const,
    waits: [{ step: "conference" }],
    due: after(2),
  }),
  step("dossier", {
    kind: "submission" as const,
    owner: "unit.head",
    waits: [{ step: "conference" }],
    due: after(5),
    submission: {
      receiver: "above.standing-office",
      returns: 1,
      acceptWithin: 3,
      nominees: { from: "models" as const, quota: 2 },
    },
  }),
];

const DISTRICT: readonly TemplateStep[] = [
  step("dispatch", {
    kind: "document" as const,
    due: { anchor: "start", days: 2, at: "17:00" },
    document: paper("CV", "party", ["below.head", "team.leader"], 2),
    decision: approvedBy("unit.standing-deputy", "unit.head"),
  }),
  step("gate", {
    kind: "gate" as const,
    owner: "unit.standing-office",
    due: { anchor: "pilot-conference", days: 2, at: "17:30" },
    gate: { evidence: [{ pilot: "lessons" }], approver: "unit.head" },
  }),
  step("appraise", {
    kind: "task" as const,
    waits: [{ below: "dossier", need: "all" as const }],
    due: before(5),
  }),
  step("ballot", {
    kind: "ballot" as const,
    waits: [{ step: "appraise" }],
    due: before(3, "16:00"),
    ballot: {
      voters: "unit.members",
      threshold: 0.5,
      denominator: "all" as const,
      quorum: 0.66,
      seats: 2,
    },
  }),
  step("commend", {
    kind: "document" as const,
    waits: [{ step: "ballot" }],
    due: before(1),
    document: { ...paper("QĐ", "state", ["below.head"]), commends: "ballot" },
    decision: approvedBy("unit.head"),
  }),
  step("conference", {
    kind: "conference" as const,
    owner: "unit.head",
    waits: [{ step: "commend" }],
    due: after(0),
    conference: {
      anchor: "district-conference",
      at: "07:30",
      attendees: ["unit.members", "below.head"],
    },
  }),
  step("nominate", {
    kind: "submission" as const,
    owner: "unit.head",
    waits: [{ step: "conference" }],
    due: after(10),
    submission: {
      receiver: "above.standing-office",
      returns: 1,
      acceptWithin: 5,
      nominees: { from: { ballot: "ballot" }, quota: 2 },
    },
  }),
];

const posts = (...roles: string[]) => roles.map((role) => ({ role, title: text(role) }));

const LEVELS: readonly Level[] = [
  {
    id: "commune",
    title: text("commune"),
    posts: posts("head", "member-office", "standing-office", "clerk"),
    steps: COMMUNE,
  },
  {
    id: "district",
    title: text("district"),
    posts: posts("head", "standing-deputy", "deputy", "member-front", "standing-office", "clerk"),
    steps: DISTRICT,
  },
];

/** Two levels with a step of every kind, small enough to know by heart. */
export const MINI_TEMPLATE: Template = {
  name: "mini",
  version: 1,
  title: text("mini"),
  levels: LEVELS,
  ladders: {
    standard: {
      rungs: [
        { id: "arise", when: "arise", to: ["owner"] },
        { id: "soon", when: { days: -1, at: "08:00" }, to: ["owner"] },
        { id: "late", when: { days: 1, at: "08:00" }, to: ["owner", "team.leader"] },
        { id: "very-late", when: { days: 3, at: "08:00" }, to: ["unit.head", "root.head"] },
      ],
    },
  },
  fields: [{ id: "economy", title: text("economy") }],
};
