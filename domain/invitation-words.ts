import { instantWords, type NoticeWords } from "./notice-words.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";

/** What an invitation's mail says beside the calendar's own file. */
export interface InvitationFacts {
  readonly title: Text;
  readonly unitName: string;
  readonly start: Instant;
  readonly place: string | null;
  readonly proposed: boolean;
  readonly name: string;
  /** The post by which they are invited. */
  readonly post: Text | null;
  /** The holder whom they stand in for. */
  readonly actingFor: string | null;
  readonly message: "invite" | "change" | "uninvite" | "off";
  /** Who sends them in their own place. */
  readonly delegatedBy?: string | null;
  /** Whom they have sent in their own place. */
  readonly delegate?: string | null;
  /** Why whom they wanted to send was not taken. */
  readonly refused?: Text | null;
}

const HEADS: Readonly<Record<InvitationFacts["message"], Text>> = {
  invite: { vi: "Mời dự", en: "Invitation" },
  change: { vi: "Thay đổi", en: "Changed" },
  uninvite: { vi: "Thôi mời", en: "No longer invited" },
  off: { vi: "Hủy", en: "Cancelled" },
};

/** The words of an invitation, of its change and of its end. */
export function invitationWords(facts: InvitationFacts): NoticeWords {
  const when = instantWords(facts.start);
  const { title, unitName, message } = facts;
  return {
    subject: {
      vi: `${HEADS[message].vi}: ${title.vi} – ${unitName} (${when.vi})`,
      en: `${HEADS[message].en}: ${title.en} – ${unitName} (${when.en})`,
    },
    greeting: {
      vi: `Kính gửi đồng chí ${facts.name}${facts.post ? `, ${facts.post.vi}` : ""},`,
      en: `To ${facts.name}${facts.post ? `, ${facts.post.en}` : ""},`,
    },
    sentences: [...sentences(facts, when), ...standing(facts)],
  };
}

function sentences(facts: InvitationFacts, when: Text): Text[] {
  const { title, unitName, message } = facts;
  const at = facts.place === null || facts.place === unitName ? "" : `, ${facts.place}`;
  switch (message) {
    case "invite":
    case "change":
      return [
        {
          vi: `${message === "change" ? "Thời gian mới" : "Trân trọng mời đồng chí dự"}: ${title.vi} của ${unitName}, lúc ${when.vi}${at}.`,
          en: `${message === "change" ? "As it now stands" : "You are invited to"}: ${title.en} of ${unitName}, at ${when.en}${at}.`,
        },
        ...delegation(facts),
        ...(facts.proposed ? [PROPOSED] : []),
        ANSWER,
      ];
    case "uninvite":
      return [
        {
          vi: `Đồng chí không còn trong thành phần dự ${title.vi} của ${unitName} lúc ${when.vi}; lịch trước đây không còn hiệu lực.`,
          en: `You are no longer expected at ${title.en} of ${unitName} at ${when.en}; the earlier invitation has ended.`,
        },
      ];
    case "off":
      return [
        {
          vi: `${title.vi} của ${unitName} lúc ${when.vi} đã hủy.`,
          en: `${title.en} of ${unitName} at ${when.en} has been cancelled.`,
        },
      ];
    default:
      return message satisfies never;
  }
}

const PROPOSED: Text = {
  vi: "Đây là ngày dự kiến; khi chốt hoặc thay đổi, đồng chí sẽ được báo lại.",
  en: "This is a proposed day; you will be told when it is confirmed or moved.",
};

const ANSWER: Text = {
  vi: "Có thể trả lời bằng nút Đồng ý hoặc Từ chối trong chương trình thư hoặc lịch.",
  en: "You may answer with the Accept or Decline button of your mail or calendar program.",
};

const standing = ({ actingFor, message }: InvitationFacts): Text[] =>
  actingFor === null || message === "off"
    ? []
    : [{ vi: `Đồng chí dự thay đồng chí ${actingFor}.`, en: `You stand in for ${actingFor}.` }];

/** Who stands for whom; and first, why it is not as they wanted it. */
function delegation({ delegatedBy, delegate, refused }: InvitationFacts): Text[] {
  return [
    ...(refused ? [refused] : []),
    ...(delegatedBy
      ? [
          {
            vi: `Đồng chí ${delegatedBy} cử đồng chí dự thay.`,
            en: `${delegatedBy} sends you in their place.`,
          },
        ]
      : []),
    ...(delegate
      ? [
          {
            vi: `Đồng chí đã cử ${delegate} dự thay; nếu trực tiếp dự, xin trả lời Đồng ý.`,
            en: `You have sent ${delegate} in your place; answer Accept if you will come yourself.`,
          },
        ]
      : []),
  ];
}
