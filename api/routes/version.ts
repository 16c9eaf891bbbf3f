import type { Reader } from "#prisma/client.ts";
import { readCycles } from "#prisma/sql/read/inbox-list.ts";
import { seesUnit } from "#prisma/sql/read/scope.ts";
import { readDocument } from "#prisma/sql/read/step-history.ts";
import { versionsOf } from "#prisma/sql/read/version.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireStep, scopeIn } from "../access.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";

interface At {
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
}

/**
 * What a paper said before. How it came about is its unit's own affair, and of whoever decides on it: others read
 * what was issued.
 */
export function versionRoutes({ pool }: Deps): Pick<Handlers, "versions" | "version"> {
  return {
    versions: async ({ account, params }) => {
      const place = await standing(pool, account, params);
      const rows = place === null ? [] : await versionsOf(pool, place.cycle, params.step);
      return { status: 200, body: { items: rows } };
    },
    version: async ({ account, params }) => {
      const place = await standing(pool, account, params);
      const number = /^\d{1,9}$/.test(params.version) ? Number(params.version) : null;
      const [row] =
        place === null || number === null
          ? []
          : await versionsOf(pool, place.cycle, params.step, number);
      if (!row) throw new ApiError("not_found", { what: params.version });
      return { status: 200, body: row };
    },
  };
}

/** Null where there is a step, but its versions are not for the account. @throws ApiError not_found */
async function standing(
  db: Reader,
  account: Account,
  { campaign, unit, step }: At,
): Promise<{ readonly cycle: string } | null> {
  const scope = await scopeIn(db, account, campaign);
  requireStep(scope, unit, step);
  const cycle = `${scope.campaign}/${unit}`;
  if (seesUnit(scope, unit)) return { cycle };
  const [cycles, paper] = await Promise.all([
    readCycles(db, [cycle]),
    readDocument(db, cycle, step),
  ]);
  const planned = cycles.get(cycle)?.state.plan.steps.find(({ id }) => id === step);
  const deciders =
    planned?.kind === "document"
      ? planned.decision.approvers
      : planned?.kind === "submission"
        ? [planned.submission.receiver]
        : [];
  const owns = planned !== undefined && scope.posts.includes(planned.owner);
  const decides = paper?.status !== "draft" && scope.posts.some((post) => deciders.includes(post));
  return owns || decides ? { cycle } : null;
}
