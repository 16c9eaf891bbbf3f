import type { NoticeWords } from "./notice-words.ts";

/** The words of letters about accounts. */
export type AccountLetter = "invitation" | "recovery";

const DAYS_GOOD = 7;

/** A letter with a link that works once; whoever did not expect it has to do nothing. */
export function accountLetter(kind: AccountLetter, name: string): NoticeWords {
  const greeting = { vi: `Kính gửi ${name},`, en: `Dear ${name},` };
  if (kind === "invitation")
    return {
      subject: { vi: "Mời mở tài khoản Plenum", en: "Your Plenum account" },
      greeting,
      sentences: [
        {
          vi: `Đơn vị đã tạo tài khoản cho Ông/Bà. Mở địa chỉ dưới đây để đặt tên đăng nhập và mật khẩu; địa chỉ dùng được một lần, trong ${DAYS_GOOD} ngày.`,
          en: `Your unit has made an account for you. Open the address below to choose a login and a password; it works once, within ${DAYS_GOOD} days.`,
        },
        IGNORE,
      ],
    };
  return {
    subject: { vi: "Khôi phục tài khoản Plenum", en: "Recover your Plenum account" },
    greeting,
    sentences: [
      {
        vi: `Hai người có thẩm quyền đã xác nhận khôi phục tài khoản của Ông/Bà; mật khẩu cũ và mọi phiên đăng nhập đã hết hiệu lực. Mở địa chỉ dưới đây để đặt mật khẩu mới; địa chỉ dùng được một lần, trong ${DAYS_GOOD} ngày.`,
        en: `Two people have confirmed the recovery of your account; your old password and all sessions have ended. Open the address below to choose a new password; it works once, within ${DAYS_GOOD} days.`,
      },
      IGNORE,
    ],
  };
}

const IGNORE = {
  vi: "Nếu không chờ thư này, xin bỏ qua và báo cho văn thư đơn vị; không chuyển tiếp thư cho ai.",
  en: "If you did not expect this letter, ignore it and tell your unit's clerk; do not forward it.",
} as const;
