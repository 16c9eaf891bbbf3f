import { z } from "zod";

/** Reminding by hand. */

const sentence = z.string().trim().min(1).max(500);

/** One obligation, or all that are late and yours to chase; each at most once a day. */
export const remindBody = z
  .union([
    z.strictObject({ obligation: z.string().min(1).max(700), sentence }),
    z.strictObject({ all: z.literal(true), sentence }),
  ])
  .meta({ id: "Remind" });

export const reminded = z
  .object({
    /** Obligations that were reminded of. */
    reminded: z.array(z.string()),
    /** Had been reminded today already. */
    already: z.int(),
  })
  .meta({ id: "Reminded" });
