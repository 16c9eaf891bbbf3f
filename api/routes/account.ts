import { postsHeld } from "#prisma/sql/read/account.ts";
import type { Deps, Handlers } from "../router.ts";

/** Who I am. */
export function accountRoutes({ pool }: Deps): Pick<Handlers, "health" | "me"> {
  return {
    health: async () => {
      await pool.query("SELECT 1");
      return { status: 200, body: { ok: true, database: "ok" } };
    },
    me: async ({ account }) => {
      const held = await postsHeld(pool, account);
      const { kind, realm, label, person } = account;
      const named = person === null ? null : { id: person, name: held.name ?? person };
      return { status: 200, body: { kind, realm, label, person: named, posts: held.posts } };
    },
  };
}
