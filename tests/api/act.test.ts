import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aDesk, type Desk, standsAt } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const aCampaign = () => aDispatch({ engine, desk, operator });

describe("given a paper that somebody has drafted", () => {
  test("when it is submitted, approved, issued and acknowledged over HTTP, then the next steps open", async () => {
    const { campaign, path, as, act, draft, submit } = await aCampaign();
    const hash = await draft();
    expect((await submit(hash)).body).toMatchObject({
      status: "done",
      type: "submit",
      refusal: null,
    });
    const approve = { type: "approve", round: 1, hash };
    expect((await act("standing-deputy", approve)).status).toBe(200);
    expect((await act("head", approve)).status).toBe(200);
    expect((await act("clerk", { type: "issue", round: 1, hash })).status).toBe(200);
    const issued = await desk.call(operator, "GET", path);
    expect(issued.body).toMatchObject({
      status: "done",
      outcome: { kind: "issued", number: 775 },
      document: { status: "issued", number: 775, hash },
    });
    expect(issued.body.receipts.length).toBeGreaterThan(1);
    for (const { who } of issued.body.receipts) {
      const token = as(who.post.split("/")[1], who.post.split("/")[0]);
      const read = await desk.call(token, "GET", path);
      expect(read.body.document.content).toBe("Triển khai tổng kết.");
      const receipt = { post: who.post, round: 1 };
      expect((await desk.call(token, "POST", `${path}/acknowledge`, receipt)).status).toBe(200);
    }
    await standsAt(desk, operator, campaign, "binh-an", "plan", "open");
    const history = (await desk.call(operator, "GET", path)).body.history;
    expect(history.map((entry: { type: string }) => entry.type)).toEqual([
      "step_opened",
      "step_submitted",
      "step_endorsed",
      "step_endorsed",
      "step_approved",
      "step_done",
      "step_acknowledged",
    ]);
    expect(history[1].by).toMatch(/\p{L}/u);
  });

  test("when the same request is repeated with its key, then it is answered as at first and applied once", async () => {
    const { path, draft, submit } = await aCampaign();
    const hash = await draft();
    const key = randomUUID();
    const answers = await Promise.all([submit(hash, key), submit(hash, key), submit(hash, key)]);
    answers.push(await submit(hash, key));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const read = await desk.call(operator, "GET", path);
    const submitted = read.body.history.filter(
      (one: { type: string }) => one.type === "step_submitted",
    );
    expect(submitted).toHaveLength(1);
  });

  test("when a key is used for something else, then it is refused; another person may use the same key", async () => {
    const { as, path, act, draft, submit } = await aCampaign();
    const hash = await draft();
    const key = randomUUID();
    expect((await submit(hash, key)).status).toBe(200);
    const other = { type: "withdraw", round: 1 };
    expect((await act("standing-office", other, key)).body).toMatchObject({
      status: 422,
      code: "key_reused",
    });
    const approve = { type: "approve", round: 1, hash };
    expect((await act("standing-deputy", approve, key)).body.status).toBe("done");
    const body = { title: "a", content: "b" };
    const save = (words: object) =>
      desk.call(as("standing-office"), "PUT", `${path}/draft`, words, { key });
    expect((await save(body)).status).toBe(409);
  });

  test("when the rules refuse, then the code and a sentence in both languages come back", async () => {
    const { act, draft, submit } = await aCampaign();
    const hash = await draft();
    const early = await act("standing-deputy", { type: "approve", round: 1, hash });
    expect(early.body).toMatchObject({ status: 409, code: "step_not_open" });
    await submit(hash);
    const old = await act("standing-deputy", { type: "approve", round: 1, hash: "0".repeat(64) });
    expect(old.body).toMatchObject({ status: 409, code: "content_changed" });
    const turn = await act("head", { type: "approve", round: 1, hash });
    expect(turn.body).toMatchObject({ status: 409, code: "out_of_order" });
    const stranger = await act("clerk", { type: "approve", round: 1, hash });
    expect(stranger.body).toMatchObject({ status: 403, code: "not_entitled" });
    expect(stranger.body.words.vi).toContain("chau-thanh");
    expect(stranger.body.detail).toBe(stranger.body.words.vi);
    const bare = await act("standing-deputy", { type: "return", round: 1, hash, reasons: [] });
    expect(bare.body).toMatchObject({ status: 422, code: "reason_missing" });
    const future = { type: "approve", round: 1, hash, occurredAt: "2031-01-01T00:00:00Z" };
    expect((await act("standing-deputy", future)).body.code).toBe("occurred_in_future");
    const wrong = await act("standing-office", { type: "hold", round: 1 });
    expect(wrong.body).toMatchObject({ status: 422, code: "wrong_kind" });
  });

  test("when it is returned and corrected, then the round counts and the old hash no longer serves", async () => {
    const { path, act, draft, submit } = await aCampaign();
    const hash = await draft();
    await submit(hash);
    const reasons = [{ field: null, text: "Thiếu số liệu." }];
    expect((await act("standing-deputy", { type: "return", round: 1, hash, reasons })).status).toBe(
      200,
    );
    const read = await desk.call(operator, "GET", path);
    expect(read.body).toMatchObject({ status: "open", round: 2, returned: { reasons } });
    const cell = async () =>
      (await desk.call(operator, "GET", `${path.split("/units")[0]}/board?unit=${ROOT}`)).body
        .rows[0].cells[path.split("/").at(-1) ?? ""];
    expect(await cell()).toMatchObject({ status: "open", round: 2, returned: true });
    const stale = await act("standing-office", { type: "submit", round: 1, hash });
    expect(stale.body.code).toBe("content_changed");
    const better = await draft("Đã bổ sung số liệu.");
    const again = await act("standing-office", { type: "submit", round: 2, hash: better });
    expect(again.body.status).toBe("done");
    expect((await act("standing-office", { type: "withdraw", round: 2 })).status).toBe(200);
    const withdrawn = await cell();
    expect(withdrawn).toMatchObject({ status: "open", round: 3 });
    expect(withdrawn.returned).toBeUndefined();
  });

  test("when what is submitted is not what was saved, then the transaction refuses it and says so again", async () => {
    const { draft, submit } = await aCampaign();
    await draft();
    const key = randomUUID();
    const first = await submit("1".repeat(64), key);
    expect(first.body).toMatchObject({ status: 409, code: "content_changed" });
    expect((await submit("1".repeat(64), key)).body).toEqual(first.body);
  });
});

describe("given a decision on paper", () => {
  test("when a clerk of the unit enters it with its evidence, then it is the head's, and the clerk stands beside it", async () => {
    const { path, act, draft, submit } = await aCampaign();
    const hash = await draft();
    await submit(hash);
    const onBehalf = { person: `${ROOT}/standing-deputy/holder` };
    const approve = { type: "approve", round: 1, hash, onBehalf };
    expect((await act("clerk", approve)).body.code).toBe("evidence_needed");
    const evidence = "Bút phê ngày 25/03/2020";
    expect((await act("member-front", { ...approve, evidence })).body.code).toBe("not_clerk");
    expect((await act("clerk", { ...approve, evidence })).body.status).toBe("done");
    const read = await desk.call(operator, "GET", path);
    const [entry] = read.body.history.filter(
      (one: { type: string }) => one.type === "step_endorsed",
    );
    expect(entry).toMatchObject({ evidence, clerk: expect.any(String), by: expect.any(String) });
    expect(read.body.decision.given).toMatchObject([{ post: `${ROOT}/standing-deputy` }]);
  });
});

describe("given no worker", () => {
  test("when somebody acts, then it is kept and answered 202 with a place to look, and decided once one is back", async () => {
    const { as, draft, path } = await aCampaign();
    const hash = await draft();
    await engine.rest();
    const hasty = await aDesk(engine, { patience: 200 });
    const body = { type: "submit", round: 1, hash };
    const token = as("standing-office");
    const kept = await hasty.call(token, "POST", `${path}/acts`, body);
    expect(kept).toMatchObject({ status: 202, body: { status: "open", seq: null } });
    const place = kept.headers.get("location") ?? "";
    // What it waits for is not yet recorded, so a follower is not refused on old rows.
    const next = { type: "approve", round: 1, hash };
    const queued = await hasty.call(as("standing-deputy"), "POST", `${path}/acts`, next);
    expect(queued.status).toBe(202);
    await engine.work();
    const done = await until(async () => {
      const read = await hasty.call(token, "GET", place);
      return read.body.status === "open" ? null : read;
    });
    expect(done.body).toMatchObject({ status: "done", refusal: null });
    const second = await until(async () => {
      const read = await hasty.call(
        as("standing-deputy"),
        "GET",
        queued.headers.get("location") ?? "",
      );
      return read.body.status === "open" ? null : read;
    });
    expect(second.body.status).toBe("done");
    expect((await hasty.call(as("head"), "GET", place)).status).toBe(404);
    await hasty.end();
  });
});
