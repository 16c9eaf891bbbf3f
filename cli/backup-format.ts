import { createHash, type Hash } from "node:crypto";

/**
 * A backup is a gzip of lines. First a header, then for each table its name and one line a row (Postgres' own
 * text of the row, as a JSON string), last a trailer with the rows counted and a SHA-256 of every line before
 * it: a file that was cut off or changed is noticed before anything is believed.
 */
export const FORMAT = "plenum-backup";
export const VERSION = 1;

export interface Header {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** When the snapshot was taken, by Postgres' clock. */
  readonly at: string;
  /** The migrations that make the tables, in order. */
  readonly migrations: readonly string[];
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface Trailer {
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

export const lineHash = (): Hash => createHash("sha256");
