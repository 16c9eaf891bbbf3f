import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manner } from "#domain/behaviour.ts";

/** What a conductor must not lose: which campaign it conducts, how, and its actors' tokens (shown only once). */
export interface Remembered {
  readonly campaign: string;
  readonly manner: Manner;
  readonly seed: number;
  readonly actors: readonly (readonly [person: string, token: string])[];
}

/** One file for each campaign file's id in the data folder, readable by its owner only. */
const fileOf = (dataFolder: string, key: string): string =>
  join(dataFolder, "rehearsals", `${key}.json`);

export function remember(dataFolder: string, key: string, rehearsal: Remembered): void {
  mkdirSync(join(dataFolder, "rehearsals"), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(dataFolder, key), JSON.stringify(rehearsal), { mode: 0o600 });
}

export function recall(dataFolder: string, key: string): Remembered | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataFolder, key), "utf8")) as Remembered;
  } catch {
    return null;
  }
}
