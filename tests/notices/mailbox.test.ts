import { describe, expect, it } from "vitest";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { pendingNotices } from "#prisma/sql/notice.ts";
import { aDesk } from "./desk.ts";
import { postOffice } from "./post-office.ts";
import { noticesOf, stage } from "./stage.ts";

const desk = aDesk();

/** The real realm's messages: how each stands, and why. */
const states = async (): Promise<string[]> =>
  (await listMailbox(desk.pool, "real")).map(({ status, reason }) => `${status} ${reason}`).sort();

describe("a rehearsal's mail", () => {
  const realm = { id: "r-1", kind: "rehearsal" } as const;

  it("stays in its own mailbox, marked, whatever mail server there is", async () => {
    const play = await stage(desk.pool, { realm });
    await play.owe();
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(0);
    expect(await listMailbox(desk.pool, "real")).toEqual([]);
    const [message] = await listMailbox(desk.pool, "r-1", {
      person: "binh-an/standing-office/holder",
    });
    expect(message?.subject).toMatch(/^\[Diễn tập\] Việc mới: /);
    expect(message).toMatchObject({ status: "accepted" });
    expect(message?.deliveries).toMatchObject([
      { status: "accepted", detail: "rehearsal mailbox" },
    ]);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });

  it("passes a sink under one invalid address only", async () => {
    const sink = await postOffice();
    const rehearsing = desk.dispatcherTo(desk.office.url, sink.url);
    await (await stage(desk.pool, { realm })).owe();
    await rehearsing.once();
    rehearsing.close();
    await sink.close();
    expect(desk.office.letters).toHaveLength(0);
    expect(sink.letters.map((letter) => letter.to)).toEqual([["rehearsal@plenum.invalid"]]);
    expect(sink.letters[0]?.mail.subject).toMatch(/^\[Diễn tập\] /);
    const [message] = await listMailbox(desk.pool, "r-1");
    expect(message?.deliveries[0]?.detail).toMatch(/^rehearsal mailbox; 250/);
  });
});

describe("without a mail server", () => {
  it("messages wait, and go when there is one, unless the work is done by then", async () => {
    const without = desk.dispatcherTo(null);
    const play = await stage(desk.pool);
    await play.owe();
    const done = await play.owe({ unit: "minh-hoa" });
    await without.once();
    expect(await states()).toEqual(["frozen no_mail_server", "frozen no_mail_server"]);
    expect(await pendingNotices(desk.pool, play.campaign)).toEqual({
      notices: 0,
      messages: 0,
      waiting: 2,
    });
    await play.end(done);
    await desk.dispatcher.once();
    expect(desk.office.letters.flatMap((letter) => letter.to)).toEqual([
      "binh-an.standing-office.holder@example.vn",
    ]);
    expect(await states()).toEqual(["accepted null", "not_sent met"]);
  });
});
