import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Quyền hạn", en: "Rights" },
  sentence: {
    vi: "Ai được làm gì, đến đâu. Không có trong bảng là không được; danh sách, tìm kiếm, số liệu và lịch cũng theo bảng này.",
    en: "Who may do what, and how far. What is not in the table is not allowed; lists, searches, counts and calendars obey it too.",
  },
  table: { vi: "Bảng quyền hạn", en: "Table of rights" },
  right: { vi: "Việc", en: "What" },
  mine: { vi: "Bạn là", en: "You are" },
  yours: { vi: "bạn", en: "you" },
  none: {
    vi: "Bạn chưa giữ chức danh nào trong chiến dịch.",
    en: "You hold no post in a campaign.",
  },
  roles: { vi: "Các vai", en: "The roles" },
  all: { vi: "toàn bộ", en: "all of it" },
} as const satisfies Words;
