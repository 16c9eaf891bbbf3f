import { markSeen } from "#prisma/sql/seen.ts";
import { once } from "../idempotency.ts";
import type { Deps, Handlers } from "../router.ts";
import { prepare, refusing, unknownOrForbidden } from "./fact.ts";

/** “Seen, working on it”: a fact that silences reminders for a while. */
export function seenRoutes({ pool }: Deps): Pick<Handlers, "seen"> {
  return {
    seen: async (call) => {
      const { params, body, write } = call;
      const { act, round, until } = body;
      const { actor, context } = await prepare(pool, call, body, act);
      const post = body.post ?? context.owing[0];
      if (post === undefined) throw await unknownOrForbidden(pool, call);
      const seen = { cycle: context.cycle, step: params.step, act, post, round, until, actor };
      const done = await refusing(pool, call, () => once(pool, write, (tx) => markSeen(tx, seen)));
      return { status: 200, body: done.body };
    },
  };
}
