import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMail } from "#activities/incoming-mail.ts";
import { understand } from "#domain/incoming-mail.ts";
import {
  calendarReply,
  deliveryReport,
  eximBounce,
  OURS,
  outOfOffice,
  plainMail,
  qmailBounce,
} from "./raw-mail.ts";

const read = async (raw: string) => understand((await readMail(Buffer.from(raw))).mail);

const bounce = (kind: string, code: string | null, reason: unknown) => ({
  status: "bounce",
  report: { messageId: OURS, kind, code, reason },
});

const group = (action: string | null, status: string, recipient = "nobody@example.vn") => [
  `Final-Recipient: rfc822; ${recipient}`,
  ...(action === null ? [] : [`Action: ${action}`]),
  `Status: ${status}`,
];

describe("given delivery reports", () => {
  test("then a final failure is one, whether headers or the whole mail came back", async () => {
    const wanted = bounce("failed", "5.1.1", "5.1.1 550 no such user here");
    expect(await read(deliveryReport())).toEqual(wanted);
    expect(await read(deliveryReport({ returned: "whole" }))).toEqual(wanted);
  });

  test.each([
    ["given up after trying", [group("failed", "4.4.7")], "failed", "4.4.7"],
    ["a full mailbox, given up", [group("failed", "4.2.2")], "failed", "4.2.2"],
    ["a delay", [group("delayed", "4.4.1")], "delayed", "4.4.1"],
    ["no action, a final code", [group(null, "5.7.1")], "failed", "5.7.1"],
    ["no action, a passing code", [group(null, "4.7.1")], "delayed", "4.7.1"],
    ["one of two", [group("delivered", "2.0.0"), group("failed", "5.2.1")], "failed", "5.2.1"],
    ["the worse of two", [group("delayed", "4.0.0"), group("failed", "5.0.0")], "failed", "5.0.0"],
  ])("then %s is told by its action first", async (_, groups, kind, code) => {
    expect(await read(deliveryReport({ groups }))).toEqual(bounce(kind, code, code));
  });

  test.each([
    ["delivered", [group("delivered", "2.0.0")], OURS],
    ["relayed", [group("relayed", "2.0.0")], OURS],
    ["about somebody else's mail", [group("failed", "5.1.1")], "<1@elsewhere.vn>"],
  ])("then one that is %s is no bounce", async (_, groups, ours) => {
    expect(await read(deliveryReport({ groups, ours }))).toEqual({ status: "other" });
  });
});

describe("given bounces in no standard form", () => {
  test("then qmail's and Exim's are understood", async () => {
    expect(await read(qmailBounce())).toEqual(
      bounce("failed", "5.1.1", "Remote host said: 550 5.1.1 no mailbox here by that name"),
    );
    expect(await read(eximBounce())).toEqual(
      bounce("failed", null, "Mail delivery failed: returning message to sender"),
    );
  });

  test("then a warning is a delay, not a failure", async () => {
    const warning = plainMail(
      ["From: Mailer-Daemon@example.vn", "Subject: Warning: message delayed 24 hours"],
      ["550 is not said. The message has not yet been delivered.", `Message-ID: ${OURS}`],
    );
    expect(await read(warning)).toMatchObject({ status: "bounce", report: { kind: "delayed" } });
  });

  test.each([
    ["a person writes", qmailBounce().replace("MAILER-DAEMON@", "an@")],
    ["nothing of ours is in it", qmailBounce("<1@elsewhere.vn>")],
    ["it names no permanent code", qmailBounce().replace("550 5.1.1", "cannot say why")],
  ])("then it is none when %s", async (_, raw) => {
    expect(await read(raw)).toEqual({ status: "other" });
  });
});

describe("given answers of machines", () => {
  test("then they are noted, whatever numbers are in them", async () => {
    expect(await read(outOfOffice())).toEqual({ status: "auto_reply", messageId: OURS });
    const unsaid = outOfOffice().replace("Auto-Submitted: auto-replied\r\n", "");
    expect(await read(unsaid)).toMatchObject({ status: "auto_reply" });
  });

  test("then a person's own letter is none, and is let be", async () => {
    const letter = plainMail(["From: an@example.vn", "Subject: V/v hội nghị"], ["Kính gửi"]);
    expect(await read(letter)).toEqual({ status: "other" });
    expect(await read(letter.replace("Subject", "Auto-Submitted: no\r\nSubject"))).toEqual({
      status: "other",
    });
  });
});

describe("given answers to invitations", () => {
  const answer = {
    from: "Đồng chí An <An@Example.VN>",
    uid: "ab12@plenum",
    attendee: "an@example.vn",
    partstat: "PARTSTAT=ACCEPTED",
    stamp: "20200401T010000Z",
  };

  test("then one from the invited person's own address is understood", async () => {
    expect(await read(calendarReply(answer))).toMatchObject({
      status: "reply",
      reply: { attendee: "an@example.vn", answer: "accepted", sentBy: null, comment: "Đã nhận" },
    });
  });

  test("then whoever writes for them says so; nobody else's word is taken", async () => {
    const secretary = { ...answer, from: "thuky@example.vn" };
    expect(await read(calendarReply(secretary))).toEqual({
      status: "unreadable",
      fault: "not_from_attendee",
    });
    const partstat = 'PARTSTAT=ACCEPTED;SENT-BY="mailto:thuky@example.vn"';
    expect(await read(calendarReply({ ...secretary, partstat }))).toMatchObject({
      status: "reply",
      reply: { attendee: "an@example.vn", sentBy: "thuky@example.vn" },
    });
    expect(await read(calendarReply({ ...answer, from: "a@x.vn, an@example.vn" }))).toMatchObject({
      fault: "not_from_attendee",
    });
  });

  test("then one that its sender's own domain disowns is set aside, and one in pieces too", async () => {
    const headers = ["Authentication-Results: mx.example.vn; spf=fail; dmarc=fail header.from=x"];
    expect(await read(calendarReply({ ...answer, headers }))).toMatchObject({ fault: "forged" });
    expect(await read(calendarReply({ ...answer, stamp: "soon" }))).toMatchObject({
      fault: "no_stamp",
    });
  });
});

test("given any bytes, then a mail is something, and nothing in it can break the reader", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(deliveryReport(), qmailBounce(), outOfOffice(), plainMail([])),
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      async (raw, at, noise) => {
        const bytes = Buffer.from(raw);
        bytes.set(noise.subarray(0, bytes.length), at % Math.max(1, bytes.length - noise.length));
        const { messageId, mail } = await readMail(bytes);
        expect(JSON.stringify([messageId, understand(mail)])).not.toContain("\\u0000");
      },
    ),
    { numRuns: 300 },
  );
});
