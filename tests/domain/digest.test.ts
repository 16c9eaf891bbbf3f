import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundleWords, byConsequence, type DigestItem, isOutage } from "#domain/digest.ts";
import {
  channelsFor,
  kindOf,
  MANDATORY,
  MESSAGE_KINDS,
  NO_PREFERENCES,
  sendingOf,
  switchedOff,
} from "#domain/preference.ts";

const item = (id: string, due: string, waiting: number): DigestItem => ({
  id,
  step: { vi: `Bước ${id}`, en: `Step ${id}` },
  unit: "Xã Bình An",
  due: `2020-03-${due}T10:00:00.000Z`,
  waiting: Array.from({ length: waiting }, (_, n) => ({ vi: `nơi ${n}`, en: `place ${n}` })),
  owedBy: null,
});

describe("given the matters of one morning", () => {
  const items = [item("a", "27", 0), item("b", "31", 2), item("c", "26", 0), item("d", "30", 2)];

  it("then what most others wait for comes first, then what is due soonest", () => {
    expect(byConsequence(items).map(({ id }) => id)).toEqual(["d", "b", "c", "a"]);
  });

  it("then the digest says all of them, numbered, in both languages", () => {
    const now = "2020-03-26T00:00:00.000Z";
    const recipient = { name: "Nguyễn Văn A" };
    const words = bundleWords({ kind: "digest", now, since: now, recipient, items });
    expect(words.subject.vi).toBe("Việc ngày 26/03/2020: 4 việc");
    expect(words.sentences).toHaveLength(5);
    expect(words.sentences[1]?.vi).toBe(
      "1. Bước d – Xã Bình An: hạn 17:00 thứ Hai, ngày 30/03/2020; đang chờ: nơi 0; nơi 1.",
    );
    expect(words.sentences[3]?.en).toContain("3. Step c – Xã Bình An: due 17:00 on Thursday");
  });

  it("then a catch-up says from when to when nothing could be sent", () => {
    const words = bundleWords({
      kind: "catch_up",
      now: "2020-03-28T02:00:00.000Z",
      since: "2020-03-26T01:00:00.000Z",
      recipient: { name: "Nguyễn Văn A" },
      items,
    });
    expect(words.subject.en).toBe("After an interruption: 4 matters to know of");
    expect(words.sentences[0]?.vi).toContain(
      "Từ 08:00 thứ Năm, ngày 26/03/2020 đến 09:00 thứ Bảy, ngày 28/03/2020",
    );
    expect(words.sentences.some(({ vi }) => vi.includes("quá hạn từ"))).toBe(true);
  });

  it("then no order of writing loses or doubles one", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(items), (some) => {
        const sorted = byConsequence(some);
        expect(sorted.map(({ id }) => id).sort()).toEqual(some.map(({ id }) => id).sort());
        const waiting = sorted.map((one) => one.waiting.length);
        expect(waiting).toEqual([...waiting].sort((a, b) => b - a));
      }),
    );
  });
});

describe("given a preference", () => {
  it("then without one everything goes by e-mail, by itself", () => {
    for (const kind of MESSAGE_KINDS) {
      expect(channelsFor(NO_PREFERENCES, kind)).toEqual(["email"]);
      expect(sendingOf(NO_PREFERENCES, kind).digest).toBe(false);
    }
  });

  it("then what is mandatory always leaves the app, and never waits for a digest", () => {
    const everywhere = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, ["inapp"] as const]));
    const quiet = { channels: everywhere, digest: true };
    for (const kind of MESSAGE_KINDS) {
      const outside = channelsFor(quiet, kind).some((channel) => channel !== "inapp");
      expect(outside).toBe(MANDATORY.has(kind));
      expect(sendingOf(quiet, kind).digest).toBe(!MANDATORY.has(kind));
    }
    expect(switchedOff(quiet)).toEqual([...MANDATORY]);
    expect(switchedOff({ channels: { due: [], new: [] }, digest: false })).toEqual(["due"]);
    expect(switchedOff({ channels: { late: ["webhook"] }, digest: false })).toEqual([]);
  });

  it.each([
    ["news of what is far away", "2020-03-25T02:00:00.000Z", true, true, "new"],
    ["a reminder", "2020-03-25T02:00:00.000Z", false, true, "reminder"],
    ["what is due today, even as news", "2020-03-27T02:00:00.000Z", true, true, "due"],
    ["what is late", "2020-03-27T10:00:00.001Z", false, true, "late"],
    ["somebody else's", "2020-03-25T02:00:00.000Z", true, false, "escalation"],
  ] as const)("then a message is %s", (_, now, arisen, owes, kind) => {
    expect(kindOf({ due: "2020-03-27T10:00:00.000Z", now, arisen, owes })).toBe(kind);
  });
});

it("an hour without sending is an outage, less is not", () => {
  const due = "2020-03-27T10:00:00.000Z";
  expect(isOutage(due, "2020-03-27T10:59:59.999Z")).toBe(false);
  expect(isOutage(due, "2020-03-27T11:00:00.000Z")).toBe(true);
});
