import type { Words } from "#web/language.tsx";

export const WORDS = {
  level: { vi: "Cấp", en: "Level" },
} as const satisfies Words;
