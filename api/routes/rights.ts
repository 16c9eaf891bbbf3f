import { type Reach, RIGHTS, type Right, ROLES, type Role, reachOfRole } from "#domain/rights.ts";
import { REACH_WORDS, RIGHT_WORDS, ROLE_WORDS } from "#domain/rights-words.ts";
import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { scopeOf, unitsOf, visibleCampaigns } from "#prisma/sql/read/scope.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { RightsView } from "../contract-rights.ts";
import type { Deps, Handlers } from "../router.ts";

/** Campaigns and units named; the figures beside them count all. */
const MOST = 50;

const ALL_RIGHTS = Object.keys(RIGHTS) as Right[];

/** The table of rights as people read it, and where the reader stands in it. */
export function rightsRoutes({ pool }: Deps): Pick<Handlers, "rights"> {
  return {
    rights: async ({ account }) => ({
      status: 200,
      body: { ...TABLE, mine: await mineOf(pool, account) },
    }),
  };
}

const TABLE: Pick<RightsView, "roles" | "reaches" | "rights"> = {
  roles: ROLES.map((role) => ({ role, ...ROLE_WORDS[role] })),
  reaches: (Object.entries(REACH_WORDS) as [Reach, Text][]).map(([reach, words]) => ({
    reach,
    words,
  })),
  rights: ALL_RIGHTS.map((right) => ({
    right,
    words: RIGHT_WORDS[right],
    reaches: Object.fromEntries(
      ROLES.flatMap((role) => {
        const reach = reachOfRole(role, right);
        return reach === "none" ? [] : [[role, reach] as const];
      }),
    ),
  })),
};

async function mineOf(db: Reader, account: Account): Promise<RightsView["mine"]> {
  const roles = new Set<Role>(account.kind === "person" ? [] : [account.kind]);
  if (account.person === null) return { kind: account.kind, roles: [...roles], campaigns: [] };
  const campaigns: RightsView["mine"]["campaigns"] = [];
  for (const campaign of (await visibleCampaigns(db, account)).slice(0, MOST)) {
    const scope = await scopeOf(db, account, campaign);
    if (!scope) continue;
    const { campaign: definition, names } = await definitionOf(db, scope);
    const places = scope.standing.places.filter(({ units }) => units.length > 0);
    for (const { role } of places) roles.add(role);
    if (scope.cycles.length > 0) roles.add("recipient");
    campaigns.push({
      campaign,
      title: definition.title,
      places: places.map(({ role, units }) => ({
        role,
        units: units.slice(0, MOST).map((unit) => {
          const name = names.unit(unit);
          return typeof name === "string" ? name : name.vi;
        }),
      })),
      reached: ALL_RIGHTS.flatMap((right) => {
        const units = unitsOf(scope, right);
        return units?.length === 0 ? [] : [{ right, units: units?.length ?? null }];
      }),
    });
  }
  return { kind: account.kind, roles: [...roles], campaigns };
}
