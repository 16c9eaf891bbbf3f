import type { Right } from "./rights.ts";

/**
 * What a person gives a token of theirs, of what they may themselves: to look; to act for their posts; to keep
 * accounts and run campaigns where they administer. None takes in the others.
 */
export const TOKEN_SCOPES = ["read", "act", "admin"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Rights that are an administrator's, looking at them included. */
const ADMIN: ReadonlySet<Right> = new Set([
  "keep_accounts",
  "keep_people",
  "start_campaign",
  "rehearse",
  "enter_reply",
  "report_bounce",
  "read_findings",
]);

/**
 * The scope that a token needs for a right. `session`: none is enough, because whoever had the token could take
 * the account with it.
 */
export function scopeFor(right: Right, writes: boolean): TokenScope | "session" {
  if (right === "keep_self") return "session";
  if (ADMIN.has(right)) return "admin";
  return writes ? "act" : "read";
}

/** Whether a token with these scopes is good for it; `undefined` = a token that was given none is good for all. */
export const isWithin = (
  scopes: readonly TokenScope[] | undefined,
  needed: TokenScope | "session",
): boolean => scopes === undefined || (needed !== "session" && scopes.includes(needed));
