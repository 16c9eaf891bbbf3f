import { z } from "zod";
import { id, instant, listQuery, pageOf, text } from "./contract.ts";

/** What the nightly comparison found: what it says, what to do, and whether it was put right. */

export const findingItem = z
  .object({
    id: z.string(),
    /** Stable and public; docs/operating.md lists them. */
    kind: z.string(),
    /** null: it concerns the whole installation. */
    campaign: id.nullable(),
    words: text,
    /** What to do about it; null once it is healed or gone. */
    advice: text.nullable(),
    /** What was done about it. */
    done: text.nullable(),
    /** `gone`: found before, and not any more. */
    status: z.enum(["open", "healed", "gone"]),
    /** How often it has come (back). */
    times: z.int(),
    foundAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: "Finding" });

export const FINDING_ROUTES = {
  findings: {
    method: "get",
    path: "/api/findings",
    right: "read_findings",
    summary:
      "What does not agree, one row a finding, the newest first; `status=open` is what is left to do",
    query: listQuery.extend({ status: z.enum(["open", "healed", "gone"]).optional() }),
    answers: { 200: pageOf(findingItem, "FindingPage") },
  },
} as const;

export type FindingItem = z.infer<typeof findingItem>;
