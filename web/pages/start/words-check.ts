import type { Words } from "#web/language.tsx";

/** Words of the last step, of the plan beside the form, of Excel and the rehearsal's report. */
export const CHECK_WORDS = {
  close: { vi: "Đóng", en: "Close" },
  // Check
  problems_n: {
    vi: "{n, plural, =0 {Không có lỗi} other {# chỗ phải sửa}}",
    en: "{n, plural, =0 {Nothing to put right} one {# problem} other {# problems}}",
  },
  warnings_n: {
    vi: "{n, plural, =0 {Không có lưu ý} other {# lưu ý}}",
    en: "{n, plural, =0 {No warnings} one {# warning} other {# warnings}}",
  },
  go: { vi: "Đến chỗ sửa", en: "Go there" },
  in_file: { vi: "Sửa trong tệp", en: "Correct it in the file" },
  rehearse: { vi: "Diễn tập", en: "Rehearse" },
  rehearse_about: {
    vi: "Cả chiến dịch trôi qua ngay trên máy này với người đóng thế: ai làm gì, nhận bao nhiêu thư, chỗ nào trễ. Không thư nào ra ngoài.",
    en: "The whole campaign passes on this device with stand-ins: who does what, gets how many messages, what comes late. No mail leaves.",
  },
  manner: { vi: "Người đóng thế", en: "Stand-ins" },
  manner_on_time: { vi: "đều đúng hạn", en: "are all on time" },
  manner_some_late: { vi: "có người trễ", en: "some are late" },
  manner_some_silent: { vi: "có người im lặng", en: "some stay silent" },
  manner_returns: { vi: "có văn bản bị trả lại", en: "some papers come back" },
  stop: { vi: "Dừng", en: "Stop" },
  rehearse_live: { vi: "Diễn tập trực tiếp", en: "Rehearse live" },
  rehearse_live_about: {
    vi: "Trên bảng thật, đồng hồ chạy nhanh, hộp thư riêng. Giữ trang này mở trong lúc chạy.",
    en: "On the real board, on a fast clock, with a mailbox of its own. Keep this page open while it runs.",
  },
  live_on: {
    vi: "Diễn tập đang chạy; hãy giữ trang này mở.",
    en: "The rehearsal is running; keep this page open.",
  },
  live_over: { vi: "Diễn tập đã xong.", en: "The rehearsal is over." },
  live_stopped: { vi: "Diễn tập dừng: {why}", en: "The rehearsal stopped: {why}" },
  start: { vi: "Bắt đầu…", en: "Start…" },
  start_about: {
    vi: "Chiến dịch thật: thư được gửi đến người thật.",
    en: "The real campaign: messages go to real people.",
  },
  not_ready: {
    vi: "Sửa hết các chỗ trên rồi mới diễn tập và bắt đầu được.",
    en: "Put these right first; then it can be rehearsed and started.",
  },
  start_title: { vi: "Bắt đầu thật «{title}»?", en: "Really start “{title}”?" },
  start_counts: {
    vi: "{units, number} đơn vị, {people, number} người, {steps, number} bước; việc cuối đến hạn {ends}.",
    en: "{units, plural, one {# unit} other {# units}}, {people, plural, one {# person} other {# people}}, {steps, number} steps; the last is due {ends}.",
  },
  start_first: {
    vi: "Việc đầu tiên vào {when}, gửi tới {who}{more, plural, =0 {} other { và # người nữa}}.",
    en: "The first work comes on {when}, to {who}{more, plural, =0 {} other { and # more}}.",
  },
  start_real: {
    vi: "Từ lúc đó thư nhắc việc đi thật.",
    en: "From then on messages are really sent.",
  },
  start_yes: { vi: "Bắt đầu thật", en: "Really start" },
  start_no: { vi: "Chưa", en: "Not yet" },
  // Beside
  beside: { vi: "Kế hoạch", en: "The plan" },
  judging: { vi: "đang tính…", en: "working it out…" },
  no_plan: {
    vi: "Kế hoạch hiện khi có khuôn mẫu và đơn vị gốc.",
    en: "The plan appears once there is a template and a root unit.",
  },
  plan_ends: { vi: "Xong {day}", en: "Ends {day}" },
  plan_counts: {
    vi: "{units, number} đơn vị · {steps, number} bước",
    en: "{units, number} units · {steps, number} steps",
  },
  clashes_n: {
    vi: "{n, plural, =0 {Không trùng lịch} other {# chỗ trùng lịch}}",
    en: "{n, plural, =0 {No clashes} one {# clash} other {# clashes}}",
  },
  conference: { vi: "Hội nghị", en: "Conference" },
  slack: { vi: "Dự phòng", en: "Slack" },
  slack_days: { vi: "{n, number} ngày", en: "{n, plural, one {# day} other {# days}}" },
  slack_none: { vi: "không kịp ({n, number} ngày)", en: "too late by {n, number}" },
  proposed: { vi: "dự kiến", en: "proposed" },
  steps_of: { vi: "Các bước của {unit}", en: "Steps of {unit}" },
  // Excel
  excel_title: { vi: "Nhập đơn vị và nhân sự từ Excel", en: "Units and people from Excel" },
  excel_about: {
    vi: "Mỗi dòng được xét trước, chưa ghi gì. Tiêu đề cột tiếng Việt hay tiếng Anh, có dấu hay không đều được.",
    en: "Every row is judged first, nothing is written yet. Headings in Vietnamese or English, with or without accents.",
  },
  excel_drop: { vi: "Kéo tệp .xlsx vào đây", en: "Drop an .xlsx file here" },
  excel_apply: {
    vi: "Nhận {n, number} dòng đúng",
    en: "{n, plural, one {Take # right row} other {Take # right rows}}",
  },
  excel_none: { vi: "Không có dòng nào để nhận.", en: "There is no row to take." },
  excel_other: {
    vi: "Trang «{name}» không phải danh sách đơn vị hay nhân sự: bỏ qua.",
    en: "Sheet “{name}” is no list of units or people: left out.",
  },
  excel_column: {
    vi: "Cột {column} «{heading}» không dùng đến.",
    en: "Column {column} “{heading}” is not used.",
  },
  row: { vi: "Dòng", en: "Row" },
  subject: { vi: "Về", en: "About" },
  verdict: { vi: "Kết quả", en: "Verdict" },
  remark: { vi: "Lý do và cách sửa", en: "Why, and what to do" },
  added: { vi: "thêm", en: "added" },
  changed: { vi: "sửa", en: "changed" },
  unchanged: { vi: "giữ nguyên", en: "unchanged" },
  refused: { vi: "không nhận", en: "refused" },
  taken: {
    vi: "Đã nhận {n, number} dòng.",
    en: "{n, plural, one {# row} other {# rows}} taken over.",
  },
  // Report
  report: { vi: "Kết quả diễn tập", en: "What the rehearsal shows" },
  report_sum: {
    vi: "{done, number}/{steps, number} bước xong, {acts, number} việc, {notices, number} thư nhắc; kết thúc {ends}.",
    en: "{done, number} of {steps, number} steps done, {acts, number} acts, {notices, number} notices; ends {ends}.",
  },
  report_load: { vi: "Khối lượng từng người", en: "Load per person" },
  report_acts: { vi: "Việc", en: "Acts" },
  report_notices: { vi: "Thư", en: "Messages" },
  report_busiest: { vi: "Ngày nhiều nhất", en: "Busiest day" },
  report_late: { vi: "Trễ hạn", en: "Late" },
  report_gates: { vi: "Cổng không bao giờ mở", en: "Gates that never open" },
  report_stuck: { vi: "Không hoàn thành", en: "Never finished" },
  report_days: { vi: "Dòng thời gian", en: "Timeline" },
  report_none: { vi: "không có", en: "none" },
  step: { vi: "Bước", en: "Step" },
  due: { vi: "Hạn", en: "Due" },
  when: { vi: "Lúc", en: "When" },
  number: { vi: "Số", en: "Number" },
  // New cycle
  cycle_title: { vi: "Chu kỳ mới từ «{title}»", en: "A new cycle from “{title}”" },
  cycle_about: {
    vi: "Mọi ngày dời theo ngày bắt đầu mới (trọn tuần, giữ thứ trong tuần); các bước đã nhập không mang theo. So với chu kỳ trước:",
    en: "Every day moves with the new first day (whole weeks, weekdays stay); entered steps are left out. Compared with the last cycle:",
  },
  cycle_id: { vi: "Mã chu kỳ mới", en: "Id of the new cycle" },
  cycle_make: { vi: "Tạo bản nháp", en: "Make the draft" },
  field: { vi: "Chỗ", en: "Where" },
  before: { vi: "Trước", en: "Before" },
  after: { vi: "Sau", en: "After" },
  cancel: { vi: "Thôi", en: "Cancel" },
} as const satisfies Words;
