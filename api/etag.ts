import { createHash } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Answers 304 where the reader already has this version. Express' own check is not used: it gives in to
 * the `Cache-Control: no-cache` that browsers add to a conditional request of their own accord.
 */
export function notModified(request: Request, response: Response, version: string): boolean {
  const etag = `W/"${version}"`;
  response.setHeader("ETag", etag);
  const known = (request.get("If-None-Match") ?? "").split(",").map((tag) => tag.trim());
  if (!known.includes(etag)) return false;
  response.status(304).end();
  return true;
}

/** The version of a small answer: its content. */
export const versionOf = (content: string): string =>
  createHash("sha256").update(content).digest("base64url").slice(0, 27);
