import { AGAIN, type FindingText, WORKER } from "./finding-advice.ts";

/** Findings about notices, messages and their ledger. */
export const NOTICE_FINDINGS = {
  notice_missing: {
    found: {
      vi: "{unit}: việc «{act}» của {post} ở bước «{step}» còn bậc nhắc «{rung}» mà không có lời nhắc nào chờ gửi.",
      en: "{unit}: “{act}” by {post} on step “{step}” has rung “{rung}” left, but no notice waits to be sent.",
    },
    healed: { vi: "Đã lập lời nhắc cho {due}.", en: "The notice has been written, due {due}." },
    advice: AGAIN,
  },
  notice_orphan: {
    found: {
      vi: "{unit}: lời nhắc «{rung}» còn chờ gửi cho một việc đã kết thúc hoặc đã đổi hạn ở bước «{step}».",
      en: "{unit}: notice “{rung}” waits to be sent for something on step “{step}” that has ended or moved.",
    },
    healed: {
      vi: "Đã hủy lời nhắc (lý do: {reason}).",
      en: "The notice has been dropped (reason: {reason}).",
    },
    advice: AGAIN,
  },
  notice_unreleased: {
    found: {
      vi: "{unit}: lời nhắc «{rung}» của bước «{step}» đã đến giờ theo đồng hồ chiến dịch mà chưa được thả ra.",
      en: "{unit}: notice “{rung}” of step “{step}” has been reached by the campaign's clock, but was not released.",
    },
    healed: { vi: "Đã thả ra.", en: "It has been released." },
    advice: AGAIN,
  },
  notice_unsettled: {
    found: {
      vi: "{unit}: lời nhắc «{rung}» của bước «{step}» ghi là đang gửi nhưng không còn thư nào đang gửi.",
      en: "{unit}: notice “{rung}” of step “{step}” is entered as under way, but no message of it is.",
    },
    healed: { vi: "Đã khép lại.", en: "It has been settled." },
    advice: AGAIN,
  },
  notices_overdue: {
    found: {
      vi: "{campaign}: {count} lời nhắc đã đến giờ từ {since} mà chưa được xử lý.",
      en: "{campaign}: {count} notice(s) have been due since {since} and were not taken up.",
    },
    healed: null,
    advice: WORKER,
  },
  messages_waiting: {
    found: {
      vi: "{campaign}: {count} thư đã soạn chờ chuyển cho máy chủ thư từ {since}.",
      en: "{campaign}: {count} message(s) have waited to be handed to the mail server since {since}.",
    },
    healed: null,
    advice: {
      vi: "Máy chủ thư có trả lời không (plenum doctor)? Worker có chạy không? Thư không mất, sẽ gửi khi thông.",
      en: "Does the mail server answer (plenum doctor)? Does a worker run? Nothing is lost; they go when it does.",
    },
  },
  notice_unwritable: {
    found: {
      vi: "{campaign}: {count} lời nhắc không soạn được thư từ {since}, đã để riêng ({subject}).",
      en: "{campaign}: {count} notice(s) could not be written since {since} and were set aside ({subject}).",
    },
    healed: null,
    advice: {
      vi: "Xem plenum why <lời nhắc>. Báo trực tiếp cho người nhận; bậc nhắc sau vẫn được gửi.",
      en: "See plenum why <notice>. Tell its recipient in person; the next rung goes all the same.",
    },
  },
  ledger_missing: {
    found: {
      vi: "{campaign}: {count} thư ghi là «{status}» mà sổ giao nhận không có dòng nào (ví dụ {subject}).",
      en: "{campaign}: {count} message(s) entered as “{status}” have no line in the ledger (for instance {subject}).",
    },
    healed: null,
    advice: {
      vi: "Sổ giao nhận không được viết bù. Đối chiếu với nhật ký của máy chủ thư theo Message-ID.",
      en: "The ledger is never filled in afterwards. Compare with the mail server's own log by Message-ID.",
    },
  },
} as const satisfies Record<string, FindingText>;
