import { del, get, set } from "idb-keyval";
import { type Definition, isPart } from "#domain/definition.ts";

/** Work that the server does not have yet, on this device. */
export interface KeptDraft {
  readonly value: Definition;
  /** The version of the draft that it began from. */
  readonly version: number;
}

const keyOf = (draft: string): string => `plenum.draft.${draft}`;

/** Storage may be switched off: then the work lasts as long as the page, and saving to the server goes on. */
const quietly = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => {},
    () => {},
  );

export const keepOnDevice = (draft: string, kept: KeptDraft): Promise<void> =>
  quietly(set(keyOf(draft), kept));

export const dropFromDevice = (draft: string): Promise<void> => quietly(del(keyOf(draft)));

export async function keptOnDevice(draft: string): Promise<KeptDraft | null> {
  const kept: unknown = await get(keyOf(draft)).catch(() => null);
  if (!isPart(kept) || !isPart(kept["value"]) || typeof kept["version"] !== "number") return null;
  return { value: kept["value"], version: kept["version"] };
}
