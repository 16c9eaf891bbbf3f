import type { ObligationAct } from "#domain/obligation.ts";
import { sealOf } from "#prisma/seal.ts";
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

/**
 * The question's address as the message keeps it: without its seal, so that whoever reads the mailbox
 * cannot act in somebody's place.
 */
export const quickLink = (publicUrl: string, message: string): string =>
  `${publicUrl}/do/${message}`;

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
