import { expect, it } from "vitest";
import { reasonWords } from "#domain/notice-reason.ts";
import { createPool } from "#prisma/client.ts";
import { PATIENCE } from "#prisma/sql/reconcile.ts";
import { lyingNotices } from "#prisma/sql/reconcile-notice.ts";
import { aDesk } from "./desk.ts";
import { noticesOf, stage } from "./stage.ts";

const desk = aDesk();

async function asOwner(sql: string): Promise<void> {
  const owner = createPool({ url: desk.database.ownerUrl, max: 1, name: "test" });
  await owner.query(sql);
  await owner.end();
}

async function expectOneSetAside(sql: string): Promise<void> {
  const play = await stage(desk.pool);
  await play.oweMany([...Array(5).keys()].map((n) => ({ step: `step-${n}` })));
  await desk.pool.query(sql);
  await desk.dispatcher.once();
  expect(desk.office.letters).toHaveLength(4);
  const { rows } = await desk.pool.query<{ reason: string }>(
    "SELECT reason FROM notices WHERE status = 'dropped'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.reason).toMatch(/^unwritable: .{5,}/);
  expect(reasonWords(rows[0]?.reason ?? "").en).toContain("set aside");
  const notices = await noticesOf(desk.pool, play.campaign);
  expect(notices.filter((one) => one === "soon open")).toHaveLength(5);
  const lying = await lyingNotices(desk.pool, PATIENCE);
  expect(lying).toMatchObject([{ kind: "notice_unwritable", count: 1 }]);
  expect(lying[0]?.subject).toContain("step-1");
}

it("sets one notice aside that the rules cannot write, and sends the others of its batch", () =>
  expectOneSetAside("UPDATE obligations SET act = 'open_gate' WHERE step = 'step-1'"));

it("sets one aside that the database does not take", async () => {
  await asOwner("ALTER TABLE messages ADD CONSTRAINT no_such CHECK (body_text !~ 'unheard-of')");
  await expectOneSetAside("UPDATE steps SET title_vi = 'unheard-of' WHERE step = 'step-1'");
  await asOwner("ALTER TABLE messages DROP CONSTRAINT no_such");
});
