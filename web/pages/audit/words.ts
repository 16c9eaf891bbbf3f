import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Nhật ký kiểm chứng", en: "Audit" },
  sentence: {
    vi: "Mọi việc đã làm và mọi lần thử bị từ chối: ai thật sự làm, thay ai, căn cứ giấy tờ nào. Không ai sửa hay xóa được mà không lộ.",
    en: "Everything done and every attempt refused: who really acted, for whom, from what paper. Nobody changes it unseen.",
  },
  list: { vi: "Nhật ký", en: "Audit chain" },
  when: { vi: "Ghi lúc", en: "Recorded" },
  entry: { vi: "Nội dung", en: "Entry" },
  who: { vi: "Ai", en: "Who" },
  unit: { vi: "Đơn vị", en: "Unit" },
  result: { vi: "Kết quả", en: "Result" },
  done: { vi: "đã ghi", en: "done" },
  refused: { vi: "bị từ chối", en: "refused" },
  show: { vi: "Hiện", en: "Show" },
  show_all: { vi: "Tất cả", en: "Everything" },
  show_done: { vi: "Việc đã làm", en: "What was done" },
  show_refused: { vi: "Lần bị từ chối", en: "What was refused" },
  export: { vi: "Tải chuỗi để kiểm chứng", en: "Download to verify" },
  proved: {
    vi: "Chuỗi {n, number} mục nguyên vẹn đến {until}.",
    en: "{n, plural, one {# entry} other {# entries}}, proved up to {until}.",
  },
  broken: {
    vi: "Chuỗi bị sửa: mục {n, number} không khớp với các mục trước. Hãy báo người vận hành.",
    en: "The chain was changed: entry {n, number} does not follow from those before it. Tell the operator.",
  },
  empty: { vi: "Chưa có mục nào", en: "No entry yet" },
  empty_text: {
    vi: "Mỗi việc làm và mỗi lần bị từ chối sẽ hiện ở đây.",
    en: "Every act and every refused attempt appears here.",
  },
} as const satisfies Words;
