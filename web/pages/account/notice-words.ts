import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Tôi muốn được nhắn thế nào", en: "How I want to be written to" },
  text: {
    vi: "Việc đến hạn hôm nay, việc trễ và việc báo lên cấp trên luôn được gửi ra ngoài ứng dụng, không tắt được.",
    en: "What is due today, what is late and what goes to a superior always reaches you outside the app.",
  },
  kind: { vi: "Loại tin", en: "Kind" },
  new: { vi: "Việc mới", en: "New work" },
  reminder: { vi: "Nhắc trước hạn", en: "Reminders" },
  due: { vi: "Đến hạn hôm nay", en: "Due today" },
  late: { vi: "Quá hạn", en: "Late" },
  escalation: { vi: "Báo lên cấp trên", en: "Escalations" },
  email: { vi: "Thư điện tử", en: "E-mail" },
  inapp: { vi: "Chỉ trong ứng dụng", en: "In the app only" },
  push: { vi: "Thông báo trên trình duyệt", en: "Browser" },
  webhook: { vi: "Điện thoại", en: "Telephone" },
  digest: {
    vi: "Gộp những gì chờ được vào một thư buổi sáng",
    en: "Bring what can wait in one message in the morning",
  },
  phone: { vi: "Số điện thoại", en: "Telephone number" },
  save: { vi: "Lưu", en: "Save" },
  saved: { vi: "Đã lưu.", en: "Saved." },
  here: { vi: "Thông báo trên trình duyệt này", en: "Notifications in this browser" },
  impossible: {
    vi: "Trình duyệt này không nhận được thông báo (trên iPhone: thêm trang vào màn hình chính trước).",
    en: "This browser cannot (on an iPhone, add the page to the home screen first).",
  },
  forbidden: {
    vi: "Bạn đã chặn thông báo của trang này; chỉ mở lại được trong cài đặt của trình duyệt.",
    en: "You have blocked this page's notifications; allow them in the browser's settings.",
  },
  turn_on: { vi: "Bật trên máy này", en: "Turn on here" },
  turn_off: { vi: "Tắt trên máy này", en: "Turn off here" },
} as const satisfies Words;
