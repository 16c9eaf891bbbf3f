import type { MessageItem } from "#api/contract-list.ts";

/** In a rehearsal nothing is handed to a mail server, and the word must not claim it. */
export function messageWord(message: MessageItem, rehearsal: boolean) {
  return rehearsal && message.status === "accepted"
    ? ("message_kept" as const)
    : (`message_${message.status}` as const);
}
