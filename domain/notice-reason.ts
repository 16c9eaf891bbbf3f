import type { Text } from "./text.ts";

/** Why a notice or a message was not sent, in words; the codes are what the rows hold. */
const REASONS: Readonly<Record<string, Text>> = {
  met: { vi: "việc đã làm xong trước khi gửi", en: "it was done before it was sent" },
  moved: {
    vi: "hạn đã đổi, có lời nhắc mới thay",
    en: "the date moved, and a new notice replaced it",
  },
  cancelled: { vi: "việc không còn phải làm", en: "it is no longer to be done" },
  excused: { vi: "việc đã được miễn", en: "it was excused" },
  seen: {
    vi: "người phải làm đã báo đang xử lý",
    en: "its owner said that they were working on it",
  },
  overtaken: {
    vi: "bậc nhắc sau cũng đã đến giờ, chỉ gửi bậc ấy",
    en: "the next rung was due by then, too, and only that one was sent",
  },
  no_post: { vi: "không có chức danh nào để gửi", en: "there is no post to send it to" },
  no_holder: { vi: "chức danh chưa có người giữ", en: "nobody holds the post" },
  no_address: { vi: "người ấy chưa có địa chỉ e-mail", en: "the person has no e-mail address" },
  no_phone: { vi: "người ấy chưa có số điện thoại", en: "the person has no phone number" },
  no_device: {
    vi: "người ấy chưa bật thông báo trên trình duyệt nào",
    en: "the person is notified in no browser",
  },
  no_webhook: { vi: "chưa cấu hình kênh này", en: "this channel is not configured" },
  same_person: {
    vi: "cùng một người đã nhận ở chức danh khác",
    en: "the same person got it for another post",
  },
  unread: {
    vi: "người nhận không mở trong thời gian mà bậc nhắc cho phép, nên đã chuyển kênh khác",
    en: "its recipient did not open it within the rung's time, so another channel was used",
  },
  no_mail_server: { vi: "chưa cấu hình máy chủ thư", en: "no mail server is configured" },
};

/** Begins the reason of a notice that could not be written at all; what was wrong follows. */
export const UNWRITABLE = "unwritable";

const LONGEST_FAULT = 200;

/** The reason kept with a notice that could not be written. */
export const unwritable = (error: unknown): string =>
  `${UNWRITABLE}: ${error instanceof Error ? error.message : String(error)}`.slice(
    0,
    LONGEST_FAULT,
  );

/** A reason in words. What is not one of ours is a server's own answer, and is told as it is. */
export function reasonWords(reason: string): Text {
  if (!reason.startsWith(`${UNWRITABLE}: `)) return REASONS[reason] ?? { vi: reason, en: reason };
  const fault = reason.slice(UNWRITABLE.length + 2);
  return {
    vi: `không soạn được, đã để riêng để các thư khác vẫn đi (${fault})`,
    en: `it could not be written and was set aside, so that the others went (${fault})`,
  };
}

const CHANNELS: Readonly<Record<string, Text>> = {
  email: { vi: "thư điện tử", en: "e-mail" },
  inapp: { vi: "hộp việc trong ứng dụng", en: "the inbox in the app" },
  push: { vi: "thông báo trên trình duyệt", en: "a notification in the browser" },
  webhook: { vi: "tin nhắn điện thoại", en: "a message to the phone" },
  call: { vi: "danh sách gọi điện", en: "the call list" },
  digest: { vi: "thư tổng hợp", en: "a message that carries several" },
};

export const channelWords = (channel: string): Text =>
  CHANNELS[channel] ?? { vi: channel, en: channel };

const STATES: Readonly<Record<string, Text>> = {
  frozen: { vi: "đã soạn, đang chờ chuyển đi", en: "written, waiting to be handed over" },
  waiting: { vi: "chờ thư tổng hợp", en: "waiting to be carried by another message" },
  carried: { vi: "đã nằm trong thư tổng hợp", en: "carried by another message" },
  // Taken by the relay: that it arrived is more than anybody knows.
  accepted: { vi: "máy chủ đã nhận chuyển", en: "taken by the server" },
  failed: { vi: "bị từ chối", en: "refused" },
  bounced: { vi: "bị trả về", en: "came back" },
  not_sent: { vi: "không gửi", en: "not sent" },
};

/** How a message stands, in words. */
export const messageStateWords = (status: string): Text =>
  STATES[status] ?? { vi: status, en: status };
