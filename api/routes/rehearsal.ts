import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beginsAt } from "#domain/entered.ts";
import { plan } from "#domain/plan.ts";
import { inTransaction, type Reader } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";

import { type RehearsalRead, readRehearsal } from "#prisma/sql/read/rehearsal.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { advanceClock, endRehearsal, isQuiet } from "#prisma/sql/rehearsal.ts";
import { type Account, issueActorTokens } from "#prisma/sql/token.ts";
import type { RehearsalClock } from "../contract-rehearsal.ts";
import { ApiError } from "../errors.ts";
import { accountKey, once } from "../idempotency.ts";
import type { Deps, Handlers } from "../router.ts";
import { campaignIn } from "./file.ts";

type Routes = "rehearse" | "clock" | "moveClock" | "deleteRehearsal";

/** Between two looks at a clock that is held, in ms. */
const LOOK_MS = 20;

/** Rehearsals: begun, their clock moved, deleted. Only by operators, and never in the real realm. */
export function rehearsalRoutes(deps: Deps): Pick<Handlers, Routes> {
  const { pool, sender } = deps;
  return {
    rehearse: async ({ account, body, write }) => {
      const { campaign } = campaignIn(
        typeof body.file === "string" ? body.file : JSON.stringify(body.file),
      );
      const planned = plan(campaign);
      const now = beginsAt(campaign);
      const started = await once(pool, write, async (tx) => {
        const id = `r-${randomBytes(4).toString("hex")}`;
        const realm = { id, kind: "rehearsal", title: campaign.title.vi } as const;
        const base = { campaign, plan: planned, realm, startedBy: null, now };
        const begun = await startCampaign(tx, { ...base, mode: "stepped", speed: body.speed });
        if (begun.status !== "started") throw new Error(`realm ${id} was not new`);
        const seed = body.seed ?? randomInt(2 ** 31);
        return { campaign: begun.campaign, realm: id, root: begun.root, seed };
      });
      // Tokens are shown, never kept: a repetition of the request gets new ones, and the old ones end.
      const { root, ...known } = started.body;
      const actors = await inTransaction(pool, (tx) =>
        issueActorTokens(tx, known.realm, accountKey(account)),
      );
      sender.poke([root]);
      const clock = await rehearsalOf(pool, known.campaign, REAL);
      return {
        status: 201,
        body: { ...known, clock, ends: planned.ends, actors },
        location: `/api/campaigns/${encodeURIComponent(known.campaign)}`,
      };
    },
    clock: async ({ account, params }) => ({
      status: 200,
      body: viewOf(await rehearsalIn(pool, account, params.campaign)),
    }),
    moveClock: async ({ account, params, body }) => {
      const { instant } = await rehearsalIn(pool, account, params.campaign);
      if (body.to < instant) throw new ApiError("clock_backwards", { instant });
      const clock = await moved(deps, params.campaign, body.to, accountKey(account));
      return { status: 200, body: { ...viewOf(clock), reached: clock.instant >= body.to } };
    },
    deleteRehearsal: async ({ account, params }) => {
      const rehearsal = await rehearsalIn(pool, account, params.campaign);
      const by = accountKey(account);
      const cycles = await inTransaction(pool, (tx) => endRehearsal(tx, rehearsal, by));
      await deps.endRuns(cycles);
      const words = {
        vi: "Đã xóa cuộc diễn tập và mọi thứ trong đó.",
        en: "The rehearsal and everything in it is deleted.",
      };
      return { status: 200, body: { deleted: params.campaign, words } };
    },
  };
}

async function rehearsalOf(db: Reader, campaign: string, realm: string): Promise<RehearsalRead> {
  const found = await readRehearsal(db, campaign, realm);
  if (!found) throw new ApiError("not_found", { what: campaign });
  if (found.kind !== "rehearsal") throw new ApiError("not_rehearsal", { campaign });
  return found;
}

/** @throws ApiError not_found, not_rehearsal */
const rehearsalIn = (db: Reader, account: Account, campaign: string): Promise<RehearsalRead> =>
  rehearsalOf(db, campaign, account.realm);

function viewOf(read: RehearsalRead): RehearsalClock {
  const { mode, instant, speed, generation, inbox, notices, messages, nextEngineDue } = read;
  const busy = { inbox, notices, messages };
  return { mode, instant, speed, generation, quiet: isQuiet(read), busy, nextEngineDue };
}

/**
 * Moves the clock as soon as nothing that is due is unhandled and its speed allows it. When its speed
 * does not allow the whole way in time it goes as far as it may; when something holds it, it stays.
 * @throws ApiError clock_held
 */
async function moved(
  { pool, sender, patience }: Deps,
  campaign: string,
  to: string,
  by: string,
): Promise<RehearsalRead> {
  const until = Date.now() + patience;
  for (;;) {
    const left = until - Date.now();
    const move = await inTransaction(pool, (tx) => advanceClock(tx, campaign, to, left > 0, by));
    if (move.status === "moved") {
      if (move.woken.length > 0) sender.poke(move.woken);
      return move.clock;
    }
    if (move.status === "held" && left <= 0) {
      const { inbox, notices, messages } = move.clock;
      throw new ApiError("clock_held", { inbox, notices, messages });
    }
    const pause = move.status === "held" ? LOOK_MS : Math.min(move.wait, Math.max(left, 1));
    await sleep(pause);
  }
}
