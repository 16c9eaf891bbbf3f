import { z } from "zod";
import { id, instant } from "./contract.ts";

/** Browsers that may notify their person. */

export const pushView = z
  .object({
    /** The key that a browser subscribes with (VAPID), base64url. */
    publicKey: z.string(),
    devices: z.array(z.object({ id, label: z.string(), madeAt: instant })),
  })
  .meta({ id: "PushDevices" });

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, "base64url")
    .refine(
      (text) => Buffer.from(text, "base64url").length === bytes,
      `${bytes} bytes in base64url`,
    );

/** `PushSubscription.toJSON()` of the browser, with a name for it. */
export const pushBody = z
  .strictObject({
    endpoint: z.url().max(1_000),
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
    label: z.string().trim().max(80).default(""),
  })
  .meta({ id: "PushSubscription" });

/** Routes of this part of the table: see contract-routes.ts. */
export const PUSH_ROUTES = {
  push: {
    method: "get",
    path: "/api/me/push",
    right: "read_inbox",
    summary: "The browsers in which you are notified, and the key to subscribe another with",
    answers: { 200: pushView },
  },
  addPush: {
    method: "post",
    path: "/api/me/push",
    right: "act",
    summary: "Be notified in this browser",
    body: pushBody,
    answers: { 200: pushView },
  },
  removePush: {
    method: "delete",
    path: "/api/me/push/:device",
    right: "act",
    summary: "Be notified in that browser no longer",
    answers: { 200: pushView },
  },
} as const;

export type PushView = z.infer<typeof pushView>;
