import { z } from "zod";
import { id } from "./contract.ts";

/** Searching a campaign by name. */

export const found = z
  .object({
    kind: z.enum(["unit", "document", "model", "person"]),
    title: z.string(),
    /** What tells it from others of the same name. */
    beside: z.string(),
    unit: id,
    step: id.nullable(),
  })
  .meta({ id: "Found" });

export const foundList = z.object({ items: z.array(found) }).meta({ id: "FoundList" });

/** Routes of this part of the table: see contract-routes.ts. */
export const SEARCH_ROUTES = {
  search: {
    method: "get",
    path: "/api/campaigns/:campaign/search",
    right: "read_campaign",
    summary:
      "Units, papers, models and people whose name holds every word; accents make no difference",
    query: z.object({ q: z.string().trim().min(1).max(100) }),
    answers: { 200: foundList },
  },
} as const;

export type Found = z.infer<typeof found>;
