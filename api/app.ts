import { randomUUID } from "node:crypto";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { oidcRoutes } from "./account/oidc.ts";
import { enterAttempt } from "./attempt.ts";
import { openSession } from "./auth.ts";
import { serveFeed } from "./calendar.ts";
import { ApiError, problemOf, toProblem } from "./errors.ts";
import { serveIndexPage } from "./index-page.ts";
import { mailLinks } from "./mail-link.ts";
import { openApi } from "./openapi.ts";
import { printRoutes } from "./print.ts";
import { createRouter, type Deps, languageOf } from "./router.ts";
import { createHandlers } from "./routes/all.ts";

export interface AppOptions extends Deps {
  readonly version: string;
  /** Folder of the built page; null where only the API is served. */
  readonly web: string | null;
  /** Proxies whose word about who asks is believed: addresses, ranges; this machine's, unless said otherwise. */
  readonly proxies?: string;
}

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
} as const;

/** The whole HTTP surface, without a listening port. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", options.proxies ?? "loopback");
  app.locals["publicUrl"] = options.publicUrl;
  const document = openApi(options.version);
  app.use((request, response, next) => {
    response.set(HEADERS);
    if (request.path.startsWith("/api/")) response.set("Cache-Control", "private, no-cache");
    next();
  });
  app.use(compression({ threshold: 1024, filter: isCompressed }));
  app.get("/openapi.json", (_, response) => void response.json(document));
  const handlers = createHandlers(options);
  app.use(createRouter(options, handlers));
  app.use(mailLinks(options, handlers));
  if (options.oidc) app.use(oidcRoutes(options, options.oidc));
  app.use(printRoutes(options.pool));
  app.get("/calendar/:file", (request, response, next) => {
    serveFeed(request, response, options.pool, options.publicUrl ?? null).catch(next);
  });
  app.get("/", (request, response, next) => {
    const { code } = request.query;
    if (typeof code !== "string") return next();
    openSession(request, response, options.pool, code).catch((error: unknown) => {
      // A person sees the way in and why; a program the problem itself.
      const used = error instanceof ApiError && error.code === "code_used";
      const person = options.web !== null && request.accepts(["json", "html"]) === "html";
      if (used && person) return response.redirect(303, "/sign-in?problem=code_used");
      next(error);
    });
  });
  if (options.web !== null) serveIndexPage(app, options.web, HEADERS["Content-Security-Policy"]);
  app.use((request, response) => {
    const { method, path } = request;
    const words = { method, path: path.slice(0, 200) };
    sendProblem(request, response, problemOf("unknown_route", words, languageOf(request)));
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    refuse(error, request, response, options).catch(next);
  });
  return app;
}

/** A stream is written in small pieces that must leave at once. */
function isCompressed(request: Request, response: Response): boolean {
  const type = String(response.getHeader("Content-Type") ?? "");
  return !type.startsWith("text/event-stream") && compression.filter(request, response);
}

function sendProblem(
  request: Request,
  response: Response,
  problem: ReturnType<typeof problemOf>,
): void {
  if (response.headersSent) return void response.destroy();
  response.status(problem.status).set("Content-Language", languageOf(request));
  if (problem.status === 401) response.set("WWW-Authenticate", 'Bearer realm="plenum"');
  const pause = problem.status === 503 ? 2 : problem.data?.["seconds"];
  if (problem.status === 503 || problem.status === 429)
    response.set("Retry-After", String(pause ?? 1));
  response.type("application/problem+json").send(JSON.stringify(problem));
}

/**
 * The one place where an error becomes an answer. What is our own fault is logged, never shown; what was refused
 * is in the audit chain before the answer leaves.
 */
async function refuse(
  error: unknown,
  request: Request,
  response: Response,
  { pool, log }: Pick<AppOptions, "pool" | "log">,
): Promise<void> {
  const trace = randomUUID();
  const problem = toProblem(error, trace, languageOf(request));
  if (problem.status === 500) {
    const stack = error instanceof Error ? error.stack : String(error);
    log(`${trace} ${request.method} ${request.route?.path ?? "?"} ${stack}`);
  }
  try {
    await enterAttempt(pool, request, error, problem);
  } catch (failed) {
    log(`${trace} a refused attempt was not entered: ${String(failed)}`);
  }
  sendProblem(request, response, problem);
}
