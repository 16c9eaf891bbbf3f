import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Mô hình", en: "Models" },
  sentence: {
    vi: "Các mô hình, điển hình «Dân vận khéo»: từ đăng ký tới kết quả ở cấp trên, từng cấp một.",
    en: "The movement's models: from registration to the result above, level by level.",
  },
} as const satisfies Words;
