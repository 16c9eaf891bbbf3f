import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Tổ theo dõi và phân công", en: "Guidance teams and assignment" },
  sentence: {
    vi: "Mỗi hàng là một đơn vị, mỗi cột là một tổ; đơn vị không tổ nào theo dõi được tô đỏ.",
    en: "A row is a unit, a column a team; a unit that nobody follows stands out in red.",
  },
  unit: { vi: "Đơn vị", en: "Unit" },
  follows: { vi: "theo dõi", en: "follows" },
  nobody: { vi: "chưa tổ nào theo dõi", en: "nobody follows it" },
  leader: { vi: "Tổ trưởng", en: "Leads" },
  members: { vi: "Thành viên", en: "Members" },
  vacant: { vi: "còn trống", en: "vacant" },
  acting: { vi: "thay {who}", en: "for {who}" },
  load: {
    vi: "{n, number} đơn vị, cùng lúc nhiều nhất {capacity, number}",
    en: "{n, number} units, at most {capacity, number} at once",
  },
  gaps: {
    vi: "{n, plural, =0 {Đơn vị nào cũng có tổ theo dõi.} other {# đơn vị chưa tổ nào theo dõi.}}",
    en: "{n, plural, =0 {Every unit is followed.} one {# unit is followed by nobody.} other {# units are followed by nobody.}}",
  },
  grid: { vi: "Bảng phân công", en: "Assignment grid" },
  none: { vi: "Chiến dịch này không có tổ nào", en: "This campaign has no teams" },
  none_text: {
    vi: "Tổ theo dõi được ghi trong tệp chiến dịch, mục «teams».",
    en: "Guidance teams are written in the campaign file under “teams”.",
  },
  back: { vi: "Về bảng của chiến dịch", en: "Back to the board" },
} as const satisfies Words;
