import { z } from "zod";
import { OBLIGATION_ACTS } from "#domain/obligation-act.ts";
import * as scalar from "./scalar.ts";
import { laddersByAct, stepChange } from "./step-file.ts";
import { field, ladder, levelPost } from "./template-file.ts";

const committeeKind = z.enum(["steering", "party", "state", "council"]);
const numbering = z.enum(["term", "year"]);

const person = z.strictObject({
  id: scalar.identifier.optional(),
  name: scalar.name,
  email: scalar.email.optional(),
});

const holder = z.union(
  [
    scalar.identifier,
    person.extend({
      title: scalar.text.optional(),
      from: scalar.day.optional(),
      to: scalar.day.optional(),
    }),
  ],
  { error: "holder" },
);

const unitCommittee = z.strictObject({
  kind: committeeKind,
  id: scalar.identifier.optional(),
  name: scalar.name,
  symbol: scalar.name,
  numbering: numbering.optional(),
  term: scalar.digits.optional(),
});

const model = z.strictObject({
  id: scalar.identifier.optional(),
  unit: scalar.identifier,
  field: scalar.identifier,
  title: scalar.name,
  kind: z.enum(["collective", "individual"]).default("collective"),
});

/** A step done before the campaign came into the system. */
const entered = z.strictObject({
  unit: scalar.identifier,
  step: scalar.identifier,
  on: scalar.moment,
  number: scalar.positive.optional(),
  attendance: scalar.count.optional(),
  models: z.array(scalar.identifier).default([]),
  evidence: scalar.name.optional(),
});

const unit = z.strictObject({
  id: scalar.identifier,
  code: scalar.digits.optional(),
  name: scalar.name,
  level: scalar.identifier,
  parent: scalar.identifier.optional(),
  territorial: scalar.flag.default(true),
  valid: z.strictObject({ from: scalar.day.optional(), to: scalar.day.optional() }).default({}),
  posts: z
    .record(scalar.identifier, z.union([holder, z.array(holder).min(1)], { error: "holder" }))
    .default({}),
  committees: z.array(unitCommittee).default([]),
});

const team = z.strictObject({
  id: scalar.identifier,
  name: scalar.name,
  leader: scalar.postId,
  members: z.array(scalar.postId).default([]),
  follows: z.array(scalar.identifier).min(1),
  capacity: scalar.positive.default(2),
});

const reason = scalar.name;
const dayOff = z.strictObject({ day: scalar.day, reason });

const calendar = z.strictObject({
  officialYears: z.array(z.int({ error: "count" }).min(1945).max(2200)).default([]),
  daysOff: z.array(dayOff).default([]),
  workedDays: z.array(dayOff).default([]),
  closures: z
    .array(
      z.strictObject({
        unit: z.union([z.literal("*"), scalar.identifier], { error: "id" }),
        from: scalar.day,
        to: scalar.day,
        reason,
      }),
    )
    .default([]),
});

const appointment = z.strictObject({
  post: scalar.postId,
  person: z.union([scalar.identifier, person], { error: "holder" }),
  from: scalar.day,
  to: scalar.day.optional(),
});

const levelChanges = z.strictObject({
  posts: z.array(levelPost).default([]),
  steps: z
    .record(scalar.identifier, z.union([z.literal("drop"), stepChange], { error: "change" }))
    .default({}),
});

const changes = z.strictObject({
  fields: z.array(field).default([]),
  ladders: z.record(scalar.identifier, ladder).default({}),
  usualLadders: laddersByAct.optional(),
  texts: z.record(scalar.identifier, scalar.text).default({}),
  anchors: z.record(scalar.identifier, scalar.text).default({}),
  levels: z.record(scalar.identifier, levelChanges).default({}),
});

/** A campaign as its leader writes it: YAML or JSON, `plenum: 1` on top. docs/campaign-file.md explains each field. */
export const campaignFile = z.strictObject({
  plenum: z.literal(1, { error: "format" }),
  id: scalar.identifier.max(60, { error: "id" }),
  title: scalar.text,
  period: scalar.digits,
  template: scalar.templateName,
  starts: scalar.day,
  term: scalar.digits.optional(),
  outside: person.extend({ id: scalar.identifier }).optional(),
  pilot: scalar.identifier.optional(),
  anchors: z.record(scalar.identifier, scalar.anchor),
  calendar: calendar.prefault({}),
  units: z.array(unit).min(1, { error: "units" }).max(20_000, { error: "units" }),
  persons: z.array(person.extend({ id: scalar.identifier })).default([]),
  appointments: z.array(appointment).default([]),
  covers: z
    .array(
      appointment.extend({
        to: scalar.day,
        acts: z
          .array(z.enum(OBLIGATION_ACTS, { error: "act" }))
          .min(1)
          .optional(),
      }),
    )
    .default([]),
  teams: z.array(team).default([]),
  registers: z.array(scalar.registerStart).default([]),
  models: z.array(model).default([]),
  entered: z.array(entered).default([]),
  changes: changes.prefault({}),
});

export type CampaignFile = z.output<typeof campaignFile>;
export type UnitFile = CampaignFile["units"][number];
export type HolderFile = z.output<typeof holder>;
export type PersonFile = z.output<typeof person>;
export type LevelChanges = CampaignFile["changes"]["levels"][string];
