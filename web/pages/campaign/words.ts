import type { Words } from "#web/language.tsx";

export const WORDS = {
  tv: { vi: "Màn hình lớn", en: "Wall screen" },
  level: { vi: "Cấp", en: "Level" },
} as const satisfies Words;
