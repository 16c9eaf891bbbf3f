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
