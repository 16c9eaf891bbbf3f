import { type NextFunction, type Request, type Response, Router, raw } from "express";
import type pg from "pg";
import type { z } from "zod";
import type { Language } from "#domain/text.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { Sender } from "#worker/sender.ts";
import type { OidcSettings } from "./account/oidc.ts";
import { authorise } from "./auth.ts";
import { parseWith, readBody } from "./body.ts";
import { ROUTES, type Route, type RouteName } from "./contract-routes.ts";
import { ApiError } from "./errors.ts";
import { notModified, versionOf } from "./etag.ts";
import { accountKey, hashOfRequest, keyOf, type WriteKey } from "./idempotency.ts";
import type { Pace } from "./pace.ts";
import type { ChangeFeed } from "./sse.ts";

/** What the routes work with. */
export interface Deps {
  /** The address people use; without it links are made of the request's host. */
  readonly publicUrl?: string;
  /** The office's own sign-in (OpenID Connect); left out where there is none. */
  readonly oidc?: OidcSettings | null;
  readonly pool: pg.Pool;
  readonly sender: Pick<Sender, "deliver" | "poke">;
  readonly changes: ChangeFeed;
  /** Longest wait for a command's outcome before the answer is 202, in ms. */
  readonly patience: number;
  /** Ends the workflow runs of cycles that are no more (a deleted rehearsal's). */
  readonly endRuns: (cycles: readonly string[]) => Promise<void>;
  readonly log: (line: string) => void;
  /** Push services besides those of the usual browsers. */
  readonly pushHosts?: readonly string[];
  /** Signs a relay's reports of what came back; without it there are none. */
  readonly bounceSecret?: string | null;
  /** Keeps one account from taking everybody's time. */
  readonly pace: Pace;
}

type PathNames<P extends string> = P extends `${infer _}:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : P extends `${infer _}:${infer Name}`
    ? Name
    : never;

type Table = typeof ROUTES;
type Parsed<R, Field extends string> =
  R extends Record<Field, infer S extends z.ZodType> ? z.output<S> : undefined;
type Answers<N extends RouteName> = Table[N]["answers"];

/** What a handler gets: everything parsed, the account known and allowed. */
export interface Call<N extends RouteName> {
  readonly account: Account;
  readonly params: Readonly<Record<PathNames<Table[N]["path"]>, string>>;
  readonly query: Parsed<Table[N], "query">;
  readonly body: Table[N] extends { file: "text" } ? Buffer : Parsed<Table[N], "body">;
  readonly write: WriteKey;
  readonly request: Request;
  readonly response: Response;
}

/** The answer; null when the handler has answered by itself (304, a stream). */
export type Answer<N extends RouteName> =
  | {
      [S in keyof Answers<N>]: {
        readonly status: S;
        readonly body: Answers<N>[S] extends z.ZodType ? z.input<Answers<N>[S]> : never;
        readonly location?: string;
      };
    }[keyof Answers<N>]
  | null;

export type Handlers = { readonly [N in RouteName]: (call: Call<N>) => Promise<Answer<N>> };

const SLOW_MS = 20_000;
/** What may take longer than that: a stream lasts, and a weak network takes its time with a file. */
const LASTING: ReadonlySet<RouteName> = new Set<RouteName>([
  "stream",
  "attachment",
  "auditExport",
  "realmAuditExport",
]);
/** Longest time for a body to arrive, in ms. */
const BODY_MS = 60_000;
const KB = 1024;
const NOBODY: Account = { token: "", kind: "person", realm: "", person: null, label: "" };

export const languageOf = (request: Request): Language =>
  request.acceptsLanguages("vi", "en") === "en" ? "en" : "vi";

/** One Express route for each row of the table. A row without a handler does not compile. */
export function createRouter(deps: Deps, handlers: Handlers): Router {
  const router = Router();
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route: Route = ROUTES[name];
    const handle = handlers[name] as unknown as (call: unknown) => Promise<Loose | null>;
    const body = raw({ type: () => true, limit: route.file ? 5 * KB * KB + KB : 256 * KB });
    // The account is asked before the body is read, so that nobody makes us read 5 MB for nothing.
    const guard = async (request: Request, response: Response): Promise<void> => {
      if (route.right === "public") return void (response.locals["account"] = NOBODY);
      const account = await authorise(request, deps.pool, route.right);
      deps.pace.request(account);
      response.locals["account"] = account;
    };
    const answer = async (request: Request, response: Response): Promise<void> => {
      const work = callOf(route, request, response).then(handle);
      const lasts = LASTING.has(name) || route.stream;
      const done = lasts ? await work : await inTime(work);
      if (done) send(route, request, response, done);
    };
    router[route.method](
      route.path,
      (request, response, next) => guard(request, response).then(() => next(), next),
      ...(route.body ? [hurried, body] : []),
      (request, response, next) => answer(request, response).catch(next),
    );
  }
  return router;
}

/** Cuts off whoever takes too long to send a body, so that nobody holds connections by the drop. */
function hurried(request: Request, _response: Response, next: NextFunction): void {
  const timer = setTimeout(() => request.destroy(), BODY_MS).unref();
  for (const end of ["end", "close"]) request.once(end, () => clearTimeout(timer));
  next();
}

interface Loose {
  readonly status: number;
  readonly body: unknown;
  readonly location?: string;
}

async function callOf(route: Route, request: Request, response: Response): Promise<unknown> {
  const account = response.locals["account"] as Account;
  const query = route.query ? parseWith(route.query, request.query) : undefined;
  const writes = route.method !== "get" && !route.pure;
  const key = writes ? keyOf(request) : "";
  const body = route.body ? readBody(route, request) : undefined;
  const hashed = Buffer.isBuffer(body) ? body.toString("base64") : body;
  const requestHash = writes ? hashOfRequest(request.method, request.path, hashed) : "";
  return {
    account,
    params: paramsOf(request),
    query,
    body,
    write: { account: accountKey(account), key, requestHash },
    request,
    response,
  };
}

/** Ids from the path, as they are stored: NFC, and nothing that no id holds. */
function paramsOf(request: Request): Record<string, string> {
  const named = Object.entries(request.params).map(([name, value]) => {
    const text = String(value).normalize("NFC");
    if (text.length > 300 || /[\s\p{Cc}\p{Cs}]/u.test(text))
      throw new ApiError("not_found", { what: text.slice(0, 50) });
    return [name, text] as const;
  });
  return Object.fromEntries(named);
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiError("timeout")), SLOW_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Only what the contract names leaves: the schema drops the rest. */
function send(
  route: Route,
  request: Request,
  response: Response,
  { status, body, location }: Loose,
): void {
  const schema = route.answers[status];
  if (!schema) throw new Error(`no answer ${status} in the contract of ${route.path}`);
  if (location !== undefined) response.location(location);
  const content = JSON.stringify(schema.parse(body));
  const tagged = request.method !== "GET" || response.hasHeader("ETag");
  if (!tagged && notModified(request, response, versionOf(content))) return;
  response.status(status).type("application/json").send(content);
}
