/**
 * The first, thin table of rights: what each kind of account may do, and how far it reaches.
 * Deny by default: what is not in the table does not exist for the account.
 */

/**
 * An operator runs the installation and never decides; a person acts for the posts they hold; an administrator
 * is nobody in a campaign and keeps the accounts of a subtree. A person may administer besides.
 */
export type AccountKind = "operator" | "person" | "administrator";

/**
 * How far a right reaches: nothing; what is addressed to the person; the units below the posts they
 * hold and those their team follows (and what is addressed to them); the whole realm.
 */
export type Reach = "none" | "own" | "units" | "realm";

export const RIGHTS = {
  see_self: { operator: "own", person: "own", administrator: "own" },
  check_file: { operator: "own", person: "own", administrator: "own" },
  read_inbox: { operator: "none", person: "own", administrator: "none" },
  read_campaign: { operator: "realm", person: "units", administrator: "none" },
  read_mail: { operator: "realm", person: "own", administrator: "none" },
  read_audit: { operator: "realm", person: "units", administrator: "none" },
  start_campaign: { operator: "realm", person: "none", administrator: "none" },
  act: { operator: "none", person: "units", administrator: "none" },
  rehearse: { operator: "realm", person: "none", administrator: "none" },
  feed: { operator: "realm", person: "units", administrator: "none" },
  enter_reply: { operator: "realm", person: "none", administrator: "none" },
  keep_addresses: { operator: "realm", person: "units", administrator: "none" },
  report_bounce: { operator: "realm", person: "none", administrator: "none" },
  /** One's own password, second steps, sessions and tokens: never with a token. */
  keep_self: { operator: "own", person: "own", administrator: "own" },
  /** Inviting, granting, ending sessions, recovering: who exactly is in account-rights.ts. */
  keep_accounts: { operator: "realm", person: "units", administrator: "units" },
} as const satisfies Record<string, Record<AccountKind, Reach>>;

export type Right = keyof typeof RIGHTS;

/** How far an account reaches with a right; `none` means it must not learn that the thing exists. */
export function reachOf(kind: AccountKind, right: Right): Reach {
  return RIGHTS[right][kind];
}

/** The role whose holder enters what was decided on paper in their own unit. */
export const CLERK_ROLE = "clerk";

/**
 * The posts of another person for which somebody may enter acts from paper: those of the units whose clerk they
 * are, whatever unit the act is about. A commune's clerk never enters what the district decides on the commune.
 */
export function postsToEnterFor(
  entrant: readonly { readonly unit: string; readonly role: string }[],
  posts: readonly { readonly id: string; readonly unit: string }[],
): readonly string[] {
  const clerkOf = new Set(entrant.flatMap(({ unit, role }) => (role === CLERK_ROLE ? [unit] : [])));
  return posts.flatMap(({ id, unit }) => (clerkOf.has(unit) ? [id] : []));
}
