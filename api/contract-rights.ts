import { z } from "zod";
import { id, text } from "./contract.ts";

const reach = z.enum(["none", "own", "unit", "subtree", "followed", "post", "realm"]);

/** The table of rights, and where the reader stands in it. */
export const rightsView = z
  .object({
    roles: z.array(z.object({ role: z.string(), name: text, who: text })),
    reaches: z.array(z.object({ reach, words: text })),
    rights: z.array(
      z.object({
        right: z.string(),
        words: text,
        /** By role; a role that is missing has no such right. */
        reaches: z.record(z.string(), reach),
      }),
    ),
    mine: z.object({
      kind: z.enum(["operator", "person", "administrator"]),
      /** Roles the reader has anywhere. */
      roles: z.array(z.string()),
      /** In each campaign what they are in which units, and how many units each right reaches; null = all of them. */
      campaigns: z.array(
        z.object({
          campaign: id,
          title: text,
          places: z.array(z.object({ role: z.string(), units: z.array(z.string()) })),
          reached: z.array(z.object({ right: z.string(), units: z.int().nullable() })),
        }),
      ),
    }),
  })
  .meta({ id: "Rights" });
export type RightsView = z.infer<typeof rightsView>;

export const RIGHTS_ROUTES = {
  rights: {
    method: "get",
    path: "/api/rights",
    right: "read_rights",
    summary: "Who may do what: the table, and where you stand in it",
    answers: { 200: rightsView },
  },
} as const;
