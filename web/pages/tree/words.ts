import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Cây đơn vị", en: "Tree of units" },
  search: { vi: "Tìm đơn vị", en: "Find a unit" },
  shown: {
    vi: "{n, number} đơn vị đang hiện",
    en: "{n, plural, one {# unit} other {# units}} shown",
  },
  below: {
    vi: "{n, number} đơn vị bên dưới",
    en: "{n, plural, one {# unit} other {# units}} below",
  },
  done_of: {
    vi: "{done, number}/{total, number} bước xong",
    en: "{done, number} of {total, number} steps done",
  },
  keys: {
    vi: "Phím mũi tên phải mở, trái đóng, Enter vào trang đơn vị.",
    en: "Right opens, left closes, Enter goes to the unit's page.",
  },
} as const satisfies Words;
