import type { Words } from "#web/language.tsx";

export const HELD_WORDS = {
  soon: { vi: "sẽ gửi sau {n} giây", en: "will be sent in {n} seconds" },
  sending: { vi: "đang gửi…", en: "sending…" },
  sent: { vi: "đã gửi", en: "sent" },
  undo: { vi: "Hoàn tác", en: "Undo" },
} as const satisfies Words;
