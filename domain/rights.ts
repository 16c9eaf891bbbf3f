/**
 * Who may do what, and how far: the one table. The page and docs/rights.md show it, the API asks it before it
 * looks for anything. Deny by default: what is not in the table does not exist for the account.
 */

/**
 * What somebody is to a campaign or a unit. One person is often several at once; their rights add up.
 * `holder` is every post, `leader` and `clerk` are posts with more; `cover` acts for a post while its holder is
 * away; `recipient` is the post to which one step of another unit was addressed; `link` is whoever opens the link
 * of a mail or a calendar's secret address.
 */
export const ROLES = [
  "operator",
  "administrator",
  "leader",
  "holder",
  "clerk",
  "team",
  "cover",
  "recipient",
  "link",
] as const;
export type Role = (typeof ROLES)[number];

/**
 * How far a right reaches: nothing; what is addressed to, or made by, the person; the unit itself; the unit and all
 * below it; the units that a guidance team follows; what the covered post reaches; the whole realm.
 */
export type Reach = "none" | "own" | "unit" | "subtree" | "followed" | "post" | "realm";

type Row = Readonly<Partial<Record<Role, Exclude<Reach, "none">>>>;

const EVERYBODY: Row = { operator: "own", administrator: "own", holder: "own" };

export const RIGHTS = {
  see_self: EVERYBODY,
  read_rights: EVERYBODY,
  /** One's own password, second steps, sessions and tokens. */
  keep_self: EVERYBODY,
  check_file: EVERYBODY,
  read_inbox: { holder: "own", cover: "post" },
  read_campaign: {
    operator: "realm",
    holder: "subtree",
    team: "followed",
    cover: "post",
    recipient: "own",
    link: "own",
  },
  read_drafts: { operator: "realm", holder: "subtree", team: "followed", cover: "post" },
  read_mail: { operator: "realm", holder: "own" },
  /** The chain of the installation itself: sign-ins, tokens, accounts. */
  read_realm_audit: { operator: "realm" },
  read_audit: { operator: "realm", leader: "subtree", cover: "post" },
  act: { holder: "own", cover: "post", link: "own" },
  enter_from_paper: { clerk: "unit", cover: "post" },
  remind: { leader: "subtree", team: "followed", cover: "post" },
  propose_change: { leader: "subtree", team: "followed", cover: "post" },
  decide_change: { leader: "subtree", cover: "post" },
  feed: { operator: "realm", holder: "subtree", team: "followed", cover: "post" },
  export: { operator: "realm", holder: "subtree", team: "followed", cover: "post" },
  keep_addresses: { operator: "realm", leader: "subtree", clerk: "unit", cover: "post" },
  keep_people: { operator: "realm", clerk: "unit", cover: "post" },
  /** Inviting, granting, ending sessions, recovering: who exactly, account-rights.ts says. */
  keep_accounts: { operator: "realm", administrator: "subtree", clerk: "unit", cover: "post" },
  /** What the reconciler could not put right, or has. */
  read_findings: { operator: "realm", administrator: "realm" },
  start_campaign: { operator: "realm" },
  rehearse: { operator: "realm" },
  enter_reply: { operator: "realm" },
  report_bounce: { operator: "realm" },
} as const satisfies Record<string, Row>;

export type Right = keyof typeof RIGHTS;

/** How far one role reaches with a right. */
export const reachOfRole = (role: Role, right: Right): Reach =>
  (RIGHTS[right] as Row)[role] ?? "none";

/**
 * What kind of account asks. An operator runs the installation and never decides; a person acts for the posts they
 * hold; an administrator is nobody in a campaign. A person may administer besides.
 */
export type AccountKind = "operator" | "person" | "administrator";

const ROLES_OF: Readonly<Record<AccountKind, readonly Role[]>> = {
  operator: ["operator"],
  administrator: ["administrator"],
  person: ["holder", "leader", "clerk", "team", "cover", "recipient", "administrator"],
};

/** The widest that an account of a kind might reach with a right; `none`: whatever its posts, it has no such right. */
export function reachOf(kind: AccountKind, right: Right): Reach {
  const reaches = ROLES_OF[kind].map((role) => reachOfRole(role, right));
  return WIDEST.find((reach) => reaches.includes(reach)) ?? "none";
}

const WIDEST: readonly Reach[] = ["realm", "subtree", "followed", "unit", "post", "own"];

/** The role whose holder enters what was decided on paper by posts of their own unit. */
export const CLERK_ROLE = "clerk";

/** Posts that lead a unit, or run its campaign for who leads it: a regular expression, for Postgres too. */
export const LEADER_ROLES =
  "^(head|standing-deputy|deputy(-.*)?|chair|party-secretary|standing-office)$";

/** What a post makes of who holds it. */
export const rolesOfPost = (role: string): readonly Role[] => [
  "holder",
  ...(new RegExp(LEADER_ROLES).test(role) ? (["leader"] as const) : []),
  ...(role === CLERK_ROLE ? (["clerk"] as const) : []),
];

/** Where somebody stands in a campaign: for each role the units in which they have it. */
export interface Standing {
  readonly operator: boolean;
  readonly places: readonly {
    readonly role: "holder" | "leader" | "clerk" | "team" | "administrator";
    /** The units themselves; for a team those that it follows. */
    readonly units: readonly string[];
    /** With all below them; null: the whole campaign. */
    readonly below: readonly string[] | null;
  }[];
}

/** The units that a right reaches for somebody; null: all of the campaign. Posts under cover count as held. */
export function unitsReached(
  right: Right,
  { operator, places }: Standing,
): readonly string[] | null {
  if (operator && reachOfRole("operator", right) === "realm") return null;
  const reached = new Set<string>();
  for (const { role, units, below } of places) {
    const reach = reachOfRole(role, right);
    if (reach === "realm" || (reach === "subtree" && below === null)) return null;
    const given =
      reach === "subtree" ? below : reach === "unit" || reach === "followed" ? units : [];
    for (const unit of given ?? []) reached.add(unit);
  }
  return [...reached];
}

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
