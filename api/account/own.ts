import type { Reader } from "#prisma/client.ts";
import { type AccountRow, readAccount } from "#prisma/sql/account.ts";
import type { Account } from "#prisma/sql/token.ts";
import { ApiError } from "../errors.ts";
import { verifyPassword } from "./hashing.ts";

/** The account that asks. @throws ApiError no_account for sessions and tokens that no account opened */
export async function ownAccount(db: Reader, { account }: Account): Promise<AccountRow> {
  const found = account === undefined ? null : await readAccount(db, account);
  if (!found) throw new ApiError("no_account");
  return found;
}

/** Whoever finds an open screen must not take the account with it. @throws ApiError password_wrong */
export async function requirePresent(
  account: AccountRow,
  given: string | undefined,
): Promise<void> {
  if (account.password === null) return;
  const { right } = await verifyPassword(given ?? "", account.password);
  if (!right) throw new ApiError("password_wrong");
}

/** Who did it, as the chain names them. */
export const actorOf = ({
  kind,
  account,
  token,
  person,
}: Account): Record<string, string | null> => ({
  by: account ?? (kind === "operator" ? `operator/${token}` : `token/${token}`),
  byPerson: person,
});
