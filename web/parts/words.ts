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
  none: { vi: "Không có dòng nào khớp.", en: "No row matches." },
} as const satisfies Words;
