import { z } from "zod";
import * as scalar from "./scalar.ts";
import { laddersByAct, step } from "./step-file.ts";

const only = z.enum(["territorial", "non-territorial"]).optional();

export const levelPost = z.strictObject({ role: scalar.identifier, title: scalar.text, only });

/** A body every unit of the level has; `{unit}` in its name stands for the unit's name. */
const levelCommittee = z.strictObject({
  kind: z.enum(["steering", "party", "state", "council"]),
  name: scalar.name,
  symbol: scalar.name,
  numbering: z.enum(["term", "year"]),
  only,
});

const addressees = z.array(
  z.union([z.literal("owner"), scalar.postExpression], { error: "expression" }),
);

export const ladder = z
  .array(
    z.strictObject({
      id: scalar.identifier,
      when: scalar.rungTime,
      to: addressees.min(1),
      copy: addressees.optional(),
      private: z.literal(true, { error: "flag" }).optional(),
      channel: scalar.identifier.optional(),
      text: scalar.identifier.optional(),
      unreadAfter: scalar.hours.optional(),
    }),
  )
  .min(1);

export const field = z.strictObject({ id: scalar.identifier, title: scalar.text });

const level = z.strictObject({
  id: scalar.identifier,
  title: scalar.text,
  posts: z.array(levelPost).min(1),
  committees: z.array(levelCommittee).default([]),
  steps: z.array(step).min(1),
});

/** A template as it stands in a file: `templates/<name>@<version>.yaml`. */
export const templateFile = z.strictObject({
  template: scalar.identifier,
  version: z.int({ error: "count" }).min(1, { error: "count" }),
  title: scalar.text,
  fields: z.array(field).min(1),
  anchors: z.record(scalar.identifier, scalar.text).default({}),
  ladders: z.record(scalar.identifier, ladder),
  usualLadders: laddersByAct.optional(),
  texts: z.record(scalar.identifier, scalar.text).default({}),
  levels: z.array(level).min(1),
});

export type TemplateFile = z.output<typeof templateFile>;
export type LevelFile = TemplateFile["levels"][number];
