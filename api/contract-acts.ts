import { z } from "zod";
import { id, text } from "./contract.ts";

/** Acts on many things at once, each judged by itself. */

const place = { campaign: id, unit: id, step: id };

/** One row: where, and what, as the route of that act takes it. */
export const actsRow = z.union([
  z.strictObject({
    ...place,
    approve: z.strictObject({
      round: z.int().min(0),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      chosen: z.array(id).max(1000).optional(),
    }),
  }),
  z.strictObject({
    ...place,
    acknowledge: z.strictObject({ round: z.int().min(0), post: id.optional() }),
  }),
  z.strictObject({
    campaign: id,
    remind: z.strictObject({
      obligation: z.string().min(1).max(700),
      sentence: z.string().trim().min(1).max(500),
    }),
  }),
]);

export const actsBody = z
  .strictObject({ rows: z.array(actsRow).min(1).max(200) })
  .meta({ id: "Acts" });

/** What became of each row, in their order. `open`: received and kept, not decided yet. */
export const actsVerdicts = z
  .object({
    rows: z.array(
      z.object({
        status: z.enum(["done", "open", "refused"]),
        refusal: z.object({ code: z.string(), words: text }).nullable(),
      }),
    ),
  })
  .meta({ id: "ActsVerdicts" });

export const ACTS_ROUTES = {
  acts: {
    method: "post",
    right: "act",
    path: "/api/acts",
    summary:
      "Approve, acknowledge or remind on many rows at once: a verdict for each, none fails the others",
    body: actsBody,
    answers: { 200: actsVerdicts },
  },
} as const;

export type ActsRow = z.infer<typeof actsRow>;
export type ActsVerdicts = z.infer<typeof actsVerdicts>;
export type ActsVerdict = ActsVerdicts["rows"][number];
