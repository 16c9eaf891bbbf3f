import type { Request, Response } from "express";
import type pg from "pg";
import { feedFile } from "#domain/calendar-file.ts";
import { feedAt, feedWasRead } from "#prisma/sql/feed.ts";
import { readFeed } from "#prisma/sql/feed-reading.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { ApiError } from "./errors.ts";
import { notModified, versionOf } from "./etag.ts";

/** How a calendar program may keep an answer, and that nobody on the way may. */
const HEADERS = {
  "Cache-Control": "private, max-age=300",
  "Content-Disposition": 'inline; filename="plenum.ics"',
  "X-Robots-Tag": "noindex, nofollow",
} as const;

/**
 * A feed at its secret address: no account is needed, and whoever has the address sees what its maker may see
 * now. An address that is wrong, revoked or shows nothing any more is simply not there.
 * @throws ApiError not_found
 */
export async function serveFeed(
  request: Request,
  response: Response,
  pool: pg.Pool,
  publicUrl: string | null,
): Promise<void> {
  const secret = /^([\w-]{43})\.ics$/.exec(String(request.params["file"]))?.[1];
  const feed = secret === undefined ? null : await feedAt(pool, secret);
  const reading = feed && (await readFeed(pool, feed));
  if (!feed || !reading) throw new ApiError("not_found", { what: "calendar" });
  await feedWasRead(pool, feed);
  const { language, realm } = feed;
  const head = { name: reading.name, language, rehearsal: realm !== REAL };
  const campaigns = new Map(reading.entries.map(({ uid, campaign }) => [uid, campaign]));
  const content = feedFile(head, reading.entries, ({ uid, unit, step }) => {
    if (publicUrl === null) return null;
    const open = new URLSearchParams({ open: `${unit}/${step}` });
    return `${publicUrl}/campaigns/${encodeURIComponent(campaigns.get(uid) ?? "")}?${open.toString()}`;
  });
  response.set(HEADERS);
  if (notModified(request, response, versionOf(content))) return;
  response.status(200).type("text/calendar; charset=utf-8").send(content);
}
