import { dayWords } from "./date-words.ts";
import type { ObligationAct } from "./obligation.ts";
import type { Text } from "./text.ts";
import { dayOf, daysBetween, type Instant, timeOf, weekday } from "./time.ts";

export { dayWords };

/** What a notice tells one recipient. Names and titles are those of the day it is sent. */
export interface NoticeFacts {
  readonly campaign: Text;
  readonly unit: string;
  readonly step: Text;
  readonly act: ObligationAct;
  readonly due: Instant;
  readonly now: Instant;
  /** The obligation's date has been moved since it arose. */
  readonly moved: boolean;
  /** The first rung: the work has just arisen. */
  readonly arisen: boolean;
  /** The title of the post that owes it; null where the recipient holds that post. */
  readonly owedBy: Text | null;
  readonly recipient: { readonly name: string | null; readonly title: Text | null };
  /** The holder whom the recipient acts for. */
  readonly actingFor: string | null;
  /** Who cannot go on until it is done. */
  readonly waiting: readonly Text[];
  /** What a gate's evidence still lacks. */
  readonly missing?: Text | null;
  /** What the rung, or who reminds by hand, says besides. */
  readonly said?: readonly Text[];
}

/** The words of a notice, for any channel: a subject, then sentences. */
export interface NoticeWords {
  readonly subject: Text;
  readonly greeting: Text;
  readonly sentences: readonly Text[];
}

const ACTS: Readonly<Record<ObligationAct, Text>> = {
  draft: { vi: "soạn thảo và trình", en: "draft and submit" },
  correct: { vi: "chỉnh sửa và trình lại", en: "correct and submit again" },
  approve: { vi: "xem và phê duyệt", en: "review and approve" },
  issue: { vi: "lấy số và ban hành", en: "number and issue" },
  acknowledge: { vi: "xác nhận đã nhận", en: "acknowledge" },
  do: { vi: "hoàn thành", en: "complete" },
  submit: { vi: "gửi lên cấp trên", en: "hand up" },
  accept: { vi: "tiếp nhận hoặc trả lại", en: "accept or return" },
  hold: { vi: "tổ chức", en: "hold" },
  vote: { vi: "bỏ phiếu", en: "vote on" },
  open_gate: { vi: "quyết định cho mở rộng ở", en: "decide on" },
  decide_extension: { vi: "quyết định đề nghị lùi hạn", en: "decide on the later date asked for" },
};

/** An act in words, as a verb: “phê duyệt”, “acknowledge”. */
export const actWords = (act: ObligationAct): Text => ACTS[act];

const WEEKDAYS: readonly Text[] = [
  { vi: "thứ Hai", en: "Monday" },
  { vi: "thứ Ba", en: "Tuesday" },
  { vi: "thứ Tư", en: "Wednesday" },
  { vi: "thứ Năm", en: "Thursday" },
  { vi: "thứ Sáu", en: "Friday" },
  { vi: "thứ Bảy", en: "Saturday" },
  { vi: "Chủ nhật", en: "Sunday" },
];

/** `17:00 thứ Sáu, ngày 27/03/2020`, in Vietnam's time. */
export function instantWords(instant: Instant): Text {
  const day = dayOf(instant);
  const name = WEEKDAYS[weekday(day) - 1] ?? { vi: "", en: "" };
  return {
    vi: `${timeOf(instant)} ${name.vi}, ngày ${dayWords(day)}`,
    en: `${timeOf(instant)} on ${name.en}, ${dayWords(day)}`,
  };
}

/** What a notice says. Overdue is a comparison of `due` and `now`, as everywhere. */
export function noticeWords(facts: NoticeFacts): NoticeWords {
  const late = facts.now > facts.due;
  return {
    subject: subjectOf(facts, late),
    greeting: greetingOf(facts),
    sentences: [
      ...actingFor(facts),
      owed(facts),
      ...(late ? [overdue(facts)] : facts.moved && facts.arisen ? [MOVED] : []),
      ...(facts.said ?? []),
      ...lacks(facts),
      ...waits(facts),
    ],
  };
}

const MOVED: Text = {
  vi: "Đây là thời hạn mới, thay cho thời hạn đã báo trước đây.",
  en: "This is a new date; it replaces the one you were told before.",
};

function subjectOf(facts: NoticeFacts, late: boolean): Text {
  const kind: Text = late
    ? { vi: "Quá hạn", en: "Overdue" }
    : facts.moved && facts.arisen
      ? { vi: "Đổi thời hạn", en: "New date" }
      : facts.arisen
        ? { vi: "Việc mới", en: "New" }
        : { vi: "Nhắc việc", en: "Reminder" };
  const day = dayWords(dayOf(facts.due));
  return {
    vi: `${kind.vi}: ${facts.step.vi} – ${facts.unit} (hạn ${day})`,
    en: `${kind.en}: ${facts.step.en} – ${facts.unit} (due ${day})`,
  };
}

function greetingOf({ recipient }: NoticeFacts): Text {
  const title = (language: keyof Text): string => recipient.title?.[language] ?? "";
  const line = (parts: readonly (string | null)[]): string =>
    parts.filter((part) => part !== null && part !== "").join(", ");
  return {
    vi: `Kính gửi: ${line([recipient.name && `đồng chí ${recipient.name}`, title("vi")])}`,
    en: `To: ${line([recipient.name, title("en")])}`,
  };
}

const actingFor = (facts: NoticeFacts): Text[] =>
  facts.actingFor === null
    ? []
    : [
        {
          vi: `Đồng chí nhận thư này vì đang xử lý công việc thay đồng chí ${facts.actingFor}.`,
          en: `You receive this because you act for ${facts.actingFor}.`,
        },
      ];

function owed(facts: NoticeFacts): Text {
  const by = instantWords(facts.due);
  const who: Text = facts.owedBy ?? { vi: "Đồng chí", en: "You" };
  const must = facts.owedBy === null ? "are to" : "is to";
  return {
    vi: `${who.vi} cần ${ACTS[facts.act].vi} «${facts.step.vi}» của ${facts.unit} trước ${by.vi}.`,
    en: `${who.en} ${must} ${ACTS[facts.act].en} “${facts.step.en}” of ${facts.unit} by ${by.en}.`,
  };
}

function overdue({ due, now }: NoticeFacts): Text {
  const days = daysBetween(dayOf(due), dayOf(now));
  return days < 1
    ? { vi: "Thời hạn đã qua trong hôm nay.", en: "It became overdue today." }
    : {
        vi: `Việc này đã quá hạn ${days} ngày.`,
        en: `It is ${days} ${days === 1 ? "day" : "days"} overdue.`,
      };
}

const lacks = ({ missing }: NoticeFacts): Text[] =>
  missing
    ? [{ vi: `Căn cứ còn thiếu: ${missing.vi}.`, en: `Its evidence still lacks: ${missing.en}.` }]
    : [];

const waits = ({ waiting }: NoticeFacts): Text[] =>
  waiting.length === 0
    ? []
    : [
        {
          vi: `Đang chờ việc này: ${waiting.map((one) => one.vi).join("; ")}.`,
          en: `Waiting for it: ${waiting.map((one) => one.en).join("; ")}.`,
        },
      ];
