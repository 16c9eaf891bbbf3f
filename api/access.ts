import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeOf, seesStep, seesUnit } from "#prisma/sql/read/scope.ts";
import type { Account } from "#prisma/sql/token.ts";
import { ApiError } from "./errors.ts";

/** What the account may know of the campaign. @throws ApiError not_found, also where it may not know of it */
export async function scopeIn(db: Reader, account: Account, campaign: string): Promise<Scope> {
  const scope = await scopeOf(db, account, campaign);
  if (!scope) throw new ApiError("not_found", { what: campaign });
  return scope;
}

/** @throws ApiError not_found unless something of the unit may be known */
export function requireUnit(scope: Scope, unit: string): void {
  const known = seesUnit(scope, unit) || scope.cycles.includes(`${scope.campaign}/${unit}`);
  if (!known) throw new ApiError("not_found", { what: unit });
}

/** @throws ApiError not_found unless the step may be known */
export function requireStep(scope: Scope, unit: string, step: string): void {
  if (!seesStep(scope, unit, step)) throw new ApiError("not_found", { what: `${unit}/${step}` });
}

/** What speaks of the whole campaign is for who may know all of it. @throws ApiError not_found */
export function requireAll(scope: Scope, what: string): void {
  if (scope.units !== null) throw new ApiError("not_found", { what });
}
