import { z } from "zod";
import { instant } from "./contract.ts";

/** What a paper said before. */

const stepAt = "/api/campaigns/:campaign/units/:unit/steps/:step";

const head = {
  version: z.int(),
  title: z.string(),
  /** SHA-256 that a decision on this version names. */
  hash: z.string(),
  savedBy: z.string().nullable(),
  savedAt: instant,
};

export const versionItem = z.object(head).meta({ id: "VersionItem" });
export const versionView = z.object({ ...head, content: z.string() }).meta({ id: "VersionView" });

export const VERSION_ROUTES = {
  versions: {
    method: "get",
    right: "read_campaign",
    path: `${stepAt}/versions`,
    summary: "The versions of a step's paper, the latest first (at most 500)",
    answers: { 200: z.object({ items: z.array(versionItem) }).meta({ id: "VersionList" }) },
  },
  version: {
    method: "get",
    right: "read_campaign",
    path: `${stepAt}/versions/:version`,
    summary: "One version of a paper, with its text",
    answers: { 200: versionView },
  },
} as const;

export type VersionItem = z.infer<typeof versionItem>;
export type VersionView = z.infer<typeof versionView>;
