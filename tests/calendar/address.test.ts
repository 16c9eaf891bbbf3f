import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ReadCalendar } from "./strict.ts";
import { subscribing, titles } from "./subscribing.ts";

const at = subscribing();

describe("given a feed's address", () => {
  test("then it is shown once, kept nowhere, and leaves its trace in the audit", async () => {
    const { stage, token } = await at.campaign();
    const head = token("binh-an/head");
    const key = randomUUID();
    const first = await at.create(head, { kind: "person", label: "điện thoại" }, key);
    const again = await at.create(head, { kind: "person", label: "điện thoại" }, key);
    expect(again.body).toEqual({ ...first.body, path: null });
    const secret = first.body.path.slice("/calendar/".length, -".ics".length);
    const { rows } = await at.engine.pool.query<{ text: string }>(
      `SELECT f::text AS text FROM feeds f UNION ALL SELECT i::text FROM idempotency i
       UNION ALL SELECT a.entry FROM audit a`,
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { text } of rows) expect(text).not.toContain(secret);
    const audit = await at.engine.pool.query<{ entry: string }>(
      "SELECT entry FROM audit WHERE campaign = $1 AND entry LIKE '%feed_created%'",
      [stage.campaign],
    );
    expect(audit.rows).toHaveLength(1);
    const listed = await at.desk.call(head, "GET", "/api/feeds");
    expect(listed.body.items).toMatchObject([{ id: first.body.id, label: "điện thoại" }]);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
  });

  test("when it is revoked, then it is as if it had never been; only its maker and an operator may", async () => {
    const { stage, token } = await at.campaign();
    const made = await at.create(token("binh-an/head"), { kind: "person" });
    const { id, path } = made.body;
    const revoke = (who: string) => at.desk.call(who, "DELETE", `/api/feeds/${id}`);
    expect((await revoke(token("minh-hoa/head"))).status).toBe(404);
    expect((await at.desk.call(null, "GET", path)).status).toBe(200);
    const revoked = await revoke(token("binh-an/head"));
    expect(revoked.body).toMatchObject({ id, revokedAt: expect.any(String) });
    const gone = await at.desk.call(null, "GET", path);
    const never = await at.desk.call(null, "GET", `/calendar/${"x".repeat(43)}.ics`);
    expect([gone.status, gone.body]).toEqual([404, never.body]);
    expect((await revoke(at.operator)).body.revokedAt).toBe(revoked.body.revokedAt);
    for (const odd of ["/calendar/x.ics", `/calendar/${path.slice(10, -4)}`, "/calendar/%00.ics"])
      expect((await at.desk.call(null, "GET", odd)).status).toBeGreaterThanOrEqual(400);
    const audit = await at.engine.pool.query(
      "SELECT FROM audit WHERE campaign = $1 AND entry LIKE '%feed_revoked%'",
      [stage.campaign],
    );
    expect(audit.rowCount).toBe(2);
  });
});

describe("given the same people for real and in a rehearsal", () => {
  test("then neither's feed shows the other, and a deleted rehearsal's address is gone", async () => {
    const real = await at.campaign("real");
    const rehearsal = await at.campaign();
    const head = "binh-an/head";
    const ours = await at.pathOf(real.token(head), { kind: "person" });
    const theirs = await at.pathOf(rehearsal.token(head), { kind: "person" });
    const byOperator = await at.create(at.operator, {
      kind: "person",
      campaign: rehearsal.stage.campaign,
      of: `${head}/holder`,
    });
    expect(byOperator.body.realm).toBe(rehearsal.realm);
    const [mine, rehearsed, same] = [
      await at.read(ours),
      await at.read(theirs),
      await at.read(byOperator.body.path),
    ];
    expect(titles(same)).toEqual(titles(rehearsed));
    expect(titles(mine)).toEqual(
      titles(rehearsed).map((title) => title.replace("[Diễn tập] ", "")),
    );
    const uids = (calendar: ReadCalendar) => calendar.events.map((one) => one.properties["UID"]);
    expect(uids(mine).filter((uid) => uids(rehearsed).includes(uid))).toEqual([]);
    const { campaign } = real.stage;
    const across = { kind: "unit", campaign, of: "binh-an" };
    expect((await at.create(rehearsal.token("chau-thanh/head"), across)).status).toBe(404);
    const deleted = await at.desk.call(
      at.operator,
      "DELETE",
      `/api/rehearsals/${encodeURIComponent(rehearsal.stage.campaign)}`,
    );
    expect(deleted.status).toBe(200);
    expect((await at.desk.call(null, "GET", theirs)).status).toBe(404);
    expect((await at.desk.call(null, "GET", ours)).status).toBe(200);
  });
});
