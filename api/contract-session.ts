import { z } from "zod";
import { id } from "./contract.ts";

/** Signing in and out. Passwords go in, never out. */

export const login = z.string().min(1).max(200);
export const password = z.string().min(1).max(1000);
/** What a browser's authenticator says; the library that reads it checks it. */
export const authenticator = z.record(z.string(), z.unknown());
/** What the browser's authenticator is asked with, as the library makes it. */
const options = z.record(z.string(), z.unknown());

export const empty = z.strictObject({});
export const done = z.object({ done: z.literal(true) }).meta({ id: "Done" });

export const signInOffers = z
  .object({
    passkeys: z.boolean(),
    /** The office's own sign-in: the words on its button. */
    office: z.string().nullable(),
  })
  .meta({ id: "SignInOffers" });

export const signInBody = z
  .strictObject({
    login,
    password,
    /** 6 digits of an authenticator app, or a recovery code, where the account wants a second step. */
    code: z.string().max(50).optional(),
  })
  .meta({ id: "SignIn" });

export const signedIn = z
  .object({ account: id, name: z.string(), login: z.string() })
  .meta({ id: "SignedIn" });

export const challenge = z
  .object({ challenge: z.string(), options })
  .meta({ id: "PasskeyChallenge" });

const passkeyAnswer = z
  .strictObject({ challenge: z.string().max(100), response: authenticator })
  .meta({ id: "PasskeyAnswer" });

const code = z.string().min(1).max(200);

const welcomeView = z
  .object({
    kind: z.enum(["invitation", "recovery"]),
    name: z.string(),
    /** Proposed, or the one the account has. */
    login: z.string(),
  })
  .meta({ id: "Welcome" });

const anyone = { right: "public" } as const;
const post = { method: "post" } as const;
const read = { method: "get" } as const;

export const SESSION_ROUTES = {
  signInOffers: {
    ...read,
    ...anyone,
    path: "/api/sign-in",
    summary: "Ways to sign in here",
    answers: { 200: signInOffers },
  },
  signIn: {
    ...post,
    ...anyone,
    path: "/api/session",
    summary: "Sign in with a password; sets the session cookie",
    body: signInBody,
    answers: { 200: signedIn },
  },
  signOut: {
    method: "delete",
    path: "/api/session",
    right: "see_self",
    summary: "End this session",
    answers: { 200: done },
  },
  passkeyChallenge: {
    ...post,
    ...anyone,
    path: "/api/session/passkey/options",
    summary: "Begin to sign in with a passkey",
    body: empty,
    answers: { 200: challenge },
  },
  passkeySignIn: {
    ...post,
    ...anyone,
    path: "/api/session/passkey",
    summary: "Sign in with a passkey; sets the session cookie",
    body: passkeyAnswer,
    answers: { 200: signedIn },
  },
  welcomeLook: {
    ...post,
    ...anyone,
    path: "/api/welcome/look",
    summary: "Whose one-time code it is",
    body: z.strictObject({ code }).meta({ id: "WelcomeCode" }),
    answers: { 200: welcomeView },
  },
  welcome: {
    ...post,
    ...anyone,
    path: "/api/welcome",
    summary: "Accept an invitation or a recovery: login and password; sets the session cookie",
    body: z.strictObject({ code, login, password }).meta({ id: "AcceptWelcome" }),
    answers: { 200: signedIn },
  },
} as const;

export type SignInOffers = z.infer<typeof signInOffers>;
export type SignedIn = z.infer<typeof signedIn>;
export type WelcomeView = z.infer<typeof welcomeView>;
