import type { Words } from "#web/language.tsx";

export const WORDS = {
  search: { vi: "Tìm trong danh sách", en: "Search this list" },
  hint: { vi: "Không cần dấu", en: "Accents not needed" },
  found: {
    vi: "{n, number} dòng",
    en: "{n, plural, one {# row} other {# rows}}",
  },
  excel: { vi: "Tải Excel", en: "Download Excel" },
  print: { vi: "In", en: "Print" },
  sorted_up: { vi: "sắp tăng dần", en: "sorted ascending" },
  sorted_down: { vi: "sắp giảm dần", en: "sorted descending" },
  campaign: { vi: "Chiến dịch", en: "Campaign" },
  rehearsal: { vi: "diễn tập", en: "rehearsal" },
  no_campaign: { vi: "Chưa có chiến dịch nào", en: "No campaign yet" },
  no_campaign_text: {
    vi: "Trang này đọc từ một chiến dịch. Hãy mở một chiến dịch, hoặc diễn tập một tệp mẫu.",
    en: "This page reads from a campaign. Start one, or rehearse an example file.",
  },
  none: { vi: "Không có dòng nào khớp.", en: "No row matches." },
} as const satisfies Words;
