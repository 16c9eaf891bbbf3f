import { CLERK_ROLE } from "./rights.ts";

/**
 * Who keeps whose account. One table: what somebody does to another's account, and how far as what they are.
 * Nobody keeps the account of somebody who is more than they are: every unit the other belongs to or administers
 * must be within reach, otherwise a commune's clerk could make themselves the province's chair.
 */
export type AccountDeed =
  | "see"
  | "invite"
  | "ask_recovery"
  | "confirm_recovery"
  | "end_sessions"
  | "close"
  | "grant";

/** `subtree`: the units administered, with all below; `unit`: the units they are clerk of, and no other. */
type Within = "realm" | "subtree" | "unit" | "none";

/** What an account may be to another's. */
export type KeeperRole = "operator" | "administrator" | "clerk";

export const ACCOUNT_DEEDS = {
  see: { operator: "realm", administrator: "subtree", clerk: "unit" },
  invite: { operator: "realm", administrator: "subtree", clerk: "unit" },
  ask_recovery: { operator: "realm", administrator: "subtree", clerk: "unit" },
  confirm_recovery: { operator: "none", administrator: "subtree", clerk: "unit" },
  end_sessions: { operator: "realm", administrator: "subtree", clerk: "none" },
  close: { operator: "realm", administrator: "subtree", clerk: "none" },
  grant: { operator: "realm", administrator: "subtree", clerk: "none" },
} as const satisfies Record<AccountDeed, Record<KeeperRole, Within>>;

/** Whose account is kept: every unit they hold a post in, and every one they administer (`*` = the realm). */
export interface Kept {
  readonly units: readonly string[];
  readonly administers: readonly string[];
}

/** Who keeps it. */
export interface Keeper {
  readonly operator: boolean;
  /** The units they administer, every unit below included; `*` = the realm. */
  readonly subtree: ReadonlySet<string>;
  /** The units they are clerk of. */
  readonly clerkOf: ReadonlySet<string>;
}

const WHOLE = "*";

/** Whether a keeper may do a deed to an account. Of somebody without a unit: only who keeps the whole realm. */
export function mayKeep(keeper: Keeper, deed: AccountDeed, kept: Kept): boolean {
  const ways = ACCOUNT_DEEDS[deed];
  if (keeper.operator && ways.operator === "realm") return true;
  if (ways.administrator === "subtree" && isInside(keeper.subtree, kept)) return true;
  return ways.clerk === "unit" && isInside(keeper.clerkOf, kept);
}

/** Whether a keeper may give these units to administer: only what they administer themselves. */
export const mayGrant = (keeper: Keeper, units: readonly string[]): boolean =>
  keeper.operator || keeper.subtree.has(WHOLE) || units.every((unit) => keeper.subtree.has(unit));

function isInside(reach: ReadonlySet<string>, { units, administers }: Kept): boolean {
  if (reach.has(WHOLE)) return true;
  const all = [...units, ...administers];
  return all.length > 0 && all.every((unit) => reach.has(unit));
}

/** The units of which posts make somebody the clerk. */
export const clerkUnits = (
  posts: readonly { readonly unit: string; readonly role: string }[],
): ReadonlySet<string> =>
  new Set(posts.filter(({ role }) => role === CLERK_ROLE).map(({ unit }) => unit));
