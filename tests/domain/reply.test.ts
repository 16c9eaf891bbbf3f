import { describe, expect, test } from "vitest";
import { readReply } from "#domain/reply.ts";

const reply = (lines: readonly string[], method = "REPLY"): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const USUAL = ["UID:ab12@plenum", "DTSTAMP:20200512T023000Z", "SEQUENCE:2"];

describe("given the replies that mail programs write", () => {
  test("then Google's is read, its folded lines included", () => {
    const google = reply([
      "DTSTART:20200520T010000Z",
      "DTEND:20200520T043000Z",
      "DTSTAMP:20200512T023000Z",
      "ORGANIZER;CN=Xã Bình An:mailto:plenum@example.vn",
      "UID:ab12@plenum",
      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=an@exam",
      " ple.vn;X-NUM-GUESTS=0:mailto:an@example.vn",
      "SEQUENCE:2",
    ]);
    expect(readReply(google)).toEqual({
      uid: "ab12@plenum",
      sequence: 2,
      stamp: "2020-05-12T02:30:00.000Z",
      attendee: "an@example.vn",
      answer: "accepted",
      delegate: null,
      sentBy: null,
      comment: null,
    });
  });

  test("then Outlook's is read, with its capitals, its quotes, its alarm and its comment", () => {
    const outlook = reply([
      'ATTENDEE;PARTSTAT=DECLINED;CN="Nguyễn; Văn: An":MAILTO:An@Example.VN',
      "COMMENT;LANGUAGE=vi-VN:Bận họp\\, xin vắng.\\n",
      ...USUAL,
      "BEGIN:VALARM",
      "DTSTAMP:19990101T000000Z",
      "END:VALARM",
    ]);
    expect(readReply(outlook.replace("BEGIN:VCAL", "begin:vcal"))).toMatchObject({
      attendee: "an@example.vn",
      answer: "declined",
      stamp: "2020-05-12T02:30:00.000Z",
      comment: "Bận họp, xin vắng.",
    });
  });

  test("then a delegation names whom they send, and is not taken for the delegate's own answer", () => {
    const delegated = reply([
      'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:an@example.vn":mailto:binh@example.vn',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Binh@example.vn":mailto:an@example.vn',
      ...USUAL,
    ]);
    expect(readReply(delegated)).toMatchObject({
      answer: "delegated",
      attendee: "an@example.vn",
      delegate: "binh@example.vn",
    });
  });

  test("then a delegate's address that no mail can go to is none", () => {
    const to = (address: string) =>
      readReply(
        reply([
          `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:${address}":mailto:an@example.vn`,
          ...USUAL,
        ]),
      );
    expect(to("b@example.vn")).toMatchObject({ delegate: "b@example.vn" });
    for (const odd of ["", "b", "b c@example.vn", "<b@example.vn>", `${"b".repeat(255)}@x.vn`])
      expect(to(odd), odd).toMatchObject({ answer: "delegated", delegate: null });
  });
});

describe("given something else", () => {
  const attendee = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@example.vn";
  test.each([
    ["no calendar", "Vâng, tôi dự.", "no_calendar"],
    ["an empty text", "", "no_calendar"],
    ["an invitation", reply([...USUAL, attendee], "REQUEST"), "no_reply"],
    [
      "a method inside the event only",
      reply(["METHOD:REPLY", ...USUAL, attendee], "X"),
      "no_reply",
    ],
    ["no UID", reply(["DTSTAMP:20200512T023000Z", attendee]), "no_event"],
    [
      "a stamp that is no instant",
      reply(["UID:a", "DTSTAMP:20201399T000000Z", attendee]),
      "no_stamp",
    ],
    ["a stamp in no zone", reply(["UID:a", "DTSTAMP:20200512T023000", attendee]), "no_stamp"],
    ["no answer", reply([...USUAL, "ATTENDEE:mailto:an@example.vn"]), "no_answer"],
  ])("when it is %s, then it says so", (_, text, fault) => {
    expect(readReply(text)).toBe(fault);
  });
});
