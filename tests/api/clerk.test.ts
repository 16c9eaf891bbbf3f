import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { acknowledge } from "#prisma/sql/receipt.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aDesk, type Desk } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

describe("given a clerk whose post ends before their entry is recorded", () => {
  test("when it is recorded, then the transaction refuses it; a receipt is refused in its own", async () => {
    const { campaign, path, as, draft, submit } = await aDispatch({
      engine,
      desk,
      operator: await desk.operator(),
    });
    const hash = await draft();
    await submit(hash);
    await engine.rest();
    const hasty = await aDesk(engine, { patience: 200 });
    const onBehalf = { person: `${ROOT}/standing-deputy/holder` };
    const evidence = "Bút phê ngày 25/03/2020";
    const body = { type: "approve", round: 1, hash, onBehalf, evidence };
    const kept = await hasty.call(as("clerk"), "POST", `${path}/acts`, body);
    expect(kept.status).toBe(202);
    const realm = `r-${campaign.split("~")[1]}`;
    await engine.pool.query("DELETE FROM appointments WHERE realm = $1 AND person = $2", [
      realm,
      `${ROOT}/clerk/holder`,
    ]);
    await engine.work();
    const place = kept.headers.get("location") ?? "";
    const decided = await until(async () => {
      const read = await hasty.call(as("clerk"), "GET", place);
      return read.body.status === "open" ? null : read;
    });
    expect(decided.body).toMatchObject({ status: "refused", refusal: { code: "not_clerk" } });
    await hasty.end();
    const actor = {
      person: "binh-an/head/holder",
      clerk: `${ROOT}/clerk/holder`,
      evidence,
      occurredAt: null,
    };
    const receipt = {
      cycle: `${campaign}/${ROOT}`,
      step: "dispatch",
      round: 1,
      post: "binh-an/head",
      actor,
    };
    await expect(
      inTransaction(engine.pool, (tx) => acknowledge(tx, receipt)),
    ).rejects.toMatchObject({ code: "not_clerk" });
  });
});

describe("given clerks of a commune and of the district", () => {
  const evidence = "Công văn số 12-CV/HU";

  test("then each enters what their own unit's posts decide, whatever unit it is about", async () => {
    const { campaign, as } = await aDispatch({ engine, desk, operator: await desk.operator() });
    const path = `/api/campaigns/${campaign}/units/binh-an/steps/plan/acts`;
    const body = {
      type: "grant_extension",
      act: "draft",
      post: "binh-an/standing-office",
      round: 1,
      reason: "Mưa lũ",
      onBehalf: { person: `${ROOT}/head/holder` },
      evidence,
    };
    const ask = async (token: string) => (await desk.call(token, "POST", path, body)).body.code;
    expect(await ask(as("clerk", "binh-an"))).toBe("not_clerk");
    expect(await ask(as("clerk"))).toBe("step_waits");
    const own = { ...body, onBehalf: { person: "binh-an/head/holder" } };
    expect((await desk.call(as("clerk"), "POST", path, own)).body.code).toBe("not_clerk");
  });

  test("then a neighbour's clerk does not even learn that there is something to enter", async () => {
    const { campaign, as } = await aDispatch({ engine, desk, operator: await desk.operator() });
    const at = `/api/campaigns/${campaign}/units/binh-an/steps/plan`;
    const onBehalf = { person: "binh-an/head/holder" };
    const stranger = as("clerk", "minh-hoa");
    const submit = { type: "withdraw", round: 1, onBehalf, evidence };
    const draft = { title: "a", content: "b", onBehalf, evidence };
    for (const { method, path, body } of [
      { method: "POST", path: `${at}/acts`, body: submit },
      { method: "PUT", path: `${at}/draft`, body: draft },
      { method: "POST", path: `${at}/acknowledge`, body: { round: 1, onBehalf, evidence } },
    ])
      expect((await desk.call(stranger, method, path, body)).body).toMatchObject({
        status: 404,
        code: "not_found",
      });
  });
});
