import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Văn bản", en: "Papers" },
  sentence: {
    vi: "Mọi văn bản của chiến dịch: đang soạn, chờ duyệt, đã ban hành; và sổ đăng ký văn bản đi.",
    en: "Every paper of the campaign: in draft, awaiting approval, issued; and the register of issued papers.",
  },
  papers: { vi: "Văn bản", en: "Papers" },
  register: { vi: "Sổ đăng ký văn bản", en: "Register" },
  number: { vi: "Số, ký hiệu", en: "Number" },
  name: { vi: "Trích yếu", en: "Subject" },
  unit: { vi: "Đơn vị", en: "Unit" },
  step: { vi: "Bước", en: "Step" },
  state: { vi: "Trạng thái", en: "State" },
  version: { vi: "Phiên bản", en: "Version" },
  issued: { vi: "Ban hành", en: "Issued" },
  type: { vi: "Loại", en: "Type" },
  period: { vi: "Năm / khóa", en: "Year / term" },
  status_issued: { vi: "đã cấp số", en: "issued" },
  status_void: { vi: "số đã hủy: {reason}", en: "void: {reason}" },
  no_reason: { vi: "không ghi lý do", en: "no reason given" },
  empty: { vi: "Chưa có văn bản nào", en: "No paper yet" },
  empty_text: {
    vi: "Văn bản hiện ra ở đây khi cán bộ lưu bản thảo đầu tiên trong một bước.",
    en: "Papers appear here once somebody saves the first draft in a step.",
  },
  register_empty: { vi: "Sổ chưa có số nào", en: "The register is empty" },
  register_empty_text: {
    vi: "Số được cấp khi văn bản được ban hành; một số không bao giờ được cấp hai lần.",
    en: "A number is given when a paper is issued; no number is ever given twice.",
  },
} as const satisfies Words;
