import type { CyclePlan } from "#domain/cycle.ts";
import type { PlannedStep, Wait } from "#domain/step.ts";
import { instantOf } from "#domain/time.ts";

/** A plan of one commune, small enough to know by heart: a step of every kind. */
export const UNIT = "binh-an";

/** Friday, 27 March 2020, 08:00: the cycle begins. */
export const BEGIN = instantOf("2020-03-27", "08:00");

type Kind = PlannedStep["kind"];
type StepOf<K extends Kind> = Extract<PlannedStep, { readonly kind: K }>;

const base = (id: string, waits: readonly Wait[]) => ({
  id,
  title: { vi: `Bước ${id}`, en: `Step ${id}` },
  owner: "office",
  waits,
  due: {
    at: instantOf("2020-04-10", "17:00"),
    rule: { day: "2020-04-10", at: "17:00" },
    words: { vi: "ngày 10/04/2020", en: "on 10/04/2020" },
    proposed: false,
  },
  earliest: BEGIN,
  slack: 5,
  ladder: "standard",
  informs: ["chau-thanh"],
});

type Changes = Partial<Pick<PlannedStep, "owner" | "waits" | "due" | "informs">>;

export const after = (step: string, until: "done" | "acknowledged" = "done"): Wait => ({
  on: "step",
  unit: UNIT,
  step,
  until,
});

export const elsewhere = (
  unit: string,
  step: string,
  until: "done" | "acknowledged" = "done",
): Wait => ({
  on: "step",
  unit,
  step,
  until,
});

export const below = (step: string, units: readonly string[], need = units.length): Wait => ({
  on: "below",
  step,
  units,
  need,
});

export const aTask = (id: string, changes: Changes = {}): StepOf<"task"> => ({
  ...base(id, []),
  kind: "task",
  ...changes,
});

interface Paper {
  readonly approvers?: readonly string[];
  readonly need?: number;
  readonly order?: "parallel" | "sequence";
  readonly recipients?: readonly string[];
  readonly acknowledgeWithin?: number;
}

export const aDocument = (
  id: string,
  paper: Paper = {},
  changes: Changes = {},
): StepOf<"document"> => {
  const approvers = paper.approvers ?? ["head"];
  return {
    ...base(id, []),
    kind: "document",
    document: {
      type: "KH",
      issuer: "binh-an/party",
      series: "binh-an/party/KH/2015-2020",
      symbol: "{n}-KH/ĐU",
      clerk: "clerk",
      recipients: paper.recipients ?? [],
      acknowledgeWithin: paper.acknowledgeWithin ?? 2,
    },
    decision: { approvers, need: paper.need ?? approvers.length, order: paper.order ?? "parallel" },
    ...changes,
  };
};

interface Dossier {
  readonly receiver?: string;
  readonly returns?: number;
  readonly quota?: number | null;
}

export const aSubmission = (
  id: string,
  dossier: Dossier = {},
  changes: Changes = {},
): StepOf<"submission"> => ({
  ...base(id, []),
  kind: "submission",
  submission: {
    receiver: dossier.receiver ?? "above-office",
    receiverUnit: "chau-thanh",
    returns: dossier.returns ?? 1,
    acceptWithin: 3,
    nominees: dossier.quota === null ? null : { from: "models", quota: dossier.quota ?? 2 },
  },
  ...changes,
});

export const aConference = (id: string, changes: Changes = {}): StepOf<"conference"> => ({
  ...base(id, []),
  kind: "conference",
  owner: "head",
  conference: {
    day: "2020-05-20",
    at: "07:30",
    proposed: false,
    anchor: "base-conference",
    attendees: ["head", "office"],
  },
  ...changes,
});

export const aBallot = (
  id: string,
  ballot: Partial<StepOf<"ballot">["ballot"]> = {},
  changes: Changes = {},
): StepOf<"ballot"> => ({
  ...base(id, []),
  kind: "ballot",
  ballot: {
    voters: ["v1", "v2", "v3", "v4"],
    threshold: 0.5,
    denominator: "all",
    quorum: 0.66,
    seats: 2,
    ...ballot,
  },
  ...changes,
});

export const aGate = (
  id: string,
  evidence: readonly Wait[],
  changes: Changes = {},
): StepOf<"gate"> => ({
  ...base(id, []),
  kind: "gate",
  gate: { evidence, approver: "head" },
  ...changes,
});

export const aPlan = (...steps: readonly PlannedStep[]): CyclePlan => ({
  version: 1,
  campaign: "chau-thanh-2020",
  unit: UNIT,
  level: "commune",
  parent: "chau-thanh",
  pilot: false,
  steps,
});

/** A step of every kind, one after the other where it matters. */
export const wholePlan = (): CyclePlan =>
  aPlan(
    aDocument("plan", { approvers: ["deputy", "head"], recipients: ["leader", "above-office"] }),
    aTask("comment", { owner: "leader", waits: [after("plan")] }),
    aGate("gate", [elsewhere("pilot", "lessons")]),
    aConference("conference", { waits: [after("comment"), after("gate")] }),
    aBallot("ballot", {}, { waits: [after("conference")] }),
    aSubmission("dossier", {}, { waits: [after("ballot")] }),
    aTask("archive", {
      waits: [elsewhere("chau-thanh", "results"), after("plan", "acknowledged")],
    }),
  );
