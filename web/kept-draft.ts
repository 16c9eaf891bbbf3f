import { del, get, set } from "idb-keyval";

/** A text that is not yet on the server, kept on this device. */
export interface KeptDraft {
  readonly title: string;
  readonly content: string;
  /** Hash of the version it was begun from; null where there was none. */
  readonly basedOn: string | null;
}

const keyOf = (path: string): string => `plenum.draft ${path}`;

/** Reads what was kept; nothing where the browser keeps nothing (private windows). */
export async function keptDraft(path: string): Promise<KeptDraft | null> {
  try {
    return (await get<KeptDraft>(keyOf(path))) ?? null;
  } catch {
    return null;
  }
}

export async function keepDraft(path: string, draft: KeptDraft): Promise<void> {
  try {
    await set(keyOf(path), draft);
  } catch {
    // The text is still on the page, and goes to the server as soon as it can.
  }
}

export async function dropDraft(path: string): Promise<void> {
  try {
    await del(keyOf(path));
  } catch {
    // As above.
  }
}
