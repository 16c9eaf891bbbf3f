import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { SLIP_LETTERS } from "#domain/account-login.ts";
import type { Reader } from "#prisma/client.ts";
import type { AccountRow } from "#prisma/sql/account.ts";
import { spendRecoveryCode, takeTotpStep } from "#prisma/sql/second-step.ts";

const PERIOD_S = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 10;

const totpOf = (secret: string, login: string): TOTP =>
  new TOTP({ issuer: "Plenum", label: login, secret: Secret.fromBase32(secret), period: PERIOD_S });

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator app reads: the secret in an address, and that as a picture. */
export function totpView(secret: string, login: string): { uri: string; svg: string } {
  const uri = totpOf(secret, login).toString();
  return { uri, svg: renderSVG(uri, { border: 2 }) };
}

/** Whether it is the code of now, or of half a minute before or after, and was not taken before. */
export async function takeTotp(
  db: Reader,
  { id, totpSecret, login }: Pick<AccountRow, "id" | "totpSecret" | "login">,
  code: string,
): Promise<boolean> {
  const digits = code.replace(/\s/g, "");
  if (totpSecret === null || !/^\d{6}$/.test(digits)) return false;
  const now = Date.now();
  const delta = totpOf(totpSecret, login ?? "").validate({
    token: digits,
    window: 1,
    timestamp: now,
  });
  if (delta === null) return false;
  return takeTotpStep(db, id, Math.floor(now / 1000 / PERIOD_S) + delta);
}

/** A code of the app, or one of the codes kept for the day the phone is lost. */
export async function takeSecondStep(
  db: Reader,
  account: AccountRow,
  code: string,
): Promise<boolean> {
  if (await takeTotp(db, account, code)) return true;
  const plain = code.toUpperCase().replace(/[\s-]/g, "");
  return plain.length === RECOVERY_LENGTH && spendRecoveryCode(db, account.id, plain);
}

/** Codes for the day the phone is lost: 50 bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from(
      { length: RECOVERY_LENGTH },
      () => SLIP_LETTERS[randomInt(SLIP_LETTERS.length)],
    ).join(""),
  );
