import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "#domain/finding.ts";
import { closeFindings, enterFindings } from "#prisma/sql/finding.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;

beforeAll(async () => {
  engine = await anEngine();
  desk = await aDesk(engine);
  operator = await desk.operator();
  campaign = await engine.begin(aPlayableCampaign(), { poke: false });
  const { rows } = await engine.pool.query("SELECT realm FROM campaigns WHERE id = $1", [campaign]);
  const place = { id: campaign, realm: rows[0].realm };
  const lost: Finding = {
    kind: "workflow_missing",
    campaign: place,
    subject: `${campaign}/binh-an`,
    data: { unit: "binh-an" },
  };
  const gone: Finding = { ...lost, subject: `${campaign}/minh-hoa`, data: { unit: "minh-hoa" } };
  const nobody: Finding = {
    kind: "dispatcher_missing",
    campaign: null,
    subject: "email",
    data: {},
  };
  await enterFindings(engine.pool, [gone], "open");
  await closeFindings(engine.pool, []);
  await enterFindings(engine.pool, [lost], "open");
  await enterFindings(engine.pool, [nobody], "healed");
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const list = (token: string, query = "") => desk.call(token, "GET", `/api/findings${query}`);

describe("given what the comparison found", () => {
  test("then the operator reads one row a finding, in words, with what to do or what was done", async () => {
    const { status, body } = await list(operator);
    expect(status).toBe(200);
    expect(
      body.items.map((one: { kind: string; status: string }) => [one.kind, one.status]).sort(),
    ).toEqual([
      ["dispatcher_missing", "healed"],
      ["workflow_missing", "gone"],
      ["workflow_missing", "open"],
    ]);
    const found = (status: string) =>
      body.items.find((one: { status: string }) => one.status === status);
    const [healed, open, gone] = [found("healed"), found("open"), found("gone")];
    expect(healed).toMatchObject({
      campaign: null,
      advice: null,
      done: { en: "It has been started." },
    });
    expect(open).toMatchObject({ campaign, done: null, times: 1, settledAt: null });
    expect(open.words.vi).toContain("binh-an: đang mở trong cơ sở dữ liệu");
    expect(open.advice.en).toContain("plenum rehydrate");
    expect(gone).toMatchObject({ advice: null, done: null });
  });

  test("then it can be read by status and page by page", async () => {
    const { body } = await list(operator, "?status=open");
    expect(body.items).toHaveLength(1);
    const first = await list(operator, "?limit=2");
    const second = await list(operator, `?limit=2&cursor=${first.body.next}`);
    expect([first.body.items.length, second.body.items.length]).toEqual([2, 1]);
    expect(second.body.next).toBeNull();
  });

  test("then whoever only holds a post has no such list", async () => {
    const head = (await desk.actors(campaign)).get("chau-thanh/head/holder") ?? "";
    const { status, body } = await list(head);
    expect([status, body.code]).toEqual([403, "not_yours"]);
  });
});
