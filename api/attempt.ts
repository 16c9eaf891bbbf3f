import type { Request } from "express";
import type pg from "pg";
import { z } from "zod";
import { DomainError } from "#domain/errors.ts";
import { enterRefusal } from "#prisma/sql/refusal.ts";
import { type Account, ownerOf } from "#prisma/sql/token.ts";
import { askerOf, shownBy } from "./auth.ts";
import type { Problem } from "./contract.ts";
import { accountKey } from "./idempotency.ts";

/** Refusals that are in the chain already: the transaction that refused the act entered them. */
const entered = new WeakSet<Error>();

/** The chain has this refusal: it is not entered a second time. */
export function markEntered<Refused extends Error>(error: Refused): Refused {
  entered.add(error);
  return error;
}

/** What was tried: the request itself, or one row of many. */
interface Tried {
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Enters a refused attempt in the audit chain: by whom, on what, for whom and from what paper. What nobody known
 * tried, what was only malformed and what is our own fault are no attempts.
 */
export async function enterAttempt(
  pool: pg.Pool,
  request: Request,
  error: unknown,
  { status, code }: Pick<Problem, "status" | "code">,
  tried: Tried = request,
): Promise<void> {
  const path = pathOf(tried.path);
  if (path === null || !isRefusal(error, status)) return;
  if (error instanceof Error && entered.has(error)) return;
  const account = await whoAsked(pool, request);
  if (!account) return;
  const [, campaign = null, unit] = PLACE.exec(path) ?? [];
  const { person, token, realm, kind } = account;
  const entry = {
    what: "refused",
    refused: code,
    method: request.method,
    path,
    ...(unit === undefined ? {} : { unit }),
    by: accountKey(account),
    token,
    person,
    ...paperOf(tried.body),
  };
  const operator = kind === "operator";
  await enterRefusal(pool, { realm, operator, account: accountKey(account), campaign, entry });
}

/** Secret addresses (calendars, links of mails) stand in no chain: only what is asked of the API and its lists. */
function pathOf(path: string): string | null {
  if (!/^\/(api|print)\//.test(path)) return null;
  try {
    return decodeURIComponent(path)
      .normalize("NFC")
      .replace(/[\p{Cc}\p{Cs}]/gu, "")
      .slice(0, 200);
  } catch {
    return path.slice(0, 200);
  }
}

const PLACE = /^\/(?:api\/(?:campaigns|rehearsals)|print\/[\w-]+)\/([^/]+)(?:\/units\/([^/]+))?/;

const isRefusal = (error: unknown, status: number): boolean =>
  error instanceof DomainError || status === 401 || status === 403 || status === 404;

/** Also of a token that is worth nothing any more: somebody still uses it. */
async function whoAsked(pool: pg.Pool, request: Request): Promise<Account | null> {
  const known = askerOf(request);
  if (known) return known;
  const shown = shownBy(request);
  return shown && (await ownerOf(pool, shown.token));
}

const PAPER = z.object({
  type: z.string().max(50).optional(),
  onBehalf: z.object({ person: z.string().max(300) }).optional(),
  evidence: z.string().max(2000).optional(),
});

/** What the body says of the act, for whom and from what paper; nothing where it cannot be read. */
function paperOf(body: unknown): { act?: string; for?: string; evidence?: string } {
  try {
    const said: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString("utf8")) : body;
    const { type, onBehalf, evidence } = PAPER.parse(said);
    return {
      ...(type === undefined ? {} : { act: type }),
      ...(onBehalf === undefined ? {} : { for: onBehalf.person }),
      ...(evidence === undefined ? {} : { evidence: evidence.normalize("NFC") }),
    };
  } catch {
    return {};
  }
}
