import { z } from "zod";
import { ApiError } from "./errors.ts";

/**
 * Keyset cursors: the sort key of the last row read. A page stays where it is while rows are added
 * elsewhere, and no page is counted from the beginning.
 */
export type CursorKey = readonly (string | number)[];

export interface PageRequest<Shape extends CursorShape = CursorShape> {
  readonly limit: number;
  /** Rows to read: one more than asked, to know whether there is a next page. */
  readonly read: number;
  readonly after: z.output<(typeof shapes)[Shape]> | null;
}

const shapes = {
  text: z.tuple([z.string()]),
  "text,text": z.tuple([z.string(), z.string()]),
  "text,text,text": z.tuple([z.string(), z.string(), z.string()]),
  "number,text": z.tuple([z.number(), z.string()]),
  "text,number": z.tuple([z.string(), z.number()]),
  "text,text,number,number": z.tuple([z.string(), z.string(), z.number(), z.number()]),
  number: z.tuple([z.number()]),
} as const;

export type CursorShape = keyof typeof shapes;

/** Reads `cursor` and `limit`; a cursor of another list, or none of ours, is a 400. */
export function pageRequest<Shape extends CursorShape>(
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  shape: Shape,
): PageRequest<Shape> {
  if (cursor === undefined) return { limit, read: limit + 1, after: null };
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const after = shapes[shape].parse(decoded) as z.output<(typeof shapes)[Shape]>;
    return { limit, read: limit + 1, after };
  } catch {
    throw new ApiError("bad_cursor");
  }
}

/** Cuts the row too many and says where to read on. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  request: PageRequest,
  keyOf: (row: Row) => CursorKey,
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const kept = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? kept.at(-1) : undefined;
  return {
    items: kept.map(itemOf),
    next: last ? Buffer.from(JSON.stringify(keyOf(last))).toString("base64url") : null,
  };
}
