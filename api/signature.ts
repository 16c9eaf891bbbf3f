import { createHmac, timingSafeEqual } from "node:crypto";

/** A signature of older or later than this is none: a call that somebody has caught cannot be sent again. */
const WINDOW_S = 300;

/**
 * Whether a call is signed as our own webhook's are: `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>" in hex>`,
 * within five minutes of `now` (seconds).
 */
export function isSigned(
  secret: string,
  header: string | undefined,
  body: Uint8Array,
  now: number,
): boolean {
  const [, at, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  if (at === undefined || given === undefined || Math.abs(now - Number(at)) > WINDOW_S)
    return false;
  const wanted = createHmac("sha256", secret).update(`${at}.`).update(body).digest();
  return timingSafeEqual(wanted, Buffer.from(given, "hex"));
}
