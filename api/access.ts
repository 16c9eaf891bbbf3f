import type { Right } from "#domain/rights.ts";
import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeOf, seesStep, seesUnit, unitsOf } from "#prisma/sql/read/scope.ts";
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

/**
 * What the account may know of the campaign, narrowed to the units in which it has this right.
 * @throws ApiError not_found where it may not know of the campaign, not_yours where it has the right nowhere in it
 */
export async function scopeWith(
  db: Reader,
  account: Account,
  campaign: string,
  right: Right,
): Promise<Scope> {
  const scope = await scopeIn(db, account, campaign);
  const units = unitsOf(scope, right);
  if (units?.length === 0) throw new ApiError("not_yours");
  return { ...scope, units };
}
