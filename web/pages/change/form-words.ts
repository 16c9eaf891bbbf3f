import type { Words } from "#web/language.tsx";

/** The words of the form, from “what” to the decision. */
export const FORM_WORDS = {
  propose: { vi: "Đề xuất thay đổi", en: "Propose a change" },
  what: { vi: "Muốn thay đổi gì?", en: "What should change?" },
  ask_move_conference: {
    vi: "Hoãn hoặc dời ngày một hội nghị",
    en: "Postpone or move a conference",
  },
  ask_confirm_day: { vi: "Chốt ngày cho thời gian dự kiến", en: "Confirm a window as a day" },
  ask_move_anchor: { vi: "Dời một mốc chung", en: "Move an anchor day" },
  ask_suspend: { vi: "Tạm dừng", en: "Suspend" },
  ask_resume: { vi: "Tiếp tục", en: "Resume" },
  ask_replace_pilot: { vi: "Thay đơn vị điểm", en: "Replace the pilot unit" },
  ask_drop_unit: { vi: "Một đơn vị thôi tham gia", en: "A unit takes no further part" },
  note_move_conference: {
    vi: "Việc tính theo hội nghị này dời theo; việc đã xong giữ nguyên.",
    en: "What is counted from this conference moves with it; what is done stays.",
  },
  note_confirm_day: {
    vi: "Ngày dự kiến thành ngày chính thức của đơn vị.",
    en: "The expected day becomes the unit's day.",
  },
  note_move_anchor: {
    vi: "Mọi hội nghị tính theo mốc này được xếp lại.",
    en: "Every conference counted from this anchor is placed anew.",
  },
  note_suspend: {
    vi: "Thời hạn đứng lại, không nhắc việc; vẫn soạn dự thảo được.",
    en: "Deadlines stand still and nobody is reminded; drafting goes on.",
  },
  note_resume: {
    vi: "Thời hạn chạy tiếp; không có gì dồn lại cùng một lúc.",
    en: "Deadlines run on; nothing fires in a burst.",
  },
  note_replace_pilot: {
    vi: "Cổng chờ đơn vị điểm mới; những gì đơn vị cũ đã làm vẫn còn.",
    en: "The gate waits for the new pilot; what the former one did stays.",
  },
  note_drop_unit: {
    vi: "Việc còn mở của đơn vị và các đơn vị bên dưới được hủy; mọi người liên quan được báo.",
    en: "Open steps of the unit and of those below it are cancelled; everyone concerned is told.",
  },
  conference: { vi: "Hội nghị", en: "Conference" },
  conference_hint: {
    vi: "Gõ tên đơn vị, không cần dấu",
    en: "Type the unit's name, accents not needed",
  },
  was: { vi: "Hiện nay: {day}", en: "Now: {day}" },
  was_expected: { vi: "Hiện nay dự kiến: {day}", en: "Now expected: {day}" },
  day: { vi: "Ngày mới", en: "New day" },
  anchor: { vi: "Mốc", en: "Anchor" },
  pilot: { vi: "Đơn vị điểm mới", en: "New pilot unit" },
  dropped: { vi: "Đơn vị thôi tham gia", en: "Unit that drops out" },
  reach: { vi: "Những đơn vị nào?", en: "Which units?" },
  reach_all: { vi: "Cả chiến dịch", en: "The whole campaign" },
  reach_level: { vi: "Một cấp", en: "One level" },
  reach_units: { vi: "Chọn đơn vị", en: "Chosen units" },
  level: { vi: "Cấp", en: "Level" },
  tree: { vi: "Các đơn vị", en: "Units" },
  tree_hint: {
    vi: "Chọn một đơn vị là chọn cả các đơn vị bên dưới.",
    en: "Choosing a unit chooses those below it.",
  },
  find: { vi: "Tìm đơn vị", en: "Find a unit" },
  covered: { vi: "đã gồm", en: "included" },
  reached: {
    vi: "{n, number} đơn vị",
    en: "{n, plural, one {# unit} other {# units}}",
  },
  how: { vi: "Tiếp tục thế nào?", en: "How does work go on?" },
  how_shift: {
    vi: "Dời theo ngày làm việc: mỗi việc giữ số ngày làm việc còn lại",
    en: "Shift by working days: each step keeps the working days it had left",
  },
  how_replan: {
    vi: "Lập lại kế hoạch, tính ngược từ các mốc",
    en: "Plan again, backwards from the anchors",
  },
  anchor_day: { vi: "{name}: ngày mới (nếu đổi)", en: "{name}: new day (if it changes)" },
  reason: { vi: "Lý do", en: "Reason" },
  reason_hint: {
    vi: "Ghi trong tin báo và nhật ký.",
    en: "Stands in the messages and in the audit.",
  },
  document: { vi: "Văn bản chỉ đạo", en: "Document that orders it" },
  document_hint: {
    vi: "Số, ký hiệu, ngày; có thể để trống.",
    en: "Number, symbol, date; may be left empty.",
  },
  preview: { vi: "Xem trước", en: "Preview" },
  change_form: { vi: "Sửa lại", en: "Change it" },
  propose_now: { vi: "Đề xuất", en: "Propose" },
  decide_now: { vi: "Quyết định", en: "Decide" },
  refuse: { vi: "Không đồng ý", en: "Refuse" },
  refuse_reason: { vi: "Vì sao không đồng ý?", en: "Why not?" },
  withdraw: { vi: "Rút đề xuất", en: "Withdraw" },
  second: {
    vi: "Thay đổi này cần người thứ hai quyết định.",
    en: "This change needs a second person to decide.",
  },
  yours: {
    vi: "Bạn đã đề xuất; cần người khác quyết định.",
    en: "You proposed it; somebody else has to decide.",
  },
  ask_decide: {
    vi: "{units, number} đơn vị, {dates, number} ngày dời, {people, number} người được báo. Quyết định?",
    en: "{units, plural, one {# unit} other {# units}}, {dates, plural, one {# date} other {# dates}} moved, {people, plural, one {# person} other {# people}} told. Decide?",
  },
  ask_propose: {
    vi: "{units, number} đơn vị, {dates, number} ngày sẽ dời, {people, number} người sẽ được báo khi có người thứ hai quyết định. Đề xuất?",
    en: "{units, plural, one {# unit} other {# units}}, {dates, plural, one {# date} other {# dates}} to move, {people, plural, one {# person} other {# people}} to tell once a second person decides. Propose?",
  },
  reason_first: { vi: "Hãy ghi lý do trước.", en: "Write the reason first." },
  shut: { vi: "Xong", en: "Done" },
  yes_decide: { vi: "Vâng, quyết định", en: "Yes, decide" },
  yes_propose: { vi: "Vâng, đề xuất", en: "Yes, propose" },
  not_yet: { vi: "Chưa", en: "Not yet" },
  proposed: { vi: "Đã đề xuất.", en: "Proposed." },
  decided: { vi: "Đã quyết định và thực hiện.", en: "Decided and done." },
  move_day: { vi: "Dời ngày", en: "Move the day" },
  move_day_of: { vi: "Dời ngày: {name}", en: "Move the day: {name}" },
} as const satisfies Words;
