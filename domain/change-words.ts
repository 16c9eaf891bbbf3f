import type { Change } from "./change.ts";
import type { Telling } from "./change-telling.ts";
import { instantWords } from "./date-words.ts";
import type { NoticeWords } from "./notice-words.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";
import type { Names } from "./wait-words.ts";

/** One thing that a change means for somebody; the dates where it moves. */
export type ToldItem = Telling["items"][number] & {
  readonly from: Instant | null;
  readonly to: Instant | null;
};

export interface ToldPerson {
  readonly change: Change;
  readonly reason: string;
  readonly paper: string | null;
  readonly name: string | null;
  readonly items: readonly ToldItem[];
  readonly names: Names;
}

/** More are counted, not named: a message is read on a phone. */
const MOST_LINES = 20;

/** The one message of a change to a person, with everything in it that concerns them. */
export function changeWords(told: ToldPerson): NoticeWords {
  const { name, items, names } = told;
  const lines = items.slice(0, MOST_LINES).map((item) => lineOf(item, names));
  const rest = items.length - lines.length;
  return {
    subject: subjectOf(told),
    greeting: { vi: `Kính gửi: đồng chí ${name ?? ""}`, en: `To: ${name ?? ""}` },
    sentences: [
      whyOf(told),
      ...lines,
      ...(rest > 0 ? [{ vi: `Và ${rest} việc nữa.`, en: `And ${rest} more.` }] : []),
    ],
  };
}

const subjectOf = ({ change, items }: ToldPerson): Text => {
  const kind = CHANGE_WORDS[change.kind];
  return {
    vi: `Thay đổi kế hoạch: ${kind.vi} (${items.length} việc của đồng chí)`,
    en: `Change of plan: ${kind.en} (${items.length} of yours)`,
  };
};

function whyOf({ change, reason, paper }: Pick<ToldPerson, "change" | "reason" | "paper">): Text {
  const kind = CHANGE_WORDS[change.kind];
  const order =
    paper === null ? { vi: "", en: "" } : { vi: ` Căn cứ ${paper}.`, en: ` By ${paper}.` };
  return {
    vi: `Đã quyết định ${kind.vi}. Lý do: ${stopped(reason)}${order.vi}`,
    en: `It has been decided: ${kind.en}. Reason: ${stopped(reason)}${order.en}`,
  };
}

/** A sentence ends with one full stop. */
const stopped = (words: string): string => `${words.trim().replace(/[.。]+$/, "")}.`;

/** What each kind of change is called. */
export const CHANGE_WORDS: Readonly<Record<Change["kind"], Text>> = {
  move_anchor: { vi: "dời mốc chung", en: "a common day is moved" },
  move_conference: { vi: "đổi ngày hội nghị", en: "a conference is moved" },
  suspend: { vi: "tạm dừng thực hiện", en: "work is suspended" },
  resume: { vi: "tiếp tục thực hiện", en: "work goes on" },
  replace_pilot: { vi: "thay đơn vị điểm", en: "another unit goes first" },
  drop_unit: { vi: "đưa đơn vị ra khỏi kế hoạch", en: "a unit takes no further part" },
};

const text = (name: string | Text): Text =>
  typeof name === "string" ? { vi: name, en: name } : name;

function lineOf(item: ToldItem, names: Names): Text {
  const unit = text(names.unit(item.unit));
  if (item.step === null) return WHOLE[item.what](unit);
  const step = text(names.step(item.unit, item.step));
  const what = { vi: `«${step.vi}» – ${unit.vi}`, en: `“${step.en}” – ${unit.en}` };
  if (item.what !== "moved" || item.to === null)
    return { vi: `${what.vi}: không còn phải làm.`, en: `${what.en}: no longer needed.` };
  const to = instantWords(item.to);
  const from = item.from === null ? null : instantWords(item.from);
  return from === null
    ? { vi: `${what.vi}: hạn mới ${to}.`, en: `${what.en}: now due ${to}.` }
    : {
        vi: `${what.vi}: từ ${from} chuyển sang ${to}.`,
        en: `${what.en}: from ${from} to ${to}.`,
      };
}

type What = ToldItem["what"];

const WHOLE: Readonly<Record<What, (unit: Text) => Text>> = {
  moved: ({ vi, en }) => ({ vi: `${vi}: lịch thay đổi.`, en: `${en}: dates change.` }),
  cancelled: ({ vi, en }) => ({ vi: `${vi}: không còn phải làm.`, en: `${en}: no longer needed.` }),
  suspended: ({ vi, en }) => ({
    vi: `${vi}: tạm dừng; vẫn soạn thảo được, không tính quá hạn, không nhắc việc.`,
    en: `${en}: suspended; drafting goes on, nothing counts as late, nobody is reminded.`,
  }),
  resumed: ({ vi, en }) => ({ vi: `${vi}: tiếp tục thực hiện.`, en: `${en}: work goes on.` }),
  dropped: ({ vi, en }) => ({
    vi: `${vi}: không tham gia tiếp; những gì đã làm vẫn giữ nguyên.`,
    en: `${en}: takes no further part; what was done stays.`,
  }),
};
