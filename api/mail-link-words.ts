import type { Text } from "#domain/text.ts";

/** Why a link does not lead to its question: what happened, and what to do. */
export const LINK_STOPS = {
  unknown: [
    404,
    {
      vi: "Liên kết này không đúng. Xin mở lại từ thư, hoặc vào ứng dụng.",
      en: "This link is not right. Open it from the mail again, or go to the app.",
    },
  ],
  used: [
    410,
    {
      vi: "Liên kết này đã được dùng một lần. Xin xem kết quả trong ứng dụng.",
      en: "This link has been used, and works once only. See in the app what became of it.",
    },
  ],
  expired: [
    410,
    {
      vi: "Liên kết này đã hết hạn sau ba ngày. Xin làm việc này trong ứng dụng.",
      en: "This link ended after three days. Do it in the app.",
    },
  ],
  settled: [
    410,
    {
      vi: "Việc này đã xong hoặc không còn cần nữa; đồng chí không phải làm gì thêm.",
      en: "This is done, or not needed any more; there is nothing left for you to do.",
    },
  ],
  other_person: [
    403,
    {
      vi: "Liên kết này gửi cho người khác, còn trình duyệt này đang mở phiên của bạn. Người nhận thư phải tự mở nó.",
      en: "This link was sent to somebody else, and this browser is signed in as you. Only the recipient may open it.",
    },
  ],
  not_yours: [
    403,
    {
      vi: "Việc này không còn thuộc trách nhiệm của đồng chí.",
      en: "This is not yours to do any more.",
    },
  ],
} as const satisfies Record<string, readonly [number, Text]>;

export type LinkStop = keyof typeof LINK_STOPS;

/** What the one button says, by act. */
export const LINK_BUTTONS: Readonly<Record<string, Text>> = {
  approve: { vi: "Phê duyệt", en: "Approve" },
  accept: { vi: "Tiếp nhận", en: "Accept" },
  acknowledge: { vi: "Xác nhận đã nhận", en: "Acknowledge" },
  issue: { vi: "Lấy số và ban hành", en: "Number and issue" },
  do: { vi: "Báo đã hoàn thành", en: "Report as done" },
};

export const LINK_WORDS = {
  due: { vi: "Hạn", en: "Due" },
  paper: { vi: "Văn bản", en: "Paper" },
  hash: { vi: "Mã nội dung", en: "Content hash" },
  nominees: { vi: "Đề cử kèm theo", en: "Nominees" },
  open: {
    vi: "Mở trong ứng dụng (trả lại, góp ý)",
    en: "Open in the app (to return it, to comment)",
  },
  app: { vi: "Mở ứng dụng", en: "Open the app" },
  once: {
    vi: "Chưa có gì được ghi nhận cho đến khi đồng chí bấm nút. Liên kết chỉ dùng được một lần.",
    en: "Nothing is recorded until you press the button. The link works once.",
  },
  done: { vi: "Đã ghi nhận.", en: "Recorded." },
  received: {
    vi: "Đã nhận; hệ thống đang xử lý. Xin xem kết quả trong ứng dụng.",
    en: "Received and being decided. See the outcome in the app.",
  },
} as const satisfies Record<string, Text>;
