import { describe, expect, test } from "vitest";
import { rungFormula } from "#domain/climb.ts";
import { FINDINGS } from "#domain/finding-words.ts";
import { channelWords, messageStateWords, reasonWords } from "#domain/notice-reason.ts";
import { type WhyFacts, whyWords } from "#domain/why.ts";

const FACTS: WhyFacts = {
  rung: "soon",
  ladder: { rungs: [{ id: "soon", when: { days: -1, at: "08:00" }, to: ["owner"] }] },
  due: "2020-03-26T01:00:00.000Z",
  status: "sent",
  reason: null,
  settledAt: "2020-03-26T01:00:01.000Z",
  note: null,
  messages: [
    {
      name: "Danh Út",
      post: { vi: "Chánh Văn phòng", en: "Chief of office" },
      actingFor: "Thị Mộng",
      channel: "email",
      status: "failed",
      reason: "550 mailbox unavailable",
      attempts: 3,
      last: { at: "2020-03-26T01:00:01.000Z", detail: "550 mailbox unavailable" },
    },
  ],
  others: 2,
  owed: {
    act: "draft",
    post: { vi: "Văn phòng", en: "Office" },
    step: { vi: "Kế hoạch", en: "Plan" },
    unit: "Xã Bình An",
    due: "2020-03-30T10:00:00.000Z",
    firstDue: "2020-03-27T10:00:00.000Z",
    status: "open",
    arose: "2020-03-25T00:00:00.000Z",
    endedAt: null,
  },
};

describe("given everything that is known of a notice", () => {
  test("then it is told in both languages", () => {
    expect(whyWords(FACTS).map(({ en }) => en)).toEqual([
      "Rung “soon” (1 working day before it is due, at 08:00): 08:00 26/03/2020.",
      "Office owes “draft” on “Plan” of Xã Bình An, due 17:00 30/03/2020 (at first 17:00 27/03/2020); still open.",
      "All of it was handed over by 08:00 26/03/2020.",
      "Danh Út (Chief of office, acting for Thị Mộng): e-mail, refused; 550 mailbox unavailable; 3 attempts; 08:00 26/03/2020 “550 mailbox unavailable”.",
      "2 other recipient(s) whom you may not see.",
    ]);
    expect(whyWords(FACTS)[0]?.vi).toBe(
      "Bậc nhắc «soon» (1 ngày làm việc trước hạn, lúc 08:00): 08:00 26/03/2020.",
    );
  });

  test("then a rung that the ladder lost, one by hand and a package have words, too", () => {
    expect(rungFormula(null, "gone").en).toBe("no longer in the ladder");
    expect(rungFormula(null, "by-hand.2020-03-26").en).toBe("sent by a person, outside the ladder");
    expect(rungFormula(null, "package").en).toBe("the package for the party above");
  });
});

describe("given the tables of words", () => {
  test("then every finding has words and advice in both languages, in NFC", () => {
    for (const [kind, { found, healed, advice }] of Object.entries(FINDINGS))
      for (const words of [found, advice, ...(healed ? [healed] : [])]) {
        expect(words.vi, kind).toBe(words.vi.normalize("NFC"));
        expect(words.vi, kind).not.toBe("");
        expect(words.en, kind).not.toBe("");
      }
  });

  test("then what is not in a table is told as it is", () => {
    expect(reasonWords("421 try later")).toEqual({ vi: "421 try later", en: "421 try later" });
    expect(reasonWords("overtaken").en).toBe(
      "the next rung was due by then, too, and only that one was sent",
    );
    expect(channelWords("pigeon").vi).toBe("pigeon");
    expect(messageStateWords("bounced").en).toBe("came back");
  });
});
