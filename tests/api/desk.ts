import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { z } from "zod";
import { createApp } from "#api/app.ts";
import { problem } from "#api/contract.ts";
import { ROUTES, type Route } from "#api/contract-routes.ts";
import { createPace, type Pace } from "#api/pace.ts";
import { createChangeFeed } from "#api/sse.ts";
import { inTransaction } from "#prisma/client.ts";
import { issueActorTokens, issueToken } from "#prisma/sql/token.ts";
import { type Engine, until } from "#tests/engine/engine.ts";

/** A parsed body; tests read from it what they expect, the contract has checked its shape. */
export type Parsed = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly body: Parsed;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly raw?: string | Uint8Array;
}

/** A served API over a test's engine, and what its readers need. */
export interface Desk {
  readonly base: string;
  /** Lines that the API logged. */
  readonly logged: string[];
  call(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<Answer>;
  /** Tokens of everybody in a campaign's realm, by person. */
  actors(campaign: string): Promise<ReadonlyMap<string, string>>;
  operator(): Promise<string>;
  end(): Promise<void>;
}

export interface DeskOptions {
  /** How long a command's outcome is waited for, in ms. */
  readonly patience?: number;
  /** Folder of a page to serve. */
  readonly web?: string | null;
  /** What keeps one account from taking everybody's time. */
  readonly pace?: Pace;
  /** Signs a relay's reports. */
  readonly bounceSecret?: string;
  /** Push services besides those of the usual browsers. */
  readonly pushHosts?: readonly string[];
  /** Whether the real realm is made first. */
  readonly prepare?: boolean;
}

/** Serves the API on a free port. */
export async function aDesk(
  engine: Engine,
  { patience = 10_000, web = null, prepare = true, pace = createPace(), ...more }: DeskOptions = {},
): Promise<Desk> {
  const logged: string[] = [];
  const log = (line: string): void => void logged.push(line);
  const { pool, sender } = engine;
  const changes = createChangeFeed(pool, log);
  const endRuns = (): Promise<void> => Promise.resolve();
  const app = createApp({
    pace,
    pool,
    sender,
    changes,
    patience,
    endRuns,
    log,
    version: "test",
    web,
    ...more,
  });
  const server: Server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const realm =
    "INSERT INTO realms (id, kind, title) VALUES ('real', 'real', 'Plenum') ON CONFLICT DO NOTHING";
  if (prepare) await pool.query(realm);
  return {
    base,
    logged,
    call: (token, method, path, body, options) =>
      call(base, { token, method, path, body, ...options }),
    actors: async (campaign) => {
      const { rows } = await pool.query("SELECT realm FROM campaigns WHERE id = $1", [campaign]);
      const actors = await inTransaction(pool, (tx) => issueActorTokens(tx, rows[0].realm));
      return new Map(actors.map((actor) => [actor.person, actor.token]));
    },
    operator: async () => {
      const asked = { realm: "real", person: null, label: "test", kind: "api", hours: 1 } as const;
      return (await inTransaction(pool, (tx) => issueToken(tx, asked))).token;
    },
    end: async () => {
      changes.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      expect(logged, "what the API logged").toEqual([]);
    },
  };
}

interface Request extends CallOptions {
  readonly token: string | null;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

async function call(base: string, request: Request): Promise<Answer> {
  const { token, method, path, body, key = randomUUID(), headers = {}, raw } = request;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(base + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { "content-type": "application/json" }),
      ...(method === "GET" ? {} : { "idempotency-key": key }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  const parsed: unknown = /[/+]json/.test(type) ? JSON.parse(text) : text;
  if (path.startsWith("/api/") && response.status !== 304)
    requireContract(method, path, response.status, type, parsed);
  return { status: response.status, body: parsed, headers: response.headers };
}

/** Every answer a test sees is what the contract, and so the OpenAPI document, says: no more and no less. */
function requireContract(
  method: string,
  path: string,
  status: number,
  type: string,
  body: unknown,
): void {
  if (status >= 400) {
    expect(type).toContain("application/problem+json");
    expect(problem.parse(body)).toEqual(body);
    return;
  }
  const [plain = ""] = path.split("?");
  const route = Object.values<Route>(ROUTES).find(
    (one) => one.method === method.toLowerCase() && pattern(one.path).test(plain),
  );
  const schema: z.ZodType | undefined = route?.answers[status];
  expect(schema, `${method} ${path} → ${status} in the contract`).toBeDefined();
  expect(schema?.parse(body)).toEqual(body);
}

/** Literal segments win over parameters because the table lists them first. */
const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);

export const stepPath = (campaign: string, unit: string, step: string): string =>
  `/api/campaigns/${campaign}/units/${unit}/steps/${step}`;

/** Waits until a step of a unit has this status, as the operator reads it. */
export const standsAt = (
  desk: Desk,
  token: string,
  campaign: string,
  unit: string,
  step: string,
  status: string,
): Promise<Answer> =>
  until(async () => {
    const read = await desk.call(token, "GET", stepPath(campaign, unit, step));
    return read.body.status === status ? read : null;
  });
