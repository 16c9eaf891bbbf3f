import { rungWords } from "./climb.ts";
import { instantWords } from "./date-words.ts";
import { channelWords, messageStateWords, reasonWords } from "./notice-reason.ts";
import type { Ladder } from "./template.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";

/** One message of a notice, or one that was not written, with the ledger's last line. */
export interface MessageFacts {
  readonly name: string | null;
  readonly post: Text;
  /** The holder whom the recipient acts for. */
  readonly actingFor: string | null;
  readonly channel: string;
  readonly status: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly last: { readonly at: Instant; readonly detail: string | null } | null;
}

/** Everything that explains one notice. */
export interface WhyFacts {
  readonly rung: string;
  readonly ladder: Ladder | null;
  readonly due: Instant;
  readonly status: "open" | "frozen" | "sent" | "dropped";
  readonly reason: string | null;
  readonly settledAt: Instant | null;
  readonly note: string | null;
  readonly messages: readonly MessageFacts[];
  /** Recipients whom the reader may not see. */
  readonly others: number;
  readonly owed: OwedFacts;
}

export interface OwedFacts {
  readonly act: string;
  readonly post: Text;
  readonly step: Text;
  readonly unit: string;
  readonly due: Instant;
  /** The date it had at first. */
  readonly firstDue: Instant;
  readonly status: "open" | "met" | "void" | "excused";
  readonly arose: Instant;
  readonly endedAt: Instant | null;
}

/** Why a notice went, or did not, to whom and how, in sentences. */
export const whyWords = (facts: WhyFacts): Text[] => [
  lead({ vi: "Bậc nhắc", en: "Rung" }, rungWords(facts.ladder, facts.rung, facts.due)),
  ...(facts.note === null
    ? []
    : [{ vi: `Lời nhắn: “${facts.note}”.`, en: `It says: “${facts.note}”.` }]),
  owedWords(facts.owed),
  stateWords(facts),
  ...facts.messages.map(messageWords),
  ...(facts.others > 0
    ? [
        {
          vi: `Còn ${facts.others} người nhận khác mà bạn không xem được.`,
          en: `${facts.others} other recipient(s) whom you may not see.`,
        },
      ]
    : []),
];

const lead = (before: Text, words: Text): Text => ({
  vi: `${before.vi} ${words.vi}.`,
  en: `${before.en} ${words.en}.`,
});

/** Who owes what until when, and how that ended. */
export function owedWords(owed: OwedFacts): Text {
  const moved = owed.due !== owed.firstDue;
  const vi = `${owed.post.vi} phải làm việc «${owed.act}» ở bước «${owed.step.vi}» của ${owed.unit}, hạn ${instantWords(owed.due)}${moved ? ` (ban đầu ${instantWords(owed.firstDue)})` : ""}`;
  const en = `${owed.post.en} owes “${owed.act}” on “${owed.step.en}” of ${owed.unit}, due ${instantWords(owed.due)}${moved ? ` (at first ${instantWords(owed.firstDue)})` : ""}`;
  const end = ENDS[owed.status];
  const at = owed.endedAt === null ? "" : ` ${instantWords(owed.endedAt)}`;
  return { vi: `${vi}; ${end.vi}${at}.`, en: `${en}; ${end.en}${at}.` };
}

const ENDS: Readonly<Record<OwedFacts["status"], Text>> = {
  open: { vi: "chưa làm xong", en: "still open" },
  met: { vi: "đã làm xong", en: "done" },
  void: { vi: "không còn phải làm", en: "no longer to be done" },
  excused: { vi: "đã được miễn", en: "excused" },
};

function stateWords({ status, reason, due, settledAt }: WhyFacts): Text {
  const at = instantWords(settledAt ?? due);
  switch (status) {
    case "open":
      return {
        vi: `Sẽ gửi lúc ${instantWords(due)}.`,
        en: `It will be sent at ${instantWords(due)}.`,
      };
    case "frozen":
      return { vi: "Đã soạn, đang gửi.", en: "It has been written and is on its way." };
    case "sent":
      return { vi: `Đã gửi xong lúc ${at}.`, en: `All of it was handed over by ${at}.` };
    case "dropped": {
      const why = reasonWords(reason ?? "no_post");
      return { vi: `Không gửi: ${why.vi}.`, en: `It was not sent: ${why.en}.` };
    }
    default:
      return status satisfies never;
  }
}

function messageWords(message: MessageFacts): Text {
  const state = messageStateWords(message.status);
  const channel = channelWords(message.channel);
  const why = message.reason === null ? null : reasonWords(message.reason);
  const line = (l: keyof Text): string => {
    const post = message.post[l];
    const acting = message.actingFor === null ? "" : `, ${ACTING[l]} ${message.actingFor}`;
    const who = message.name === null ? post : `${message.name} (${post}${acting})`;
    const parts = [
      message.status === "not_sent" ? state[l] : `${channel[l]}, ${state[l]}`,
      ...(why ? [why[l]] : []),
      ...(message.attempts > 1 ? [`${message.attempts} ${TRIES[l]}`] : []),
      ...(message.last
        ? [
            `${instantWords(message.last.at)}${message.last.detail ? ` “${message.last.detail}”` : ""}`,
          ]
        : []),
    ];
    return `${who}: ${parts.join("; ")}.`;
  };
  return { vi: line("vi"), en: line("en") };
}

const ACTING: Text = { vi: "xử lý thay", en: "acting for" };
const TRIES: Text = { vi: "lần chuyển", en: "attempts" };
