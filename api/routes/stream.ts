import { type Change, changedSince } from "#prisma/sql/read/change.ts";
import { type Scope, scopeOf } from "#prisma/sql/read/scope.ts";
import { accountOf } from "#prisma/sql/token.ts";
import { scopeIn } from "../access.ts";
import { shownBy } from "../auth.ts";
import type { Deps, Handlers } from "../router.ts";
import { CLOCK, openStream } from "../sse.ts";

const HEARTBEAT_MS = 15_000;

/** Whether a reader may learn that a unit changed: something of it must be theirs to read. */
const hears = (scope: Scope, unit: string): boolean =>
  unit === CLOCK ||
  scope.units === null ||
  scope.units.includes(unit) ||
  scope.cycles.includes(`${scope.campaign}/${unit}`);

/** Changes as they happen: says only which unit stands at which sequence; readers read again. */
export function streamRoutes({ pool, changes, pace }: Deps): Pick<Handlers, "stream"> {
  return {
    stream: async ({ account, params, request, response }) => {
      let scope = await scopeIn(pool, account, params.campaign);
      let since = request.get("Last-Event-ID") ?? null;
      const token = shownBy(request)?.token ?? "";
      // Express answers HEAD by the same handler; there is nothing to wait for then.
      if (request.method === "HEAD") {
        response.end();
        return null;
      }
      // Gone while we asked Postgres: its `close` is past, and would never take back what begins here.
      if (response.destroyed) return null;
      const closed = pace.stream(account);
      response.once("close", closed);
      const stream = openStream(response);
      const note = (change: Change): void => {
        if (hears(scope, change.unit)) stream.note(change);
      };
      // What was missed is found by its time in Postgres, so any API process can catch a reader up.
      const catchUp = async (): Promise<void> => {
        const { now, changed } = await changedSince(pool, params.campaign, since);
        if (since !== null) changed.forEach(note);
        since = now;
        stream.beat(now);
      };
      const beat = async (): Promise<void> => {
        const still = await accountOf(pool, token);
        const seen = still && (await scopeOf(pool, still, params.campaign));
        // A revoked token, a lost post or a deleted rehearsal ends the stream.
        if (!seen) return void response.end();
        scope = seen;
        await catchUp();
      };
      // Postgres may be away for a moment; the next heartbeat catches up.
      const quietly = (work: Promise<void>): Promise<void> => work.catch(() => undefined);
      const unsubscribe = changes.subscribe(params.campaign, (change) => {
        if (change === "end") response.end();
        else if (change === "gap") void quietly(catchUp());
        else note(change);
      });
      const heart = setInterval(() => void quietly(beat()), HEARTBEAT_MS);
      response.once("close", () => {
        clearInterval(heart);
        unsubscribe();
      });
      await quietly(catchUp());
      return null;
    },
  };
}
