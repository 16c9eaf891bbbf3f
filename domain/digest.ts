import { dayWords, instantWords, type NoticeWords } from "./notice-words.ts";
import type { Text } from "./text.ts";
import { dayOf, type Instant, millisecondsBetween } from "./time.ts";

/** One notice inside a message that carries several. */
export interface DigestItem {
  readonly id: string;
  readonly step: Text;
  readonly unit: string;
  readonly due: Instant;
  /** Who cannot go on until it is done. */
  readonly waiting: readonly Text[];
  /** The title of the post that owes it; null where the recipient does. */
  readonly owedBy: Text | null;
}

/** A message that carries several notices: the morning's digest, or what an outage held back. */
export type BundleKind = "digest" | "catch_up";

/** After so long without sending, what has gathered goes as one message a person. */
export const OUTAGE_MS = 3_600_000;

/** Whether nothing can have been sent when it was due: an hour and more have passed. */
export const isOutage = (dueAt: Instant, now: Instant): boolean =>
  millisecondsBetween(dueAt, now) >= OUTAGE_MS;

/** By consequence: what most others wait for first, then by date. The same items always stand in the same order. */
export function byConsequence(items: readonly DigestItem[]): DigestItem[] {
  return [...items].sort(
    (a, b) =>
      b.waiting.length - a.waiting.length ||
      (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1),
  );
}

export interface Bundle {
  readonly kind: BundleKind;
  readonly now: Instant;
  /** The earliest instant at which one of its notices should have gone. */
  readonly since: Instant;
  readonly recipient: { readonly name: string | null };
  readonly items: readonly DigestItem[];
}

/** The words of a message that carries several notices, the weightiest first. */
export function bundleWords(bundle: Bundle): NoticeWords {
  const { recipient, items, now } = bundle;
  return {
    subject: subjectOf(bundle),
    greeting: {
      vi: `Kính gửi: đồng chí ${recipient.name ?? ""}`,
      en: `To: ${recipient.name ?? ""}`,
    },
    sentences: [
      opening(bundle),
      ...byConsequence(items).map((item, index) => line(item, index + 1, now)),
    ],
  };
}

function subjectOf({ kind, items, now }: Bundle): Text {
  const n = items.length;
  const day = dayWords(dayOf(now));
  return kind === "digest"
    ? { vi: `Việc ngày ${day}: ${n} việc`, en: `${day}: ${n} ${things(n)}` }
    : {
        vi: `Sau gián đoạn: ${n} việc cần đồng chí biết`,
        en: `After an interruption: ${n} ${things(n)} to know of`,
      };
}

function opening({ kind, since, now }: Bundle): Text {
  if (kind === "digest")
    return {
      vi: "Các việc sau xếp theo mức ảnh hưởng: việc có nơi đang chờ đứng trước.",
      en: "What others wait for comes first, then by date.",
    };
  const [from, to] = [instantWords(since), instantWords(now)];
  return {
    vi: `Từ ${from.vi} đến ${to.vi} hệ thống không gửi được thư. Thư này gộp mọi thư lẽ ra đã gửi cho đồng chí trong thời gian đó.`,
    en: `From ${from.en} to ${to.en} no messages could be sent. This one stands for all that you should have had in that time.`,
  };
}

function line({ step, unit, due, waiting, owedBy }: DigestItem, n: number, now: Instant): Text {
  const by = instantWords(due);
  const late = now > due;
  const names = (language: keyof Text): string => waiting.map((one) => one[language]).join("; ");
  const vi = [
    `${n}. ${step.vi} – ${unit}: ${late ? "quá hạn từ" : "hạn"} ${by.vi}`,
    ...(owedBy ? [`do ${owedBy.vi} thực hiện`] : []),
    ...(waiting.length > 0 ? [`đang chờ: ${names("vi")}`] : []),
  ];
  const en = [
    `${n}. ${step.en} – ${unit}: ${late ? "overdue since" : "due"} ${by.en}`,
    ...(owedBy ? [`owed by ${owedBy.en}`] : []),
    ...(waiting.length > 0 ? [`waiting: ${names("en")}`] : []),
  ];
  return { vi: `${vi.join("; ")}.`, en: `${en.join("; ")}.` };
}

const things = (n: number): string => (n === 1 ? "matter" : "matters");
