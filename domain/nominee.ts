import { DomainError } from "./errors.ts";

/**
 * Nominees put forward: each once, each among those to be considered, no more than the quota.
 * @throws DomainError over_quota, nominee_unknown
 */
export function requireNominees(
  given: readonly string[],
  allowed: readonly string[],
  quota: number,
): readonly string[] {
  const nominees = [...new Set(given)];
  if (nominees.length > quota)
    throw new DomainError("over_quota", { quota, given: nominees.length });
  const unknown = nominees.find((nominee) => !allowed.includes(nominee));
  if (unknown !== undefined) throw new DomainError("nominee_unknown", { nominee: unknown });
  return nominees;
}
