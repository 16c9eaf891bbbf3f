import { beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "#domain/reply.ts";
import { addDays } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { attendeesOf, enterReply } from "#prisma/sql/attendee.ts";
import { aDesk } from "#tests/notices/desk.ts";
import type { Letter } from "#tests/notices/post-office.ts";
import { type Play, play } from "./play.ts";
import { type ReadEvent, readStrictly } from "./strict.ts";

const desk = aDesk();
const HEAD = "binh-an/head/holder";
const DEPUTY = "deputy@example.vn";
let stage: Play;
let uid: string;
let head: string;
let minutes: number;

beforeEach(async () => {
  minutes = 0;
  stage = await play(desk.pool);
  await stage.open("binh-an");
  await desk.dispatcher.once();
  const { rows } = await desk.pool.query<{ address: string; uid: string }>(
    `SELECT a.address, e.uid FROM attendees a
       JOIN calendar_entries e ON e.key = 'binh-an/' || a.step WHERE a.person = $1`,
    [HEAD],
  );
  head = rows[0]?.address ?? "";
  uid = rows[0]?.uid ?? "";
});

/** A reply, each a minute after the one before. */
async function reply(attendee: string, answer: Reply["answer"], delegate: string | null = null) {
  minutes += 1;
  const stamp = `2020-04-01T01:${String(minutes).padStart(2, "0")}:00.000Z`;
  const entered = await inTransaction(desk.pool, (tx) =>
    enterReply(
      tx,
      { realm: "real", by: "test" },
      { uid, sequence: 99, stamp, attendee, answer, delegate, sentBy: null, comment: null },
    ),
  );
  return entered && [entered.status, entered.fault].filter(Boolean).join(" ");
}

function calendarIn({ mail }: Letter): { method: string; event: ReadEvent } {
  const part = mail.attachments.find((one) => one.contentType === "text/calendar");
  const { method, events } = readStrictly(part?.content.toString("utf8") ?? "");
  return { method, event: events[0] as ReadEvent };
}

/** What went out since the last time, in a few words. */
async function told(): Promise<string[]> {
  const before = desk.office.letters.length;
  await desk.dispatcher.once();
  return desk.office.letters
    .slice(before)
    .map((letter) => {
      const { method, event } = calendarIn(letter);
      return `${method} ${letter.to[0]} ${event.properties["SEQUENCE"]}`;
    })
    .sort();
}

const last = () => desk.office.letters.at(-1) as Letter;
const listed = () => attendeesOf(desk.pool, `${stage.campaign}/binh-an`, "conference");

describe("given an attendee who sends somebody else", () => {
  test("then the delegate is invited with the same UID, and each is told of the other", async () => {
    expect(await reply(head, "delegated", DEPUTY)).toBe("recorded");
    expect(await told()).toEqual([`REQUEST ${DEPUTY} 0`]);
    const { event } = calendarIn(last());
    expect(event.properties["UID"]).toBe(uid);
    expect(event.attendees).toMatchObject([
      {
        address: head,
        parameters: {
          ROLE: "NON-PARTICIPANT",
          PARTSTAT: "DELEGATED",
          "DELEGATED-TO": `mailto:${DEPUTY}`,
        },
      },
      {
        address: DEPUTY,
        parameters: {
          ROLE: "REQ-PARTICIPANT",
          PARTSTAT: "NEEDS-ACTION",
          RSVP: "TRUE",
          "DELEGATED-FROM": `mailto:${head}`,
        },
      },
    ]);
    expect(last().mail.text).toContain("cử đồng chí dự thay");
    expect(await told()).toEqual([]);

    expect(await reply(DEPUTY, "accepted")).toBe("recorded");
    expect(
      (await listed()).filter(({ delegate, delegatedFrom }) => delegate ?? delegatedFrom),
    ).toMatchObject([
      { person: HEAD, reply: "delegated", delegate: DEPUTY, delegatedFrom: null },
      { person: null, name: DEPUTY, reply: "accepted", delegatedFrom: HEAD, status: "invited" },
    ]);
  });

  test("when the conference moves, then both are told and the delegation stands", async () => {
    await reply(head, "delegated", DEPUTY);
    await told();
    await reply(DEPUTY, "accepted");
    await stage.moveTo("binh-an", addDays(await stage.dayOf("binh-an"), 1), true);
    const all = await told();
    expect(all).toContain(`REQUEST ${DEPUTY} 1`);
    expect(all).toContain(`REQUEST ${head} 1`);
    const mine = desk.office.letters.findLast(({ to }) => to[0] === head) as Letter;
    expect(
      calendarIn(mine).event.attendees.map(({ parameters }) => parameters["PARTSTAT"]),
    ).toEqual(["DELEGATED", "ACCEPTED"]);
    expect(mine.mail.text).toContain(`đã cử ${DEPUTY} dự thay`);
    const deputy = (await listed()).find(({ delegatedFrom }) => delegatedFrom === HEAD);
    expect(deputy).toMatchObject({ reply: null, sequence: 1 });
  });

  test("when they come themselves, send another, or it is off, then the delegate's invitation is taken back", async () => {
    await reply(head, "delegated", DEPUTY);
    await told();
    await reply(head, "accepted");
    expect(await told()).toEqual([`CANCEL ${DEPUTY} 1`]);
    expect(calendarIn(last()).event.properties).not.toHaveProperty("STATUS");
    await reply(head, "delegated", DEPUTY);
    expect(await told()).toEqual([`REQUEST ${DEPUTY} 2`]);
    await reply(head, "delegated", "other@example.vn");
    expect(await told()).toEqual([`CANCEL ${DEPUTY} 3`, "REQUEST other@example.vn 0"]);
    await stage.cancel("binh-an");
    const off = await told();
    expect(off).toContain("CANCEL other@example.vn 1");
    expect(off.join()).not.toContain(DEPUTY);
    for (const letter of desk.office.letters.slice(-off.length))
      expect(calendarIn(letter).event.properties["STATUS"]).toBe("CANCELLED");
  });

  test("when somebody else comes to hold their post, then the delegate goes with them", async () => {
    await reply(head, "delegated", DEPUTY);
    await told();
    await desk.pool.query(
      `INSERT INTO covers (realm, post, person, from_day, to_day)
       VALUES ('real', 'binh-an/head', 'thanh-loc/clerk/holder', $1, $1)`,
      [await stage.dayOf("binh-an")],
    );
    await desk.pool.query("UPDATE invitations SET look_at = now()");
    const changes = await told();
    expect(changes).toContain(`CANCEL ${DEPUTY} 1`);
    expect(changes).toContain(`CANCEL ${head} 1`);
  });

  test("then a person of the roster has it among their own messages", async () => {
    await desk.pool.query(
      "UPDATE persons SET email = $1 WHERE realm = 'real' AND id = 'thanh-loc/clerk/holder'",
      [DEPUTY.toUpperCase()],
    );
    await reply(head, "delegated", DEPUTY);
    expect(await told()).toEqual([`REQUEST ${DEPUTY} 0`]);
    const { rows } = await desk.pool.query("SELECT person FROM messages WHERE address = $1", [
      DEPUTY,
    ]);
    expect(rows).toEqual([{ person: "thanh-loc/clerk/holder" }]);
  });
});

describe("given a delegation that cannot be", () => {
  const other = async (): Promise<string> =>
    (await listed()).find(({ person }) => person !== HEAD && person !== null)?.person ?? "";
  const addressOf = async (person: string): Promise<string> => {
    const { rows } = await desk.pool.query<{ address: string }>(
      "SELECT address FROM attendees WHERE person = $1",
      [person],
    );
    return rows[0]?.address ?? "";
  };

  test("then it is refused in words, who asked is asked again, and nobody is invited", async () => {
    const second = await addressOf(await other());
    expect(await reply(head, "delegated", head)).toBe("refused self");
    expect(await told()).toEqual([`REQUEST ${head} 1`]);
    expect(last().mail.text).toContain("địa chỉ được cử là của chính đồng chí");
    expect(await reply(head, "delegated", second)).toBe("refused invited");
    expect(await told()).toEqual([`REQUEST ${head} 2`]);
    expect(await reply(head, "delegated", DEPUTY)).toBe("recorded");
    await told();
    expect(await reply(second, "delegated", DEPUTY)).toBe("refused taken");
    expect(await told()).toEqual([`REQUEST ${second} 1`]);
  });

  test("then a delegate neither sends back nor on, and still stands", async () => {
    await reply(head, "delegated", DEPUTY);
    await told();
    expect(await reply(DEPUTY, "delegated", head)).toBe("refused loop");
    expect(await told()).toEqual([`REQUEST ${DEPUTY} 1`]);
    expect(last().mail.text).toContain("chính đồng chí ấy đã cử đồng chí dự");
    expect(await reply(DEPUTY, "delegated", "third@example.vn")).toBe("refused chain");
    expect(await told()).toEqual([`REQUEST ${DEPUTY} 2`]);
    expect(await told()).toEqual([]);
    expect((await listed()).filter(({ status }) => status === "cancelled")).toEqual([]);
  });
});
