import { searchIn } from "#prisma/sql/read/search.ts";
import { scopeIn } from "../access.ts";
import type { Deps, Handlers } from "../router.ts";

/** Searching by name what the reader may know of a campaign. */
export function searchRoutes({ pool }: Deps): Pick<Handlers, "search"> {
  return {
    search: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      return { status: 200, body: { items: await searchIn(pool, scope, query.q) } };
    },
  };
}
