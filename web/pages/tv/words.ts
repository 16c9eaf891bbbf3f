import type { Words } from "#web/language.tsx";

export const WORDS = {
  late: { vi: "Ai chậm?", en: "Who is late?" },
  blocked: { vi: "Vướng gì?", en: "What blocks?" },
  coming: { vi: "Sắp tới?", en: "What comes next?" },
  late_none: { vi: "Không ai chậm.", en: "Nobody is late." },
  blocked_none: { vi: "Không vướng gì.", en: "Nothing blocks." },
  coming_none: { vi: "Chưa có việc nào sắp tới.", en: "Nothing is due soon." },
  more: { vi: "và {n, number} việc nữa", en: "and {n, number} more" },
  progress: { vi: "Tiến độ theo cấp", en: "Progress by level" },
  done_of: { vi: "{done, number}/{total, number}", en: "{done, number} of {total, number}" },
  conferences: { vi: "Hội nghị sắp tới", en: "Next conferences" },
  conferences_none: { vi: "Chưa có hội nghị nào sắp tới.", en: "No conference is near." },
  proposed: { vi: "dự kiến", en: "proposed" },
  lost: {
    vi: "Mất kết nối; số liệu của {at}. Tự nối lại.",
    en: "Connection lost; figures of {at}. Connecting again.",
  },
  pause: { vi: "Dừng chuyển", en: "Stop turning" },
  resume: { vi: "Tự chuyển", en: "Turn again" },
  back: { vi: "Về chiến dịch", en: "To the campaign" },
} as const satisfies Words;
