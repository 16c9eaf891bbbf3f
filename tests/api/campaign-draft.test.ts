import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { SMALL } from "#tests/file/campaign-text.ts";
import { type Answer, aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let other: string;
const DRAFTS = "/api/campaign-drafts";

beforeAll(async () => {
  engine = await anEngine();
  desk = await aDesk(engine);
  operator = await desk.operator();
  other = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const create = async (content: string, token = operator): Promise<Answer> =>
  desk.call(token, "POST", DRAFTS, { content });
const save = (id: string, version: number, content: string, token = operator): Promise<Answer> =>
  desk.call(token, "PUT", `${DRAFTS}/${id}`, { version, content });
const read = (id: string, token = operator): Promise<Answer> =>
  desk.call(token, "GET", `${DRAFTS}/${id}`);

describe("given a campaign that is being prepared", () => {
  test("then its file is kept to the letter, and the list says what it is", async () => {
    const made = await create(SMALL);
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(`${DRAFTS}/${made.body.id}`);
    expect((await read(made.body.id)).body).toMatchObject({
      content: SMALL,
      key: "small-2020",
      title: "Hội nghị tổng kết",
      units: 3,
      version: 1,
      own: true,
      started: false,
    });
    const list = await desk.call(operator, "GET", DRAFTS);
    expect(list.body.items.map((one: { id: string }) => one.id)).toContain(made.body.id);
  });

  test("then it need not be right, nor even a file that can be read", async () => {
    const { body } = await create("plenum: [");
    expect(body).toMatchObject({ key: null, title: null, units: 0 });
    const empty = await create("");
    expect(empty.status).toBe(400);
  });

  test("then a save is a new version, the same content is none, and each is in the chain", async () => {
    const { body } = await create(SMALL);
    const changed = SMALL.replace("xã Minh Hòa", "phường Minh Hòa");
    expect((await save(body.id, 1, changed)).body).toMatchObject({ version: 2 });
    expect((await save(body.id, 2, changed)).body).toMatchObject({ version: 2 });
    expect((await read(body.id)).body.content).toBe(changed);
    const { rows } = await engine.pool.query(
      "SELECT entry::jsonb ->> 'what' AS what FROM audit WHERE campaign = 'realm/real' AND entry::jsonb ->> 'draft' = $1 ORDER BY n",
      [body.id],
    );
    expect(rows.map(({ what }) => what)).toEqual([
      "campaign_draft_created",
      "campaign_draft_saved",
    ]);
    expect(await findBrokenAudit(engine.pool, "realm/real")).toBeNull();
  });

  test("then who saves over another's version is told so, and nothing is lost", async () => {
    const { body } = await create(SMALL);
    const theirs = SMALL.replace("Lê Thị C", "Lê Thị Cúc");
    const mine = SMALL.replace("Lê Thị C", "Lê Thị Chanh");
    expect((await save(body.id, 1, theirs, other)).status).toBe(200);
    const refused = await save(body.id, 1, mine);
    expect(refused.body).toMatchObject({
      status: 409,
      code: "draft_changed",
      data: { version: 2 },
    });
    expect((await read(body.id)).body).toMatchObject({ content: theirs, version: 2 });
    expect((await save(body.id, 2, mine)).body).toMatchObject({ version: 3 });
  });

  test("then of two who save at once one wins", async () => {
    const { body } = await create(SMALL);
    const saves = ["A", "B", "C", "D"].map((letter, index) =>
      save(body.id, 1, SMALL.replace("Tổ 1", `Tổ ${letter}`), index % 2 ? other : operator),
    );
    const codes = (await Promise.all(saves)).map(({ status }) => status).sort();
    expect(codes).toEqual([200, 409, 409, 409]);
    expect((await read(body.id)).body.version).toBe(2);
  });

  test("then a repeated request makes one draft", async () => {
    const key = randomUUID();
    const [first, second] = [
      await desk.call(operator, "POST", DRAFTS, { content: SMALL }, { key }),
      await desk.call(operator, "POST", DRAFTS, { content: SMALL }, { key }),
    ];
    expect(second.body.id).toBe(first.body.id);
  });

  test("then it can be deleted, and is gone", async () => {
    const { body } = await create(SMALL);
    expect((await desk.call(operator, "DELETE", `${DRAFTS}/${body.id}`)).status).toBe(200);
    for (const gone of [
      await read(body.id),
      await save(body.id, 1, SMALL),
      await desk.call(operator, "DELETE", `${DRAFTS}/${body.id}`),
    ])
      expect(gone.body).toMatchObject({ status: 404, code: "not_found" });
  });

  test("then who may not start a campaign may not know of it", async () => {
    const campaign = await engine.begin(aPlayableCampaign());
    const head = (await desk.actors(campaign)).get("chau-thanh/head/holder") ?? "";
    const { body } = await create(SMALL);
    for (const [method, path] of [
      ["GET", DRAFTS],
      ["GET", `${DRAFTS}/${body.id}`],
      ["DELETE", `${DRAFTS}/${body.id}`],
    ] as const)
      expect((await desk.call(head, method, path)).body).toMatchObject({ code: "not_yours" });
  });

  test("then the list goes on page by page", async () => {
    const all: string[] = [];
    let path: string | null = `${DRAFTS}?limit=2`;
    while (path !== null) {
      const { body }: Answer = await desk.call(operator, "GET", path);
      all.push(...body.items.map((one: { id: string }) => one.id));
      path = body.next === null ? null : `${DRAFTS}?limit=2&cursor=${body.next}`;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(4);
  });
});

describe("given nothing yet", () => {
  test("then there are templates and right campaign files to begin from", async () => {
    const templates = await desk.call(operator, "GET", "/api/campaign-templates");
    const names = templates.body.items.map((one: { name: string }) => one.name);
    expect(names).toContain("summary-conference@1");
    expect(names).toEqual(names.toSorted());
    const examples = await desk.call(operator, "GET", "/api/campaign-examples");
    for (const { name } of examples.body.items) {
      const { body } = await desk.call(operator, "GET", `/api/campaign-examples/${name}`);
      expect(readCampaign(body.content, name)).toHaveProperty("campaign");
    }
    expect(examples.body.items).toHaveLength(2);
    const none = await desk.call(operator, "GET", "/api/campaign-examples/..%2Fpackage");
    expect(none.status).toBe(404);
  });
});
