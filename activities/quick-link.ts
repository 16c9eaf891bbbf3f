import { createHmac, timingSafeEqual } from "node:crypto";
import type { ObligationAct } from "#domain/obligation.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";

/**
 * Acts that one answer settles, so that a mail may lead straight to the question. What needs writing or
 * choosing is done in the app.
 */
const QUICK_ACTS: ReadonlySet<ObligationAct> = new Set<ObligationAct>([
  "approve",
  "accept",
  "acknowledge",
  "issue",
  "do",
]);

export const isQuickAct = (act: ObligationAct): boolean => QUICK_ACTS.has(act);

/** The step in the app: whoever opens it signs in there. */
export function pageLink(
  publicUrl: string,
  at: { readonly campaign: string; readonly unit: string; readonly step: string },
): string {
  const open = new URLSearchParams({ open: `${at.unit}/${at.step}` });
  return `${publicUrl}/campaigns/${encodeURIComponent(at.campaign)}?${open.toString()}`;
}

/**
 * The question's address as the message keeps it: without its seal, so that whoever reads the mailbox
 * cannot act in somebody's place.
 */
export const quickLink = (publicUrl: string, message: string): string =>
  `${publicUrl}/do/${message}`;

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

/** Seals the address in a message, if there is one, just before it goes out. The key is read once. */
export function sealer(read: () => Promise<string>) {
  let known: string | null = null;
  return async (message: ClaimedMessage): Promise<ClaimedMessage> => {
    const { id, person, text, html } = message;
    const open = `/do/${id}`;
    if (person == null || !text.includes(open)) return message;
    known ??= await read();
    const closed = `${open}.${sealOf(known, id, person)}`;
    return { ...message, text: text.replaceAll(open, closed), html: html.replaceAll(open, closed) };
  };
}
