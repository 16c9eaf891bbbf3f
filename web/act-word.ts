import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Text } from "#domain/text.ts";

/** What somebody owes, as the word on the button that leads there. */
export const OWED_WORDS: Readonly<Record<ObligationAct, Text>> = {
  draft: { vi: "Soạn & trình", en: "Draft & submit" },
  correct: { vi: "Sửa & trình lại", en: "Correct & resubmit" },
  submit: { vi: "Soạn & trình", en: "Draft & submit" },
  approve: { vi: "Xem & duyệt", en: "Read & approve" },
  accept: { vi: "Xem & tiếp nhận", en: "Read & accept" },
  issue: { vi: "Lấy số & ban hành", en: "Number & issue" },
  acknowledge: { vi: "Xác nhận đã nhận", en: "Acknowledge" },
  do: { vi: "Báo đã làm xong", en: "Report it done" },
  hold: { vi: "Ghi kết quả hội nghị", en: "Record the conference" },
  vote: { vi: "Bỏ phiếu", en: "Vote" },
  open_gate: { vi: "Xem & mở cổng", en: "Read & open the gate" },
  decide_extension: { vi: "Quyết định lùi hạn", en: "Decide on the date" },
};

/** The same as a noun before the paper's name: “Duyệt: Kế hoạch …”. */
export const OWED_NOUNS: Readonly<Record<ObligationAct, Text>> = {
  draft: { vi: "Soạn", en: "Draft" },
  correct: { vi: "Sửa lại", en: "Correct" },
  submit: { vi: "Soạn và trình", en: "Submit" },
  approve: { vi: "Duyệt", en: "Approve" },
  accept: { vi: "Tiếp nhận", en: "Accept" },
  issue: { vi: "Lấy số, ban hành", en: "Number and issue" },
  acknowledge: { vi: "Xác nhận đã nhận", en: "Acknowledge" },
  do: { vi: "Làm", en: "Do" },
  hold: { vi: "Tổ chức", en: "Hold" },
  vote: { vi: "Bỏ phiếu", en: "Vote" },
  open_gate: { vi: "Mở cổng", en: "Open the gate" },
  decide_extension: { vi: "Quyết định lùi hạn", en: "Decide on a later date" },
};
