import { describe, expect, it } from "vitest";
import { createDispatcher } from "#activities/dispatch.ts";
import { inTransaction } from "#prisma/client.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { markSeen } from "#prisma/sql/seen.ts";
import { aDesk } from "./desk.ts";
import { noticesOf, type Stage, stage } from "./stage.ts";

const desk = aDesk();
const OFFICE = "binh-an/standing-office";

const seenBy = (play: Stage, until = "2020-03-27") =>
  inTransaction(desk.pool, (tx) =>
    markSeen(tx, {
      cycle: `${play.campaign}/binh-an`,
      step: "plan",
      act: "draft",
      post: OFFICE,
      round: 1,
      until,
      actor: { person: `${OFFICE}/holder`, clerk: null, evidence: null, occurredAt: null },
    }),
  );

describe("a notice whose owner says “seen, working on it”", () => {
  it("does nothing any more, and is told again on the day they chose", async () => {
    const play = await stage(desk.pool);
    await play.owe();
    await seenBy(play);
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    await play.clockTo("2020-03-27T00:00:00.000Z");
    await desk.dispatcher.once();
    expect(desk.office.letters.map(({ mail }) => mail.subject)).toEqual([
      "Nhắc việc: Kế hoạch tổng kết – Xã Bình An (hạn 27/03/2020)",
    ]);
    expect(desk.office.letters[0]?.mail.text).toContain("hẹn đến hôm nay");
    expect((await noticesOf(desk.pool, play.campaign)).slice(0, 2)).toEqual([
      "arise dropped seen",
      "g2 arise sent",
    ]);
  });

  it("is not handed over either where it was frozen before and waited for a server", async () => {
    const play = await stage(desk.pool);
    await play.owe();
    const offline = createDispatcher(desk.pool, {
      publicUrl: "http://plenum.test",
      smtpUrl: null,
      rehearsalSmtpUrl: null,
      mailFrom: "Plenum <plenum@example.vn>",
    });
    await offline.once();
    offline.close();
    await seenBy(play);
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    expect(await listMailbox(desk.pool, "real")).toMatchObject([
      { status: "not_sent", reason: "moved" },
    ]);
  });

  it("and is met while they work tells nobody anything", async () => {
    const play = await stage(desk.pool);
    const owed = await play.owe();
    await seenBy(play);
    await play.end(owed);
    await play.clockTo("2020-03-27T00:00:00.000Z");
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
  });
});
