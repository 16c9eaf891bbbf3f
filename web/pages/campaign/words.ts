import type { Words } from "#web/language.tsx";

export const WORDS = {
  tv: { vi: "Màn hình lớn", en: "Wall screen" },
  changes: { vi: "Thay đổi", en: "Changes" },
  suspend: { vi: "Tạm dừng…", en: "Suspend…" },
  resume: { vi: "Tiếp tục…", en: "Resume…" },
  level: { vi: "Cấp", en: "Level" },
} as const satisfies Words;
