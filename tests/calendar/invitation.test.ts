import { describe, expect, test } from "vitest";
import { addDays } from "#domain/time.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { aDesk } from "#tests/notices/desk.ts";
import type { Letter } from "#tests/notices/post-office.ts";
import { play } from "./play.ts";
import { type ReadEvent, readStrictly } from "./strict.ts";

const desk = aDesk();

/** The calendar file of a letter, read by the letter. */
function calendarIn({ mail }: Letter): { method: string; event: ReadEvent } {
  const parts = mail.attachments.filter((one) => one.contentType === "text/calendar");
  expect(parts).toHaveLength(1);
  const { method, events } = readStrictly(parts[0]?.content.toString("utf8") ?? "");
  expect(events).toHaveLength(1);
  return { method, event: events[0] as ReadEvent };
}

/** The letters since the last time, in a few words: `REQUEST binh-an/head 0 TENTATIVE`. */
function aReader(): () => string[] {
  let read = 0;
  return () => {
    const letters = desk.office.letters.slice(read);
    read = desk.office.letters.length;
    return letters
      .map((letter) => {
        const { method, event } = calendarIn(letter);
        const { SEQUENCE, STATUS = "-" } = event.properties;
        return `${method} ${letter.to[0]?.replace("@huyenuy.example", "")} ${SEQUENCE} ${STATUS}`;
      })
      .sort();
  };
}

describe("given a conference whose preparation opens", () => {
  test("then each attendee gets one invitation: text, HTML and calendar in one mail", async () => {
    const stage = await play(desk.pool);
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    await stage.open("binh-an");
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    const [first] = desk.office.letters;
    if (!first) throw new Error("no letter came");
    expect(desk.office.letters.length).toBeGreaterThan(2);
    expect(new Set(desk.office.letters.map(({ to }) => to[0])).size).toBe(
      desk.office.letters.length,
    );
    const { method, event } = calendarIn(first);
    const day = await stage.dayOf("binh-an");
    expect(method).toBe("REQUEST");
    expect(event.properties).toMatchObject({
      SEQUENCE: "0",
      STATUS: "TENTATIVE",
      DTSTART: `${day.replaceAll("-", "")}T003000Z`,
      DTEND: `${day.replaceAll("-", "")}T040000Z`,
      SUMMARY: "conference – binh-an",
      LOCATION: "binh-an",
      ORGANIZER: "mailto:plenum@example.vn",
      ATTENDEE: `mailto:${first.to[0]}`,
    });
    expect(event.parameters["ATTENDEE"]).toMatchObject({ RSVP: "TRUE", PARTSTAT: "NEEDS-ACTION" });
    expect(event.alarms.map((alarm) => alarm["TRIGGER"])).toEqual(["-P1D", "-PT1H"]);
    expect(first.mail.subject).toMatch(/^Mời dự: conference – binh-an \(07:30 thứ \S+, ngày/);
    expect(first.mail.text).toContain("ngày dự kiến");
    expect(first.mail.text).not.toContain("không trả lời");
    expect(first.mail.html).toContain("Đồng ý");
    const part = first.mail.attachments[0];
    expect(part?.headers.get("content-type")).toMatchObject({
      value: "text/calendar",
      params: { method: "REQUEST", charset: "utf-8" },
    });
    expect(first.mail.headers.get("content-type")).toMatchObject({
      value: "multipart/alternative",
    });
    const kept = await listMailbox(desk.pool, "real");
    expect(new Set(kept.map((one) => `${one.rung} ${one.status}`))).toEqual(
      new Set(["invite-1 accepted"]),
    );
  });

  test("when its day is confirmed, moves, or nothing changes, then all are told what changed, and only that", async () => {
    const stage = await play(desk.pool);
    const read = aReader();
    await stage.open("binh-an");
    await desk.dispatcher.once();
    const invited = read();
    const day = await stage.dayOf("binh-an");
    await stage.moveTo("binh-an", day, true);
    await desk.dispatcher.once();
    expect(read()).toEqual(invited.map((line) => line.replace("0 TENTATIVE", "1 CONFIRMED")));
    await desk.pool.query(
      "UPDATE steps SET round = round + 1, due_at = due_at + interval '1 hour'",
    );
    await desk.dispatcher.once();
    expect(read()).toEqual([]);
    await stage.moveTo("binh-an", addDays(day, 1), true);
    await desk.dispatcher.once();
    expect(read()).toEqual(invited.map((line) => line.replace("0 TENTATIVE", "2 CONFIRMED")));
    const last = desk.office.letters.at(-1);
    expect(last?.mail.subject).toMatch(/^Thay đổi: /);
    const uids = desk.office.letters.map((letter) => calendarIn(letter).event.properties["UID"]);
    expect(new Set(uids).size).toBe(1);
  });

  test("when it is cancelled, then all are told with STATUS:CANCELLED and a higher sequence", async () => {
    const stage = await play(desk.pool);
    const read = aReader();
    await stage.open("binh-an");
    await desk.dispatcher.once();
    const invited = read();
    await stage.cancel("binh-an");
    await desk.dispatcher.once();
    expect(read()).toEqual(
      invited.map((line) =>
        line.replace("REQUEST", "CANCEL").replace("0 TENTATIVE", "1 CANCELLED"),
      ),
    );
    expect(desk.office.letters.at(-1)?.mail.subject).toMatch(/^Hủy: /);
    await desk.dispatcher.once();
    expect(read()).toEqual([]);
  });

  test("when somebody else covers an attendee that day, then one invitation is taken back and one sent", async () => {
    const stage = await play(desk.pool);
    const read = aReader();
    await stage.open("binh-an");
    await desk.dispatcher.once();
    read();
    const day = await stage.dayOf("binh-an");
    await desk.pool.query(
      `INSERT INTO covers (realm, post, person, from_day, to_day)
       VALUES ('real', 'binh-an/head', 'thanh-loc/clerk/holder', $1, $1)`,
      [day],
    );
    await desk.dispatcher.once();
    expect(read()).toEqual([]);
    await desk.pool.query("UPDATE invitations SET look_at = now()");
    await desk.dispatcher.once();
    const told = read();
    expect(told.map((line) => line.replace(/ nguoi-\d+ /, " "))).toEqual([
      "CANCEL 1 -",
      "REQUEST 0 TENTATIVE",
    ]);
    const cover = desk.office.letters.find(({ mail }) => mail.text?.includes("dự thay đồng chí"));
    expect(cover?.mail.subject).toMatch(/^Mời dự: /);
    await desk.pool.query("DELETE FROM covers");
    await desk.pool.query("UPDATE invitations SET look_at = now()");
    await desk.dispatcher.once();
    expect(read().map((line) => line.replace(/ nguoi-\d+ /, " "))).toEqual([
      "CANCEL 1 -",
      "REQUEST 2 TENTATIVE",
    ]);
  });

  test("when it has begun or been held, then nobody is told of it any more", async () => {
    const stage = await play(desk.pool);
    await stage.open("binh-an");
    await stage.open("minh-hoa");
    await desk.dispatcher.once();
    const before = desk.office.letters.length;
    await stage.held("binh-an");
    await stage.clockTo("2020-12-01T00:00:00.000Z");
    await stage.cancel("minh-hoa");
    await stage.open("thanh-loc");
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(before);
  });
});

describe("given a mail server that was away", () => {
  test("when the conference was cancelled meanwhile, then only its end is still sent", async () => {
    const stage = await play(desk.pool);
    const without = desk.dispatcherTo(null);
    await stage.open("binh-an");
    await without.once();
    await stage.cancel("binh-an");
    await without.once();
    const read = aReader();
    await desk.dispatcher.once();
    const told = read();
    expect(told.length).toBeGreaterThan(2);
    for (const line of told) expect(line).toMatch(/^CANCEL \S+ 1 CANCELLED$/);
  });
});

describe("given a rehearsal", () => {
  test("then its invitations are in its mailbox only, and nobody's address is in them", async () => {
    const stage = await play(desk.pool, { realm: { id: "r-1", kind: "rehearsal" } });
    await stage.open("binh-an");
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    const kept = await listMailbox(desk.pool, "r-1");
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.every((one) => one.status === "accepted" && one.channel === "calendar")).toBe(true);
    const { rows } = await desk.pool.query<{ file: string; subject: string }>(
      "SELECT attachments->0->>'content' AS file, subject FROM messages",
    );
    for (const { file, subject } of rows) {
      expect(file).not.toContain("huyenuy.example");
      const [event] = readStrictly(file).events;
      expect(event?.properties["SUMMARY"]).toMatch(/^\[Diễn tập\]/);
      expect(subject).toMatch(/^\[Diễn tập\]/);
    }
    expect(await listMailbox(desk.pool, "real")).toEqual([]);
  });
});

describe("given a rehearsal whose clock runs ahead of its calendars", () => {
  test("then attendees of what has been held meanwhile are invited as of when it opened, and a real campaign's are not", async () => {
    const stage = await play(desk.pool, { realm: { id: "r-1", kind: "rehearsal" } });
    await stage.clockTo("2020-04-02T02:00:00.000Z");
    await stage.open("binh-an");
    await stage.clockTo("2020-12-01T00:00:00.000Z");
    await stage.held("binh-an");
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    const kept = await listMailbox(desk.pool, "r-1");
    expect(kept.length).toBeGreaterThan(2);
    expect(new Set(kept.map(({ at, rung }) => `${at} ${rung}`))).toEqual(
      new Set(["2020-04-02T02:00:00.000Z invite-1"]),
    );
    const real = await play(desk.pool);
    await real.open("binh-an");
    await desk.pool.query("UPDATE clocks SET mode = 'real' WHERE campaign = $1", [real.campaign]);
    await real.held("binh-an");
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
  });
});

describe("given a person without an address", () => {
  test("then the ledger says why they were not written to", async () => {
    const stage = await play(desk.pool);
    await desk.pool.query("UPDATE persons SET email = NULL WHERE id = 'binh-an/head/holder'");
    await stage.open("binh-an");
    await desk.dispatcher.once();
    const kept = await listMailbox(desk.pool, "real", { person: "binh-an/head/holder" });
    expect(kept).toMatchObject([{ status: "not_sent", reason: "no_address" }]);
  });
});
