import { accountLetter } from "#domain/account-letter.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "../client.ts";
import { setStatus, writeAccount } from "./account.ts";
import { type CodeKind, type CodeWay, writeCode } from "./account-code.ts";
import type { KeptRead } from "./account-keeping.ts";
import { writeLetter } from "./account-letter.ts";
import { forgetSecondSteps } from "./second-step.ts";
import { endAllTokens } from "./session.ts";

/** A one-time way in that was made: by letter, or as a slip whose code is shown this once. */
export interface WayIn {
  readonly account: string;
  readonly way: CodeWay;
  readonly expiresAt: Instant;
  readonly slip: string | null;
}

interface WayInAsked {
  readonly kind: CodeKind;
  readonly way: CodeWay;
  readonly by: string;
}

/** Who gets it: an account that is there, or a person who has none yet. */
export type Invited = Pick<KeptRead, "realm" | "person" | "name" | "email" | "account" | "status">;

/** Invites: the account is made where there is none, and earlier codes are worth nothing. */
export async function inviteAccount(tx: Tx, who: Invited, asked: WayInAsked): Promise<WayIn> {
  const account = who.account ?? (await writeAccount(tx, who));
  if (who.status === "closed") await setStatus(tx, account, "invited");
  return giveCode(tx, { ...who, account }, asked);
}

/** Recovers: nothing that led in before does any more, and a new way is given. */
export async function recoverAccount(
  tx: Tx,
  who: Invited & { readonly account: string },
  asked: WayInAsked,
): Promise<WayIn> {
  await tx.query(
    "UPDATE accounts SET password = NULL, oidc_issuer = NULL, oidc_subject = NULL WHERE id = $1",
    [who.account],
  );
  await forgetSecondSteps(tx, who.account);
  await endAllTokens(tx, who.account);
  return giveCode(tx, who, asked);
}

async function giveCode(
  tx: Tx,
  { account, realm, name, email }: Invited & { readonly account: string },
  { kind, way, by }: WayInAsked,
): Promise<WayIn> {
  const { id, expiresAt, slip } = await writeCode(tx, { account, kind, way, by });
  if (way === "mail" && email !== null) {
    const words = accountLetter(kind, name);
    await writeLetter(tx, { account, realm, code: id, address: email, name, words });
  }
  return { account, way, expiresAt, slip };
}
