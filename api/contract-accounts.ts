import { z } from "zod";
import { id, instant, listQuery, pageOf } from "./contract.ts";
import { done } from "./contract-session.ts";

/** Keeping other people's accounts: an administrator in their subtree, a clerk in their own unit. */

const way = z.enum(["mail", "slip"]);
const units = z.array(z.string().min(1).max(200)).max(200);

const deed = z.enum([
  "invite",
  "ask_recovery",
  "confirm_recovery",
  "end_sessions",
  "close",
  "grant",
]);

export const keptItem = z
  .object({
    /** null for an account that is nobody's in a campaign. */
    person: id.nullable(),
    name: z.string(),
    email: z.string().nullable(),
    units: z.array(z.object({ unit: z.string(), name: z.string() })),
    /** null: never invited. */
    account: id.nullable(),
    login: z.string().nullable(),
    status: z.enum(["invited", "active", "closed"]).nullable(),
    seenAt: instant.nullable(),
    totp: z.boolean(),
    /** An invitation or a recovery waits to be accepted until then. */
    codeUntil: instant.nullable(),
    administers: z.array(z.object({ unit: z.string(), name: z.string() })),
    /** What you may do to it. */
    may: z.array(deed),
  })
  .meta({ id: "KeptAccount" });

/** A slip's code is shown this once: print it and hand it over. */
const wayIn = z
  .object({
    account: id,
    way,
    expiresAt: instant,
    slip: z.object({ code: z.string(), address: z.string() }).nullable(),
  })
  .meta({ id: "WayIn" });

const recoveryItem = z
  .object({
    id,
    account: id,
    name: z.string(),
    askedBy: z.string(),
    reason: z.string(),
    askedAt: instant,
    expiresAt: instant,
    /** Whether you may be the second person. */
    mayConfirm: z.boolean(),
  })
  .meta({ id: "RecoveryItem" });

const keep = { right: "keep_accounts" } as const;
const post = { method: "post", ...keep } as const;
const at = "/api/accounts";

export const ACCOUNTS_ROUTES = {
  accounts: {
    method: "get",
    ...keep,
    path: at,
    summary: "People whose accounts you keep, with or without one, by name",
    query: listQuery.extend({ q: z.string().max(200).optional() }),
    answers: { 200: pageOf(keptItem, "KeptAccountPage") },
  },
  invite: {
    ...post,
    path: `${at}/invitations`,
    summary: "Invite somebody: by mail, or as a slip for who has none; earlier invitations end",
    body: z
      .union([
        z.strictObject({ person: id, way }),
        /** An administrator who is nobody in a campaign. */
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          email: z.email().max(200).nullable(),
          administers: units.min(1),
          way,
        }),
        z.strictObject({ account: id, way }),
      ])
      .meta({ id: "Invite" }),
    answers: { 200: wayIn },
  },
  setGrants: {
    method: "put",
    ...keep,
    path: `${at}/:account/grants`,
    summary: "What an account administers from now on: units with all below; `*` = the realm",
    body: z.strictObject({ units }).meta({ id: "SetGrants" }),
    answers: { 200: done },
  },
  endAccountSessions: {
    ...post,
    path: `${at}/:account/end-sessions`,
    summary: "End all sessions and tokens of an account",
    body: z.strictObject({}),
    answers: { 200: done },
  },
  closeAccount: {
    ...post,
    path: `${at}/:account/close`,
    summary: "Close an account; inviting again opens it",
    body: z.strictObject({}),
    answers: { 200: done },
  },
  askRecovery: {
    ...post,
    path: `${at}/:account/recovery`,
    summary: "Ask for a recovery; a second person confirms it",
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }).meta({ id: "AskRecovery" }),
    answers: { 200: z.object({ id }).meta({ id: "RecoveryAsked" }) },
  },
  recoveries: {
    method: "get",
    ...keep,
    path: "/api/recoveries",
    summary: "Recoveries that wait for a second person",
    answers: { 200: z.object({ items: z.array(recoveryItem) }).meta({ id: "Recoveries" }) },
  },
  confirmRecovery: {
    ...post,
    path: "/api/recoveries/:recovery/confirm",
    summary: "Confirm a recovery: all sessions end, and a one-time code is made",
    body: z.strictObject({ way }).meta({ id: "ConfirmRecovery" }),
    answers: { 200: wayIn },
  },
  refuseRecovery: {
    method: "delete",
    ...keep,
    path: "/api/recoveries/:recovery",
    summary: "Refuse a recovery, or take one back",
    answers: { 200: done },
  },
} as const;

export type KeptItem = z.infer<typeof keptItem>;
export type WayInView = z.infer<typeof wayIn>;
export type RecoveryItem = z.infer<typeof recoveryItem>;
