import { z } from "zod";
import { day, id, text } from "./contract.ts";
import { obligationAct } from "./contract-step.ts";

/** Covers: who acts for somebody who is away, by period and scope. */

const scope = {
  /** Only in these campaigns; in all of them when left out. */
  campaigns: z.array(id).min(1).max(100).nullable(),
  /** Only these acts; all of them when left out. */
  acts: z.array(obligationAct).min(1).nullable(),
};

/** Your covers as they shall be from now on: what is not among them ends. `[]` ends them all. */
export const coversBody = z
  .strictObject({
    covers: z
      .array(
        z.strictObject({
          person: id,
          from: day,
          to: day,
          /** Posts of your own; all of them when left out. */
          posts: z.array(id).min(1).max(100).optional(),
          campaigns: scope.campaigns.default(null),
          acts: scope.acts.default(null),
        }),
      )
      .max(50),
  })
  .meta({ id: "SetCovers" });

export const coverItem = z
  .object({
    post: id,
    title: text,
    /** Who acts. */
    person: id,
    name: z.string(),
    /** For whom. */
    holder: id,
    holderName: z.string(),
    from: day,
    to: day,
    ...scope,
  })
  .meta({ id: "CoverItem" });

/** Covers that have not ended: set by you, and by which you act for others. */
export const coversView = z
  .object({ set: z.array(coverItem), acting: z.array(coverItem) })
  .meta({ id: "Covers" });

export type SetCover = z.infer<typeof coversBody>["covers"][number];
export type CoversView = z.infer<typeof coversView>;
