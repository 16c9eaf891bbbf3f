import { request as ask } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPace, MOST_STREAMS } from "#api/pace.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;
let now = 0;
const rate = { perSecond: 2, burst: 60 };

beforeAll(async () => {
  engine = await anEngine();
  await engine.sender.stop();
  const pace = createPace(
    { person: rate, administrator: rate, operator: { perSecond: 1e6, burst: 1e6 } },
    () => now,
  );
  desk = await aDesk(engine, { pace });
  operator = await desk.operator();
  campaign = await engine.begin(aPlayableCampaign(), { poke: false });
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

/** The bytes as they come over the wire. */
const raw = (path: string, encoding: string): Promise<{ encoding: string; bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${operator}`, "accept-encoding": encoding };
    ask(`${desk.base}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          encoding: response.headers["content-encoding"] ?? "",
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .once("error", reject)
      .end();
  });

describe("given an account that asks without end", () => {
  test("then it is asked to wait, others are not, and after the pause it goes on", async () => {
    const tokens = await desk.actors(campaign);
    const busy = tokens.get("binh-an/head/holder") ?? "";
    const other = tokens.get("minh-hoa/head/holder") ?? "";
    const statuses: number[] = [];
    for (let n = 0; n < rate.burst + 5; n += 1)
      statuses.push((await desk.call(busy, "GET", "/api/me")).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(rate.burst);
    const refused = await desk.call(busy, "GET", "/api/me");
    expect(refused.body).toMatchObject({ status: 429, code: "too_many_requests" });
    expect(refused.body.words.vi).toContain("thử lại sau 1 giây");
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await desk.call(other, "GET", "/api/me")).status).toBe(200);
    now += 1_000;
    expect((await desk.call(busy, "GET", "/api/me")).status).toBe(200);
    expect((await desk.call(busy, "GET", "/api/me")).status).toBe(200);
    expect((await desk.call(busy, "GET", "/api/me")).status).toBe(429);
  });
});

describe("given an account that opens stream after stream", () => {
  test("then there is a last one, and closing one makes room", async () => {
    const path = `/api/campaigns/${campaign}/stream`;
    const open = async () => {
      const ends = new AbortController();
      const headers = { authorization: `Bearer ${operator}` };
      const { status } = await fetch(desk.base + path, { headers, signal: ends.signal });
      return { status, ends };
    };
    const streams = await Promise.all(Array.from({ length: MOST_STREAMS }, open));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await desk.call(operator, "GET", path);
    expect(refused.body).toMatchObject({ status: 429, code: "too_many_streams" });
    expect(refused.headers.get("retry-after")).toBe("15");
    streams[0]?.ends.abort();
    const next = await until(async () => {
      const tried = await open();
      return tried.status === 200 ? tried : null;
    });
    for (const { ends } of [...streams, next]) ends.abort();
  });
});

describe("given a reader that takes compressed answers", () => {
  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("then a board comes as %s and is the same board", async (encoding, unpack) => {
    const path = `/api/campaigns/${campaign}/board`;
    const plain = await raw(path, "identity");
    const packed = await raw(path, encoding);
    expect([plain.encoding, packed.encoding]).toEqual(["", encoding]);
    expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  test("then what is short comes as it is", async () => {
    expect((await raw("/api/me", "gzip, br")).encoding).toBe("");
  });
});
