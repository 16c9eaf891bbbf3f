import { describe, expect, it } from "vitest";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { pendingNotices } from "#prisma/sql/notice.ts";
import { aDesk } from "./desk.ts";
import { aCover, aWrittenCampaign, FRIDAY, noticesOf, stage } from "./stage.ts";

const desk = aDesk();

const recipients = (): string[] => desk.office.letters.flatMap((letter) => letter.to);
const SOON = "2020-03-26T01:00:00.000Z";
const LATE = "2020-03-30T01:00:00.000Z";

describe("a due notice", () => {
  it("goes once to the holder of the post, in Vietnamese and English", async () => {
    const { campaign } = await stage(desk.pool).then(async (one) => (await one.owe(), one));
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(recipients()).toEqual(["binh-an.standing-office.holder@example.vn"]);
    const mail = desk.office.letters[0]?.mail;
    expect(mail?.subject).toBe("Việc mới: Kế hoạch tổng kết – Xã Bình An (hạn 27/03/2020)");
    expect(mail?.text).toContain("đồng chí Nguyễn Văn binh-an/standing-office/holder");
    expect(mail?.text).toContain("của Xã Bình An trước 17:00 thứ Sáu, ngày 27/03/2020.");
    expect(mail?.text).toContain("by 17:00 on Friday, 27/03/2020.");
    expect(mail?.text).toContain("Đang chờ việc này: bước «comment».");
    expect(mail?.text).toContain(
      "http://plenum.test/campaigns/chau-thanh-2020?open=binh-an%2Fplan",
    );
    expect(mail?.html).toContain('href="http://plenum.test/campaigns/chau-thanh-2020');
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@plenum>$/);
    expect(await noticesOf(desk.pool, campaign)).toEqual(["arise sent", "soon open"]);
    const [message] = await listMailbox(desk.pool, "real");
    expect(message).toMatchObject({ status: "accepted", messageId: mail?.messageId });
    expect(message?.deliveries).toMatchObject([{ attempt: 1, status: "accepted" }]);
  });

  it("climbs its ladder as the clock moves, to all that a rung names", async () => {
    const play = await stage(desk.pool);
    await play.owe();
    for (const instant of [SOON, LATE]) {
      await desk.dispatcher.once();
      await play.clockTo(instant);
    }
    expect(await pendingNotices(desk.pool, play.campaign)).toEqual({
      notices: 1,
      messages: 0,
      waiting: 0,
    });
    await desk.dispatcher.once();
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      "arise sent",
      "soon sent",
      "late sent",
      "very-late open",
    ]);
    expect(recipients().slice(2).sort()).toEqual([
      "binh-an.standing-office.holder@example.vn",
      "chau-thanh.standing-deputy.holder@example.vn",
    ]);
    const toLeader = desk.office.letters.find((letter) => letter.to[0]?.startsWith("chau-thanh"));
    expect(toLeader?.mail.text).toContain("standing-office cần soạn thảo và trình");
    expect(toLeader?.mail.text).toContain("quá hạn 3 ngày");
  });

  it("goes to who covers the post, and names whom they act for", async () => {
    const campaign = aWrittenCampaign({
      covers: [aCover("binh-an/standing-office", "binh-an/clerk/holder")],
    });
    await (await stage(desk.pool, { campaign })).owe();
    await desk.dispatcher.once();
    expect(recipients()).toEqual(["binh-an.clerk.holder@example.vn"]);
    expect(desk.office.letters[0]?.mail.text).toContain("đồng chí Nguyễn Văn binh-an/clerk/holder");
    expect(desk.office.letters[0]?.mail.text).toContain(
      "thay đồng chí Nguyễn Văn binh-an/standing-office/holder",
    );
    const [message] = await listMailbox(desk.pool, "real");
    expect(message).toMatchObject({
      person: "binh-an/clerk/holder",
      actingFor: "binh-an/standing-office/holder",
    });
  });

  it("reaches a person with two of its posts once, and says so", async () => {
    const campaign = aWrittenCampaign({
      covers: [aCover("chau-thanh/standing-deputy", "binh-an/standing-office/holder")],
    });
    const play = await stage(desk.pool, { campaign });
    await play.owe();
    await desk.dispatcher.once();
    await play.clockTo(SOON);
    await desk.dispatcher.once();
    await play.clockTo(LATE);
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(3);
    const late = (await listMailbox(desk.pool, "real")).filter(
      (message) => message.rung === "late",
    );
    expect(late.map(({ status, reason }) => `${status} ${reason}`).sort()).toEqual([
      "accepted null",
      "not_sent same_person",
    ]);
  });

  it("is due at its own instant on a real clock", async () => {
    const play = await stage(desk.pool, { mode: "real" });
    await play.owe({ due: "2090-03-24T10:00:00.000Z" });
    const { rows } = await desk.pool.query("SELECT due_at = due_real AS same FROM notices");
    expect(rows).toEqual([{ same: true }]);
    await desk.dispatcher.once();
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });
});

describe("why somebody is not written to", () => {
  it("is kept where nobody holds the post", async () => {
    const plain = aWrittenCampaign();
    const campaign = { ...plain, appointments: [] };
    const play = await stage(desk.pool, { campaign });
    await play.owe();
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(0);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      "arise dropped no_holder",
      "soon open",
    ]);
    expect((await listMailbox(desk.pool, "real"))[0]).toMatchObject({
      status: "not_sent",
      reason: "no_holder",
    });
  });

  it("is kept where the holder has no address", async () => {
    const plain = aWrittenCampaign();
    const persons = plain.persons.map((person) => ({ ...person, email: null }));
    const play = await stage(desk.pool, { campaign: { ...plain, persons } });
    await play.owe();
    await desk.dispatcher.once();
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      "arise dropped no_address",
      "soon open",
    ]);
  });

  it("is that the work was done between writing and claiming", async () => {
    const play = await stage(desk.pool);
    const id = await play.owe();
    // As a fact's transaction leaves it that has not dropped the notice itself.
    await desk.pool.query("UPDATE obligations SET status = 'met' WHERE id = $1", [id]);
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(0);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise dropped met"]);
  });

  it("is that the obligation ended, was moved, or its unit was suspended", async () => {
    const play = await stage(desk.pool);
    const met = await play.owe();
    const moved = await play.owe({ unit: "minh-hoa" });
    await play.owe({ unit: "thanh-loc" });
    await play.end(met);
    await play.move(moved, "2020-04-03T10:00:00.000Z", "2020-03-25T02:00:00.000Z");
    await desk.pool.query("UPDATE cycles SET status = 'suspended' WHERE unit = 'thanh-loc'");
    await desk.dispatcher.once();
    expect(await pendingNotices(desk.pool, play.campaign)).toMatchObject({ notices: 0 });
    expect(desk.office.letters.map((letter) => letter.mail.subject)).toEqual([
      "Đổi thời hạn: Kế hoạch tổng kết – minh-hoa (hạn 03/04/2020)",
    ]);
    expect((await noticesOf(desk.pool, play.campaign)).sort()).toEqual([
      "arise dropped met",
      "arise dropped moved",
      "arise open",
      "g2 arise sent",
      "g2 soon open",
    ]);
  });

  it("is, after an outage, that a later rung has overtaken this one", async () => {
    const play = await stage(desk.pool);
    await play.owe({ due: FRIDAY });
    await play.clockTo("2020-04-06T01:00:00.000Z");
    await desk.dispatcher.once();
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      "arise dropped overtaken",
      "very-late sent",
    ]);
    expect(recipients().sort()).toEqual([
      "binh-an.head.holder@example.vn",
      "chau-thanh.head.holder@example.vn",
    ]);
  });
});
