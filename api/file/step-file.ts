import { z } from "zod";
import { OBLIGATION_ACTS, type ObligationAct } from "#domain/obligation-act.ts";
import * as scalar from "./scalar.ts";

/** Steps as they stand in template files and in a campaign's changes: flat, one field a line. */

const until = z.enum(["done", "acknowledged"], { error: "wait" }).optional();

const wait = z.union(
  [
    scalar.identifier,
    z.strictObject({ step: scalar.identifier, until }),
    z.strictObject({ above: scalar.identifier, until }),
    z.strictObject({ gate: scalar.identifier }),
    z.strictObject({ pilot: scalar.identifier }),
    z.strictObject({
      below: scalar.identifier,
      need: z.union([z.literal("all"), scalar.count], { error: "wait" }).default("all"),
    }),
  ],
  { error: "wait" },
);

/** Acts and the ladder that recalls each. */
export const laddersByAct = z
  .strictObject(
    Object.fromEntries(OBLIGATION_ACTS.map((act) => [act, scalar.identifier])) as Record<
      ObligationAct,
      typeof scalar.identifier
    >,
  )
  .partial();

const expressions = z.array(scalar.postExpression);

const common = {
  title: scalar.text,
  owner: scalar.postExpression,
  waits: z.array(wait),
  due: scalar.due,
  ladder: z.union(
    [scalar.identifier, laddersByAct.extend({ other: scalar.identifier.optional() })],
    {
      error: "ladder",
    },
  ),
  only: z.enum(["territorial", "non-territorial", "pilot", "root", "not-root"]),
};

const document = {
  type: z.string({ error: "name" }).regex(/^\p{Lu}[\p{L}]{0,7}$/u, { error: "name" }),
  issuer: z.enum(["steering", "party", "state", "council"]),
  clerk: scalar.postExpression,
  recipients: expressions,
  acknowledgeWithin: scalar.count,
  approvers: expressions.min(1),
  rule: z.union([z.enum(["one", "all"]), z.strictObject({ atLeast: scalar.positive })]),
  order: z.enum(["parallel", "sequence"]),
  commends: scalar.identifier,
};

const submission = {
  receiver: scalar.postExpression,
  returns: scalar.count,
  acceptWithin: scalar.count,
  nominees: z.union([z.literal("models"), z.strictObject({ ballot: scalar.identifier })]),
  quota: scalar.count,
};

const conference = {
  anchor: scalar.identifier,
  at: scalar.timeOfDay,
  attendees: expressions,
};

const ballot = {
  voters: scalar.postExpression,
  threshold: scalar.share,
  denominator: z.enum(["all", "cast"]),
  quorum: scalar.share,
  seats: scalar.count,
};

const gate = { evidence: z.array(wait).min(1), approver: scalar.postExpression };

const head = {
  ...common,
  id: scalar.identifier,
  waits: common.waits.default([]),
  ladder: common.ladder.default("default"),
  only: common.only.optional(),
};

/** A whole step; what may be left out has its usual value. */
export const step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("task"), ...head }),
  z.strictObject({
    kind: z.literal("document"),
    ...head,
    ...document,
    clerk: document.clerk.default("unit.clerk"),
    recipients: document.recipients.default([]),
    acknowledgeWithin: document.acknowledgeWithin.default(0),
    rule: document.rule.default("all"),
    order: document.order.default("parallel"),
    commends: document.commends.optional(),
  }),
  z.strictObject({
    kind: z.literal("submission"),
    ...head,
    ...submission,
    returns: submission.returns.default(1),
    nominees: submission.nominees.optional(),
    quota: submission.quota.default(0),
  }),
  z.strictObject({ kind: z.literal("conference"), ...head, ...conference }),
  z.strictObject({ kind: z.literal("ballot"), ...head, ...ballot }),
  z.strictObject({ kind: z.literal("gate"), ...head, ...gate }),
]);

export type StepFile = z.output<typeof step>;
export type WaitFile = z.output<typeof wait>;

export const STEP_KINDS = [
  "task",
  "document",
  "submission",
  "conference",
  "ballot",
  "gate",
] as const;

/** A change to a template's step: any of its fields, or a whole new step (with `kind` and `after`). */
export const stepChange = z
  .strictObject({
    kind: z.enum(STEP_KINDS),
    after: scalar.identifier,
    ...common,
    ...document,
    ...submission,
    ...conference,
    ...ballot,
    ...gate,
  })
  .partial();
