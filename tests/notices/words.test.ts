import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { mailSource } from "#activities/mail-source.ts";
import { mailText } from "#activities/mail-text.ts";
import { type NoticeFacts, noticeWords } from "#domain/notice-words.ts";

const FACTS: NoticeFacts = {
  campaign: { vi: "Tổng kết 5 năm", en: "Five-year summary" },
  unit: "Xã Bình An",
  step: { vi: "Báo cáo tổng kết", en: "Summary report" },
  act: "submit",
  due: "2020-05-22T10:00:00.000Z",
  now: "2020-05-20T01:00:00.000Z",
  moved: false,
  arisen: false,
  owedBy: null,
  recipient: { name: "Nguyễn Thị Hồng", title: { vi: "Trưởng ban", en: "Head" } },
  actingFor: null,
  waiting: [{ vi: "Huyện Châu Thành", en: "Châu Thành district" }],
};

const textOf = (facts: NoticeFacts) =>
  mailText({
    words: noticeWords(facts),
    campaign: facts.campaign,
    link: "https://plenum.test/campaigns/a?open=b%2Fc&x=1",
    rehearsal: false,
  });

const sourceOf = (facts: NoticeFacts, name: string | null = facts.recipient.name) =>
  mailSource(
    {
      id: "m-1",
      realm: "real",
      rehearsal: false,
      notice: "n",
      attempt: 1,
      address: "hong@example.vn",
      name,
      messageId: "<1@plenum>",
      ...textOf(facts),
      campaign: "châu thành\r\nX: y",
      frozenAt: "2020-05-20T01:00:00.000Z",
    },
    { from: "Plenum <plenum@example.vn>", to: "hong@example.vn" },
  );

describe("the words of a notice", () => {
  it("say who owes what by when, and who waits, in both languages", () => {
    const { subject, sentences } = noticeWords(FACTS);
    expect(subject.vi).toBe("Nhắc việc: Báo cáo tổng kết – Xã Bình An (hạn 22/05/2020)");
    expect(sentences).toEqual([
      {
        vi: "Đồng chí cần gửi lên cấp trên «Báo cáo tổng kết» của Xã Bình An trước 17:00 thứ Sáu, ngày 22/05/2020.",
        en: "You are to hand up “Summary report” of Xã Bình An by 17:00 on Friday, 22/05/2020.",
      },
      {
        vi: "Đang chờ việc này: Huyện Châu Thành.",
        en: "Waiting for it: Châu Thành district.",
      },
    ]);
  });

  it("tell somebody else whose duty it is, and for how long it is overdue", () => {
    const { subject, sentences } = noticeWords({
      ...FACTS,
      now: "2020-05-25T01:00:00.000Z",
      owedBy: { vi: "Văn phòng", en: "The office" },
    });
    expect(subject.en).toMatch(/^Overdue: /);
    expect(sentences[0]?.vi).toMatch(/^Văn phòng cần /);
    expect(sentences[1]).toEqual({
      vi: "Việc này đã quá hạn 3 ngày.",
      en: "It is 3 days overdue.",
    });
  });

  it("announce a moved date as a new one", () => {
    const { subject, sentences } = noticeWords({ ...FACTS, moved: true, arisen: true });
    expect(subject.vi).toMatch(/^Đổi thời hạn: /);
    expect(sentences[1]?.en).toContain("replaces the one you were told before");
  });
});

describe("a notice as mail", () => {
  it("reads back as written: subject, name, both bodies, one link", async () => {
    const mail = await simpleParser(sourceOf(FACTS).raw);
    expect(mail.subject).toBe(noticeWords(FACTS).subject.vi);
    expect(mail.to).toMatchObject({
      value: [{ name: "Nguyễn Thị Hồng", address: "hong@example.vn" }],
    });
    expect(mail.messageId).toBe("<1@plenum>");
    expect(mail.date?.toISOString()).toBe("2020-05-20T01:00:00.000Z");
    expect(mail.text?.trim()).toBe(textOf(FACTS).text.trim());
    expect(mail.html).toBe(textOf(FACTS).html);
    expect(textOf(FACTS).html.match(/<a /g)).toHaveLength(1);
    expect(textOf(FACTS).html).toContain("open=b%2Fc&amp;x=1");
  });

  it("is the same bytes at every attempt, in lines no relay breaks", () => {
    const { raw } = sourceOf(FACTS);
    expect(sourceOf(FACTS).raw).toBe(raw);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it("lets no name or title start a header of its own, or markup", async () => {
    const evil = "Ánh\r\nBcc: all@example.vn\r\n\r\n<script>alert(1)</script>\u2028";
    const mail = await simpleParser(
      sourceOf(
        { ...FACTS, unit: evil, recipient: { name: evil, title: null } },
        `"${evil}" <x@example.vn>`,
      ).raw,
    );
    expect([...mail.headers.keys()].sort()).toEqual([
      "auto-submitted",
      "content-type",
      "date",
      "from",
      "list",
      "message-id",
      "mime-version",
      "subject",
      "to",
      "x-auto-response-suppress",
    ]);
    expect(mail.to).toMatchObject({ value: [{ address: "hong@example.vn" }] });
    expect(mail.html).not.toContain("<script>");
  });

  it("is NFC, whatever form the names came in", () => {
    const { subject, text, html } = textOf({ ...FACTS, unit: "Xã Bình An".normalize("NFD") });
    for (const each of [subject, text, html]) expect(each).toBe(each.normalize("NFC"));
  });

  it("is marked in a rehearsal, in subject and body", () => {
    const words = noticeWords(FACTS);
    const { subject, text } = mailText({
      words,
      campaign: FACTS.campaign,
      link: "https://plenum.test",
      rehearsal: true,
    });
    expect(subject).toMatch(/^\[Diễn tập\] Nhắc việc/);
    expect(text).toContain("DIỄN TẬP");
    expect(text).toContain("REHEARSAL");
  });
});
