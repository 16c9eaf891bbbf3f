import { z } from "zod";
import { TOKEN_SCOPES } from "#domain/token-scope.ts";
import { id, instant } from "./contract.ts";
import {
  authenticator,
  challenge,
  done,
  empty,
  login,
  password,
  signedIn,
} from "./contract-session.ts";

/** One's own account. Passwords go in, never out. */

const name = z.string().trim().min(1).max(200);

const passkeyItem = z.object({
  id,
  name: z.string(),
  madeAt: instant,
  usedAt: instant.nullable(),
});

const own = z.object({
  id,
  login: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  language: z.enum(["vi", "en"]),
  password: z.boolean(),
  passwordAt: instant.nullable(),
  totp: z.boolean(),
  recoveryCodesLeft: z.int(),
  office: z.boolean(),
  administers: z.array(z.object({ unit: z.string(), name: z.string() })),
  passkeys: z.array(passkeyItem),
});

const account = z
  .object({
    /** null for a session that no account opened (the printed address, the command line's tokens). */
    account: own.nullable(),
    /** Nobody administers yet, and this session may make the first who does. */
    firstAdministrator: z.boolean(),
  })
  .meta({ id: "OwnAccount" });

const sessionItem = z
  .object({
    id,
    how: z.string(),
    device: z.string().nullable(),
    openedAt: instant,
    seenAt: instant,
    expiresAt: instant.nullable(),
    current: z.boolean(),
  })
  .meta({ id: "SessionItem" });

const scope = z.enum(TOKEN_SCOPES);

const tokenItem = z
  .object({
    id,
    label: z.string(),
    /** null = made by the command line, good for all that the person may. */
    scopes: z.array(scope).nullable(),
    madeAt: instant,
    seenAt: instant.nullable(),
    expiresAt: instant.nullable(),
  })
  .meta({ id: "TokenItem" });

const self = { right: "keep_self" } as const;
const post = { method: "post" } as const;
const read = { method: "get" } as const;
const at = "/api/account";

export const ACCOUNT_ROUTES = {
  firstAdministrator: {
    ...post,
    path: "/api/accounts/first",
    right: "keep_accounts",
    summary: "Make the first administrator, once",
    body: z.strictObject({ name, login, password }).meta({ id: "FirstAdministrator" }),
    answers: { 200: signedIn },
  },
  account: {
    ...read,
    path: at,
    right: "see_self",
    summary: "Your own account",
    answers: { 200: account },
  },
  setAccount: {
    method: "put",
    ...self,
    path: at,
    summary: "Your name, where no register keeps it, and your language",
    body: z
      .strictObject({ name: name.optional(), language: z.enum(["vi", "en"]) })
      .meta({ id: "SetAccount" }),
    answers: { 200: account },
  },
  setPassword: {
    method: "put",
    ...self,
    path: `${at}/password`,
    summary: "A new password; other sessions end",
    body: z.strictObject({ present: password.optional(), password }).meta({ id: "SetPassword" }),
    answers: { 200: done },
  },
  beginTotp: {
    ...post,
    ...self,
    path: `${at}/totp`,
    summary: "A secret for an authenticator app, as text and as a QR code",
    body: empty,
    answers: {
      200: z.object({ secret: z.string(), uri: z.string(), svg: z.string() }).meta({ id: "Totp" }),
    },
  },
  confirmTotp: {
    ...post,
    ...self,
    path: `${at}/totp/confirm`,
    summary: "Switch the second step on with a first code; gives recovery codes, this once",
    body: z.strictObject({ code: z.string().max(50) }).meta({ id: "ConfirmTotp" }),
    answers: { 200: z.object({ codes: z.array(z.string()) }).meta({ id: "RecoveryCodes" }) },
  },
  endTotp: {
    ...post,
    ...self,
    path: `${at}/totp/end`,
    summary: "Switch the second step off",
    body: z.strictObject({ password: password.optional() }).meta({ id: "EndTotp" }),
    answers: { 200: done },
  },
  newPasskey: {
    ...post,
    ...self,
    path: `${at}/passkeys/options`,
    summary: "Begin to add a passkey",
    body: empty,
    answers: { 200: challenge },
  },
  addPasskey: {
    ...post,
    ...self,
    path: `${at}/passkeys`,
    summary: "Add a passkey",
    body: z
      .strictObject({ challenge: z.string().max(100), response: authenticator, name })
      .meta({ id: "AddPasskey" }),
    answers: { 200: done },
  },
  deletePasskey: {
    method: "delete",
    ...self,
    path: `${at}/passkeys/:passkey`,
    summary: "Remove a passkey",
    answers: { 200: done },
  },
  sessions: {
    ...read,
    ...self,
    path: `${at}/sessions`,
    summary: "Your sessions",
    answers: { 200: z.object({ items: z.array(sessionItem) }).meta({ id: "Sessions" }) },
  },
  endSessions: {
    method: "delete",
    ...self,
    path: `${at}/sessions`,
    summary: "End all your sessions but this one",
    answers: { 200: done },
  },
  endSession: {
    method: "delete",
    ...self,
    path: `${at}/sessions/:session`,
    summary: "End one of your sessions",
    answers: { 200: done },
  },
  tokens: {
    ...read,
    ...self,
    path: `${at}/tokens`,
    summary: "Your API tokens, without the tokens themselves",
    answers: { 200: z.object({ items: z.array(tokenItem) }).meta({ id: "Tokens" }) },
  },
  makeToken: {
    ...post,
    ...self,
    path: `${at}/tokens`,
    summary: "An API token of yours, with scopes and a last day; shown this once",
    body: z
      .strictObject({
        label: name,
        scopes: z.array(scope).min(1).max(3),
        days: z.int().min(1).max(366),
      })
      .meta({ id: "MakeToken" }),
    answers: {
      200: z.object({ id, token: z.string(), expiresAt: instant }).meta({ id: "MadeToken" }),
    },
  },
  deleteToken: {
    method: "delete",
    ...self,
    path: `${at}/tokens/:token`,
    summary: "Make a token of yours useless",
    answers: { 200: done },
  },
} as const;

export type OwnAccount = z.infer<typeof account>;
export type SessionItem = z.infer<typeof sessionItem>;
export type TokenItem = z.infer<typeof tokenItem>;
