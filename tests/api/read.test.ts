import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "#api/contract-campaign.ts";
import { dayOf, instantOf } from "#domain/time.ts";
import { play } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;
let at: string;
let tokens: ReadonlyMap<string, string>;
const definition = aPlayableCampaign();

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
  campaign = await engine.begin(definition);
  at = `/api/campaigns/${campaign}`;
  tokens = await desk.actors(campaign);
  // Played until the council has something to vote on: papers, dossiers and nominations are there.
  await play(engine, definition, campaign, (next) => next.act === "vote");
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const read = (path: string, headers: Record<string, string> = {}) =>
  desk.call(operator, "GET", `${at}${path}`, undefined, { headers });

describe("given a campaign under way", () => {
  test("then the list and the campaign say how it stands", async () => {
    const list = await desk.call(operator, "GET", "/api/campaigns");
    expect(list.body.items).toMatchObject([
      { id: campaign, key: "chau-thanh-2020", rehearsal: true, root: { unit: "chau-thanh" } },
    ]);
    const { body } = await read("");
    expect(body.counts).toEqual(list.body.items[0].counts);
    expect(body.counts.done).toBeGreaterThan(10);
    expect(body.columns.map((column: { level: string }) => column.level)).toEqual([
      "district",
      "commune",
    ]);
  });

  test("then the board has a row a unit in tree order, and a cell a step", async () => {
    const { body } = await read("/board");
    expect(body.rows.map((row: { unit: string }) => row.unit)).toEqual([
      "chau-thanh",
      "binh-an",
      "minh-hoa",
      "thanh-loc",
    ]);
    const [district, pilot, other] = body.rows;
    expect(district.cells.ballot).toMatchObject({ status: "open", round: 1 });
    expect(district.cells.nominate).toMatchObject({ status: "waiting" });
    expect(pilot).toMatchObject({ pilot: true, team: "team-1" });
    expect(pilot.cells.lessons.status).toBe("done");
    expect(pilot.cells.conference.day).toMatch(/^2020-05-/);
    expect(other.cells.lessons).toBeUndefined();
    const cells = body.rows.flatMap((row: { cells: object }) => Object.values(row.cells));
    expect(cells).toHaveLength(body.counts.steps);
  });

  test("then the grid says of every cell what the board says", async () => {
    const [{ body: board }, { body: grid }] = await Promise.all([read("/board"), read("/grid")]);
    expect(grid.kinds.length).toBeLessThan(board.counts.steps);
    const steps = new Map<string, string[]>(
      grid.columns.map((one: { level: string; steps: { id: string }[] }) => [
        one.level,
        one.steps.map(({ id }) => id),
      ]),
    );
    const told = grid.rows.map((row: { level: string; cells: number[] }) => {
      const cells = row.cells.flatMap((kind, n) => {
        if (kind < 0) return [];
        const cell = { ...grid.kinds[kind], earliest: undefined, slack: undefined };
        return [[steps.get(row.level)?.[n], cell]];
      });
      return { ...row, cells: Object.fromEntries(cells) };
    });
    expect(told).toEqual(
      board.rows.map((row: { cells: Record<string, { doneAt?: string }> }) => ({
        ...row,
        cells: Object.fromEntries(
          Object.entries(row.cells).map(([step, { doneAt, ...cell }]) => [
            step,
            { ...cell, ...(doneAt !== undefined && { done: dayOf(doneAt) }) },
          ]),
        ),
      })),
    );
    expect((await read("/grid?unit=minh-hoa")).body.rows).toHaveLength(1);
    expect((await read("/grid?under=binh-an")).body.rows).toHaveLength(1);
  });

  test("then a few units, or what lies under one, can be read again", async () => {
    const units = async (query: string): Promise<string[]> =>
      (await read(`/board?${query}`)).body.rows.map((row: { unit: string }) => row.unit);
    expect(await units("unit=minh-hoa")).toEqual(["minh-hoa"]);
    expect(await units("unit=minh-hoa&unit=binh-an")).toEqual(["binh-an", "minh-hoa"]);
    expect(await units("under=binh-an")).toEqual(["binh-an"]);
    expect(await units("under=chau-thanh")).toHaveLength(4);
    expect(await units("under=nowhere")).toEqual([]);
  });

  test("then what has not changed is not sent again, and what has is", async () => {
    const paths = ["/board", "/grid", "", "/next", "/documents", "/units/binh-an"];
    for (const path of paths) {
      const first = await read(path);
      const etag = first.headers.get("etag") ?? "";
      expect(etag, path).not.toBe("");
      const again = await read(path, { "if-none-match": etag });
      expect(again.status, path).toBe(304);
      expect(again.body).toBe("");
    }
    const board = await read("/board");
    const etag = board.headers.get("etag") ?? "";
    await engine.pool.query("UPDATE clocks SET generation = generation + 1 WHERE campaign = $1", [
      campaign,
    ]);
    expect((await read("/board", { "if-none-match": etag })).status).toBe(200);
  });

  test("then three short lists say who is late, what blocks and what comes next", async () => {
    const { body } = await read("/next");
    expect(body.late.length + body.coming.length).toBeGreaterThan(0);
    const ballot = [...body.late, ...body.coming].find((item) => item.step === "ballot");
    expect(ballot.who.length).toBeGreaterThan(1);
    expect(ballot.who[0]).toMatchObject({
      name: expect.any(String),
      post: expect.stringContaining("/"),
    });
    expect(ballot.explain.vi).toMatch(/\S+/);
    expect(ballot.explain.en).toMatch(/\S+/);
    expect(body.totals.late).toBeGreaterThanOrEqual(body.late.length);
  });

  test("then late is the same on the board, in the counts, in the list of who is late, and in every view", async () => {
    const at = await engine.pool.query("SELECT instant FROM clocks WHERE campaign = $1", [
      campaign,
    ]);
    const moved = "UPDATE clocks SET instant = $2, generation = generation + 1 WHERE campaign = $1";
    // Past the vote's date; the receipts and the dossier of a unit that has gone ahead are owed too.
    await engine.pool.query(moved, [campaign, instantOf("2021-01-04", "08:00")]);
    const [board, next, one, list] = await Promise.all(
      ["/board", "/next", "", ""].map((path) => read(path)),
    );
    const late = board?.body.rows.flatMap((row: { unit: string; cells: Record<string, Cell> }) =>
      Object.entries(row.cells).flatMap(([step, cell]) => (cell.overdue ? [[row.unit, step]] : [])),
    );
    expect(late).toContainEqual(["chau-thanh", "ballot"]);
    expect(board?.body.counts.overdue).toBe(late.length);
    expect(next?.body.totals.late).toBe(late.length);
    expect(one?.body.counts).toEqual(board?.body.counts);
    expect(list?.body.counts).toEqual(board?.body.counts);
    const all = (await desk.call(operator, "GET", "/api/campaigns")).body.items;
    expect(all.map((item: { counts: unknown }) => item.counts)).toEqual([board?.body.counts]);
    for (const { unit } of board?.body.rows ?? []) {
      const steps: { step: string; overdue: boolean }[] = (await read(`/units/${unit}`)).body.steps;
      for (const { step, overdue } of steps) {
        const told = late.some(([u, s]: [string, string]) => u === unit && s === step);
        expect(overdue, `${unit}/${step}`).toBe(told);
      }
    }
    const ballot = await desk.call(operator, "GET", stepPath(campaign, "chau-thanh", "ballot"));
    expect(ballot.body.overdue).toBe(true);
    const etag = board?.headers.get("etag") ?? "";
    // A receipt or a vote is no recording: the board's version must tell it all the same.
    const met =
      "UPDATE obligations SET status = $2 WHERE campaign = $1 AND step = 'ballot' AND status = $3";
    await engine.pool.query(met, [campaign, "excused", "open"]);
    expect((await read("/board", { "if-none-match": etag })).status).toBe(200);
    await engine.pool.query(met, [campaign, "open", "excused"]);
    await engine.pool.query(moved, [campaign, at.rows[0].instant]);
  });

  test("then an issued paper still shows who approved it", async () => {
    const { body } = await desk.call(operator, "GET", stepPath(campaign, "chau-thanh", "dispatch"));
    expect(body.status).toBe("done");
    expect(body.decision.given.length).toBeGreaterThan(0);
    expect(body.decision.given[0]).toMatchObject({ post: expect.stringContaining("chau-thanh/") });
  });

  test("then a unit's steps each say why they stand as they do", async () => {
    const { body } = await read("/units/chau-thanh");
    expect(body).toMatchObject({ name: "chau-thanh", level: "district", status: "running" });
    const planned = definition.template.levels[1]?.steps.map((step) => step.id);
    expect(body.steps.map((step: { step: string }) => step.step)).toEqual(planned);
    for (const step of body.steps) expect(step.explain.vi.length).toBeGreaterThan(5);
    expect((await read("/units/nowhere")).status).toBe(404);
    expect((await read("/units/chau-thanh/steps/nothing")).status).toBe(404);
  });

  test("then a voter's inbox has the candidates, and one's own vote is shown, nobody else's", async () => {
    const voter = tokens.get("chau-thanh/head/holder") ?? "";
    const inbox = await desk.call(voter, "GET", `/api/inbox?campaign=${campaign}`);
    const item = inbox.body.items.find((one: { act: string }) => one.act === "vote");
    expect(item).toMatchObject({ step: "ballot", round: 1, kind: "ballot", hash: null });
    expect(item.choices.models.length).toBeGreaterThan(1);
    const path = stepPath(campaign, "chau-thanh", "ballot");
    const choices = [item.choices.models[0].id];
    const before = (await desk.call(voter, "GET", path)).body;
    expect(before.ballot).toMatchObject({ mine: null, cast: 0 });
    const owner = tokens.get("chau-thanh/standing-office/holder") ?? "";
    expect((await desk.call(owner, "GET", path)).body.yours).toContainEqual({
      act: "close_ballot",
      post: "chau-thanh/standing-office",
    });
    const cast = await desk.call(voter, "POST", `${path}/votes`, { round: 1, choices });
    expect(cast.body).toMatchObject({ have: 1, met: false });
    const unknown = { round: 1, choices: ["no-such-model"] };
    const deputy = tokens.get("chau-thanh/deputy/holder") ?? "";
    const refused = await desk.call(deputy, "POST", `${path}/votes`, unknown);
    expect(refused.body).toMatchObject({ status: 422, code: "nominee_unknown" });
    expect((await desk.call(voter, "GET", path)).body.ballot).toMatchObject({
      mine: choices,
      cast: 1,
    });
    expect((await desk.call(deputy, "GET", path)).body.ballot).toMatchObject({
      mine: null,
      cast: 1,
    });
  });
});

describe("given lists longer than a page", () => {
  const lists = [
    "obligations",
    "notices",
    "documents",
    "register",
    "models",
    "nominations",
    "audit",
    "events",
  ];

  test.each(lists)("then %s read page by page is the same as read at once", async (list) => {
    const whole = await read(`/${list}?limit=500`);
    expect(whole.body.items.length, list).toBeGreaterThan(1);
    expect(whole.body.next).toBeNull();
    const pages: unknown[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await read(`/${list}?limit=3${query}`);
      expect(page.body.items.length).toBeLessThanOrEqual(3);
      pages.push(...page.body.items);
      cursor = page.body.next;
    } while (cursor !== null);
    expect(pages).toEqual(whole.body.items);
  });

  test("then a page stays what it was while rows are added before it", async () => {
    const first = await read("/models?limit=3");
    const rest = await read(`/models?limit=3&cursor=${first.body.next}`);
    await engine.pool.query(
      `INSERT INTO models (realm, campaign, id, unit, field, kind, title, title_search, state, updated_at)
       SELECT realm, campaign, 'aaa', unit, field, kind, title, title_search, state, updated_at
         FROM models WHERE campaign = $1 LIMIT 1`,
      [campaign],
    );
    expect((await read(`/models?limit=3&cursor=${first.body.next}`)).body).toEqual(rest.body);
    await engine.pool.query("DELETE FROM models WHERE id = 'aaa'");
  });

  test("then a cursor that is not ours, or of another list, is a 400", async () => {
    const { body } = await read("/audit?limit=1");
    for (const cursor of ["x", "%%%", body.next, Buffer.from("{}").toString("base64url")]) {
      const answer = await read(`/models?cursor=${encodeURIComponent(cursor)}`);
      expect(answer.body).toMatchObject({ status: 400, code: "bad_cursor" });
    }
  });
});
