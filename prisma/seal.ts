import { createHmac, timingSafeEqual } from "node:crypto";

const SEAL = 32;

/** What makes the address work: only the mail itself holds it. The same at every attempt. */
export const sealOf = (key: string, message: string, person: string): string =>
  createHmac("sha256", key).update(`${message}\0${person}`).digest("base64url").slice(0, SEAL);

export function isSeal(key: string, message: string, person: string, given: string): boolean {
  const seal = Buffer.from(sealOf(key, message, person));
  const shown = Buffer.from(given);
  return seal.length === shown.length && timingSafeEqual(seal, shown);
}

/** The name of the key that seals links. */
export const LINK_KEY = "mail-link";
