import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Request, Response } from "express";
import type pg from "pg";
import { inTransaction } from "#prisma/client.ts";
import { type AccountRow, readAccount } from "#prisma/sql/account.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { passkeysOf, readPasskey, usePasskey, writePasskey } from "#prisma/sql/second-step.ts";
import { rotateSoon } from "#prisma/sql/session.ts";
import { takeChallenge, writeChallenge } from "#prisma/sql/sign-in.ts";
import type { SignedIn } from "../contract-session.ts";
import { ApiError } from "../errors.ts";
import { beginAttempt } from "./attempt.ts";
import { openFor, requireOwnPage, setSession } from "./open.ts";
import { type Party, requireParty } from "./place.ts";

/** A passkey alone signs in, so the authenticator must have asked for a finger, a face or a PIN. */
const VERIFIED = "required";

type Json = Record<string, unknown>;

interface Asked {
  readonly challenge: string;
  readonly options: Json;
}

const plain = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

/** What the browser's authenticator is asked for a new passkey of an account. */
export async function askNewPasskey(
  pool: pg.Pool,
  party: Party,
  account: AccountRow,
): Promise<Asked> {
  const known = await passkeysOf(pool, account.id);
  const options = await generateRegistrationOptions({
    rpName: "Plenum",
    rpID: party.id,
    userName: account.login ?? account.name,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(account.id),
    attestationType: "none",
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: VERIFIED },
  });
  const challenge = await writeChallenge(pool, "passkey_new", {
    account: account.id,
    challenge: options.challenge,
    data: { party: party.id },
  });
  return { challenge, options: plain(options) };
}

interface NewPasskey {
  readonly challenge: string;
  readonly response: Json;
  readonly name: string;
}

/** Keeps a new passkey. @throws ApiError passkey_refused */
export async function addPasskey(
  pool: pg.Pool,
  party: Party,
  account: AccountRow,
  { challenge, response, name }: NewPasskey,
): Promise<void> {
  const asked = await takeChallenge(pool, "passkey_new", challenge);
  if (asked?.account !== account.id) throw new ApiError("passkey_refused");
  const checked = await verified(() =>
    verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    }),
  );
  const key = checked?.verified ? checked.registrationInfo.credential : null;
  if (!key) throw new ApiError("passkey_refused");
  await inTransaction(pool, async (tx) => {
    const written = await writePasskey(tx, {
      id: key.id,
      account: account.id,
      publicKey: Buffer.from(key.publicKey).toString("base64url"),
      counter: key.counter,
      transports: key.transports ?? [],
      name,
    });
    if (!written) throw new ApiError("passkey_refused");
    await rotateSoon(tx, account.id);
    const entry = { what: "passkey_added", account: account.id, passkey: key.id, name };
    await appendRealmAudit(tx, account.realm, entry);
  });
}

/** What the browser's authenticator is asked to sign in: whichever account it has a passkey of. */
export async function askPasskey(pool: pg.Pool, party: Party): Promise<Asked> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: VERIFIED,
  });
  const data = { party: party.id };
  const challenge = await writeChallenge(pool, "passkey", {
    account: null,
    challenge: options.challenge,
    data,
  });
  return { challenge, options: plain(options) };
}

interface Given {
  readonly challenge: string;
  readonly response: Json;
}

/** Signs in with a passkey, which is both steps at once. @throws ApiError passkey_refused, sign_in_later */
export async function signInByPasskey(
  pool: pg.Pool,
  request: Request,
  response: Response,
  { given, publicUrl }: { readonly given: Given; readonly publicUrl: string | undefined },
): Promise<SignedIn> {
  requireOwnPage(request);
  const party = requireParty(request, publicUrl);
  const source = request.ip ?? "";
  const attempt = await beginAttempt(pool, { what: "passkey", source, device: null });
  const found = await accountByPasskey(pool, party, given);
  if (!found) {
    await attempt.tell(REAL, {
      what: "sign_in_refused",
      account: null,
      person: null,
      at: "passkey",
    });
    throw new ApiError("passkey_refused");
  }
  await attempt.succeed();
  const opened = await inTransaction(pool, async (tx) => {
    await usePasskey(tx, found.passkey, found.counter);
    return openFor(tx, request, found.account, "passkey");
  });
  setSession(response, opened);
  return opened.body;
}

interface Found {
  readonly account: AccountRow;
  readonly passkey: string;
  readonly counter: number;
}

async function accountByPasskey(
  pool: pg.Pool,
  party: Party,
  { challenge, response }: Given,
): Promise<Found | null> {
  const asked = await takeChallenge(pool, "passkey", challenge);
  const { id } = response;
  const key = typeof id === "string" ? await readPasskey(pool, id) : null;
  const account = key && (await readAccount(pool, key.account));
  if (!asked || !key || account?.status !== "active") return null;
  const checked = await verified(() =>
    verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: key.id,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64url")),
        counter: key.counter,
      },
    }),
  );
  if (!checked?.verified) return null;
  return { account, passkey: key.id, counter: checked.authenticationInfo.newCounter };
}

/** The library says by throwing that something is not right; what exactly helps nobody but an attacker. */
async function verified<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
