import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool } from "#prisma/client.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let token: string;
let acts: string;
const HASH = "a".repeat(64);

beforeAll(async () => {
  engine = await anEngine();
  desk = await aDesk(engine, { patience: 50 });
  const campaign = await engine.begin(aPlayableCampaign(), { poke: false });
  token = (await desk.actors(campaign)).get("chau-thanh/standing-office/holder") ?? "";
  acts = `${stepPath(campaign, "chau-thanh", "dispatch")}/acts`;
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

interface Case {
  readonly what: string;
  readonly raw: string | Uint8Array;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
}

const submit = (more: object = {}): string =>
  JSON.stringify({ type: "submit", round: 1, hash: HASH, ...more });
const malformed = { status: 400, code: "malformed_request" };
const notJson = { status: 400, code: "malformed_json" };

const CASES: readonly Case[] = [
  { what: "nothing", raw: "", ...notJson },
  { what: "half of a JSON text", raw: '{"type": "sub', ...notJson },
  { what: "JSON in a wrong encoding", raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), ...notJson },
  { what: "a hundred thousand brackets", raw: "[".repeat(100_000), ...notJson },
  { what: "null", raw: "null", ...malformed },
  { what: "a list", raw: "[]", ...malformed },
  { what: "an act that does not exist", raw: '{"type": "delete", "round": 1}', ...malformed },
  { what: "a field that is not known", raw: submit({ admin: true }), ...malformed },
  { what: "a prototype", raw: '{"type":"withdraw","round":1,"__proto__":{"x":1}}', ...malformed },
  { what: "a round that is no number", raw: submit({ round: "1" }), ...malformed },
  { what: "a negative round", raw: submit({ round: -1 }), ...malformed },
  { what: "a hash that is none", raw: submit({ hash: "x" }), ...malformed },
  { what: "an instant that is none", raw: submit({ occurredAt: "yesterday" }), ...malformed },
  { what: "an id with blanks", raw: submit({ nominees: ["a b"] }), ...malformed },
  { what: "a NUL", raw: submit({ evidence: "a\u0000b" }), status: 400, code: "malformed_text" },
  {
    what: "half a character",
    raw: '{"type":"decline","round":1,"reason":"\\ud800"}',
    status: 400,
    code: "malformed_text",
  },
  {
    what: "more than 256 kB",
    raw: submit({ evidence: "x".repeat(300_000) }),
    status: 413,
    code: "too_large",
  },
  {
    what: "a bomb of zeros",
    raw: gzipSync(Buffer.alloc(50_000_000, 0x20)),
    headers: { "content-encoding": "gzip" },
    status: 413,
    code: "too_large",
  },
  {
    what: "an encoding nobody knows",
    raw: submit(),
    headers: { "content-encoding": "rot13" },
    status: 415,
    code: "unsupported_media",
  },
  {
    what: "a form",
    raw: "type=submit",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    status: 415,
    code: "unsupported_media",
  },
  {
    what: "no key",
    raw: submit(),
    headers: { "idempotency-key": "" },
    status: 400,
    code: "key_missing",
  },
  {
    what: "a key with blanks",
    raw: submit(),
    headers: { "idempotency-key": "a b" },
    status: 400,
    code: "key_missing",
  },
  {
    what: "a key too long",
    raw: submit(),
    headers: { "idempotency-key": "k".repeat(201) },
    status: 400,
    code: "key_missing",
  },
];

describe("given bodies that nobody should send", () => {
  test.each(CASES)(
    "then $what is refused with a sentence",
    async ({ raw, headers, status, code }) => {
      const answer = await desk.call(token, "POST", acts, undefined, {
        raw,
        ...(headers ? { headers } : {}),
      });
      expect(answer.body).toMatchObject({ status, code });
      expect(answer.status).toBe(status);
      expect(answer.body.words.vi).toMatch(/\p{L}{2}.*\.$/u);
      expect(answer.body.words.en).toMatch(/\p{L}{2}.*\.$/u);
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
      const { rowCount } = await engine.pool.query("SELECT FROM inbox WHERE account IS NOT NULL");
      expect(rowCount).toBe(0);
    },
  );

  test("then every fault of a body is named at once", async () => {
    const body = { type: "submit", round: "x", hash: "y", nominees: 7 };
    const answer = await desk.call(token, "POST", acts, body);
    const where = answer.body.problems.map((one: { where: string }) => one.where).sort();
    expect(where).toEqual(["hash", "nominees", "round"]);
  });
});

describe("given addresses that nobody should ask for", () => {
  const PATHS: readonly [string, string, number, string][] = [
    ["GET", "/api/nothing", 404, "unknown_route"],
    ["POST", "/api/health", 404, "unknown_route"],
    ["GET", "/api/campaigns/%00", 404, "not_found"],
    ["GET", "/api/campaigns/%E0%A4%A", 400, "malformed_request"],
    ["GET", "/api/campaigns/..%2f..%2fetc", 404, "not_found"],
    ["GET", `/api/campaigns/${"x".repeat(5_000)}`, 404, "not_found"],
    ["GET", "/api/campaigns/'%20OR%201=1--", 404, "not_found"],
    ["GET", "/api/campaigns?limit=0", 400, "malformed_request"],
    ["GET", "/api/campaigns?limit=1e9", 400, "malformed_request"],
    ["GET", "/api/campaigns?limit=5&limit=6", 400, "malformed_request"],
    ["GET", "/api/commands/c%2Fnone", 404, "not_found"],
  ];

  test.each(PATHS)("then %s %s is answered %i %s", async (method, path, status, code) => {
    const answer = await desk.call(token, method, path);
    expect(answer.body).toMatchObject({ status, code });
  });

  test("then words come in the reader's language", async () => {
    const ask = async (language: string): Promise<string> => {
      const headers = { "accept-language": language };
      return (await desk.call(token, "GET", "/api/nothing", undefined, { headers })).body.detail;
    };
    expect(await ask("en-GB,en;q=0.9")).toMatch(/^There is no/);
    expect(await ask("vi-VN,vi;q=0.9,en;q=0.5")).toMatch(/^Không có/);
    expect(await ask("fr")).toMatch(/^Không có/);
  });
});

describe("given any answer", () => {
  test("then it carries the headers that keep a browser from doing harm, and no word of what serves it", async () => {
    const answers = [
      await desk.call(null, "GET", "/api/health"),
      await desk.call(null, "GET", "/api/nothing"),
      await desk.call(null, "GET", "/openapi.json"),
    ];
    for (const { headers } of answers) {
      expect(headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    }
    expect((await desk.call(null, "GET", "/api/me")).headers.get("www-authenticate")).toMatch(
      /^Bearer/,
    );
  });
});

describe("given a database that is away", () => {
  test("then the answer is 503 with when to try again, and nothing of its words", async () => {
    const url = "postgresql://plenum:secret@127.0.0.1:1/none";
    const pool = createPool({ url, max: 1, name: "away" });
    const away = await aDeskOver(pool);
    const answer = await away.call(token, "GET", "/api/me");
    expect(answer.body).toMatchObject({ status: 503, code: "unavailable" });
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|127\.0\.0\.1/);
    await away.end();
    await pool.end();
  });

  /** A desk whose realm row cannot be written, because nobody is there to write it. */
  const aDeskOver = (pool: Engine["pool"]): Promise<Desk> =>
    aDesk({ ...engine, pool }, { prepare: false });
});
