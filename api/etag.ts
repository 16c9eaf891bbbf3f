import type { Request, Response } from "express";

/**
 * Answers 304 where the reader already has this version, before the body is even read from the
 * database. Small answers need no version of their own: Express tags them by their content.
 */
export function notModified(request: Request, response: Response, version: string): boolean {
  response.setHeader("ETag", `W/"${version}"`);
  if (!request.fresh) return false;
  response.status(304).end();
  return true;
}
