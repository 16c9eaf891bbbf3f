import { readFileSync } from "node:fs";
import { passwordFault } from "#domain/password.ts";
import { ApiError } from "../errors.ts";

/** Words that everybody tries, written by us: English, Vietnamese, names, provinces, offices. Folded. */
const COMMON: ReadonlySet<string> = new Set(
  readFileSync(new URL("./common-words.txt", import.meta.url), "utf8")
    .split("\n")
    .filter(Boolean),
);

/** @throws ApiError password_too_short, password_too_long, password_common, password_own_words */
export function requireGoodPassword(password: string, own: readonly (string | null)[]): void {
  const known = own.filter((one): one is string => one !== null);
  const fault = passwordFault(password, known, COMMON);
  if (fault !== null) throw new ApiError(`password_${fault}`);
}
