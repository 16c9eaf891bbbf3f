import type { Text } from "#domain/text.ts";
import { RECORD_WORDS } from "./words-record.ts";

/**
 * Every word of the pages that does not come with the data. Vietnamese is the original;
 * `satisfies` refuses an entry that lacks a language.
 */
const FRAME_WORDS = {
  // The frame
  skip: { vi: "Tới nội dung chính", en: "Skip to the content" },
  home: { vi: "Chiến dịch", en: "Campaigns" },
  language: { vi: "Ngôn ngữ", en: "Language" },
  signed_in: { vi: "Đang xem với quyền: {who}", en: "Viewing as: {who}" },
  operator: { vi: "người vận hành (chỉ xem)", en: "operator (read only)" },
  live_on: { vi: "Đang cập nhật trực tiếp", en: "Updating live" },
  live_off: { vi: "Mất kết nối, đang thử lại…", en: "Connection lost, trying again…" },
  loading: { vi: "Đang tải…", en: "Loading…" },
  retry: { vi: "Thử lại", en: "Try again" },
  close: { vi: "Đóng", en: "Close" },
  back_home: { vi: "Về danh sách chiến dịch", en: "Back to the campaigns" },
  more: { vi: "và {n} việc nữa", en: "and {n} more" },
  show_more: { vi: "Xem thêm", en: "Show more" },
  shown_of: { vi: "{shown}/{total}", en: "{shown} of {total}" },

  // Errors: what happened, what is safe, what to do
  failed_network: {
    vi: "Không gọi được máy chủ. Không có gì bị mất; hãy kiểm tra kết nối, hoặc xem cửa sổ đang chạy «npm start».",
    en: "The server cannot be reached. Nothing is lost; check the connection, or look at the window that runs “npm start”.",
  },
  failed_session: {
    vi: "Phiên xem đã hết hoặc chưa bắt đầu. Hãy đăng nhập, hoặc mở đúng địa chỉ kèm mã mà «npm start» (hoặc «plenum up») in ra.",
    en: "There is no session, or it has ended. Sign in, or open the address with its code as “npm start” (or “plenum up”) printed it.",
  },
  failed_rights: {
    vi: "Bạn không có quyền xem mục này. Hãy hỏi người quản trị chiến dịch.",
    en: "You have no right to see this. Ask whoever runs the campaign.",
  },
  failed_missing: {
    vi: "Không tìm thấy mục này; có thể địa chỉ gõ nhầm, hoặc diễn tập đã được xóa.",
    en: "This was not found; the address may be mistyped, or the rehearsal deleted.",
  },
  failed_server: {
    vi: "Máy chủ gặp lỗi khi đọc mục này. Dữ liệu vẫn an toàn; hãy thử lại sau ít giây.",
    en: "The server failed to read this. The data is safe; try again in a few seconds.",
  },
  failed_refused: {
    vi: "Máy chủ không nhận việc này; không có gì bị thay đổi. Hãy tải lại trang để xem tình hình mới rồi thử lại.",
    en: "The server did not take this; nothing was changed. Reload to see how things stand now, then try again.",
  },
  session_title: { vi: "Cần mã để vào", en: "A code is needed to enter" },
  unknown_title: { vi: "Không có trang này", en: "There is no such page" },
  unknown_text: {
    vi: "Địa chỉ {path} không dẫn tới đâu.",
    en: "The address {path} leads nowhere.",
  },

  // The list of campaigns
  prepare: { vi: "Chuẩn bị một chiến dịch", en: "Prepare a campaign" },
  campaigns_running: { vi: "Đang chạy", en: "Running" },
  campaigns_rehearsals: { vi: "Diễn tập", en: "Rehearsals" },
  campaigns_ended: { vi: "Đã kết thúc", en: "Ended" },
  campaigns_examples: { vi: "Tệp chiến dịch mẫu", en: "Example campaign files" },
  keeper_title: { vi: "Bạn quản lý tài khoản", en: "You keep accounts" },
  keeper_text: {
    vi: "Quản trị viên mời người và giữ tài khoản của họ, không tham gia chiến dịch nào bằng quyền ấy.",
    en: "An administrator invites people and keeps their accounts; that right has no part in any campaign.",
  },
  keeper_do: { vi: "Tới trang tài khoản", en: "To the accounts" },
  empty_title: { vi: "Chưa có chiến dịch nào", en: "No campaign yet" },
  empty_text: {
    vi: "Một chiến dịch là một tệp: các đơn vị, ban chỉ đạo, tổ, lịch và ngày hội nghị. Plenum lập kế hoạch, nhắc việc và theo dõi từng bước tới khi đề cử lên cấp trên. Cách nhanh nhất để hiểu là diễn tập một tệp mẫu: cả năm trôi qua trong vài phút, không thư nào ra ngoài.",
    en: "A campaign is one file: units, committees, teams, calendar and conference days. Plenum plans it, reminds people and follows every step up to the nominations. The quickest way to understand it is to rehearse an example: a year passes in minutes, and no mail leaves the machine.",
  },
  empty_do: { vi: "Gõ trong cửa sổ lệnh:", en: "Type in a terminal:" },
  next_title: { vi: "Làm gì tiếp?", en: "What next?" },
  next_watch: {
    vi: "Mở một diễn tập để xem từng ô được điền khi các đơn vị làm việc.",
    en: "Open a rehearsal and watch the cells fill as the units work.",
  },
  next_check: {
    vi: "Viết tệp của bạn từ một tệp mẫu, rồi kiểm tra:",
    en: "Write your own file from an example, then check it:",
  },
  next_rehearse: { vi: "Diễn tập trực tiếp trên bảng này:", en: "Rehearse it live on this board:" },
  next_start: {
    vi: "Khi ngày tháng còn ở phía trước, bắt đầu thật:",
    en: "While its dates still lie ahead, start it for real:",
  },
  units_n: { vi: "{n} đơn vị", en: "{n} units" },
  steps_of: { vi: "{done}/{total} bước xong", en: "{done} of {total} steps done" },
  late_n: { vi: "{n} việc quá hạn", en: "{n} overdue" },
  late_none: { vi: "không việc nào quá hạn", en: "nothing overdue" },
  started_on: { vi: "bắt đầu {day}", en: "started {day}" },

  // A rehearsal's band and the campaign's clock
  rehearsal: { vi: "Diễn tập", en: "Rehearsal" },
  rehearsal_safe: {
    vi: "mọi thư ở lại hộp thư diễn tập",
    en: "all mail stays in the rehearsal mailbox",
  },
  speed_one_day: { vi: "tối đa một ngày mỗi giây", en: "at most a day a second" },
  speed_days: { vi: "tối đa {n} ngày mỗi giây", en: "at most {n} days a second" },
  speed_hours: { vi: "tối đa {n} giờ mỗi giây", en: "at most {n} h a second" },
  clock: { vi: "Đồng hồ chiến dịch", en: "Campaign clock" },
  clock_still: { vi: "đồng hồ đứng", en: "the clock stands still" },

  // The campaign's head
  who_late: { vi: "Ai chậm?", en: "Who is late?" },
  what_stuck: { vi: "Vướng gì?", en: "What is stuck?" },
  what_next: { vi: "Sắp tới?", en: "What is next?" },
  nobody_late: { vi: "Không ai chậm.", en: "Nobody is late." },
  nothing_stuck: { vi: "Không vướng gì.", en: "Nothing is stuck." },
  nothing_next: { vi: "Không còn việc nào phía trước.", en: "Nothing lies ahead." },
  progress: { vi: "Tiến độ", en: "Progress" },
  status_running: { vi: "đang chạy", en: "running" },
  status_suspended: { vi: "đang tạm dừng", en: "suspended" },
  status_closed: { vi: "đã kết thúc", en: "closed" },
  status_cancelled: { vi: "đã hủy", en: "cancelled" },

  // Tabs
  tabs: { vi: "Các phần của chiến dịch", en: "Parts of the campaign" },
  tab_board: { vi: "Bảng", en: "Board" },
  tab_timeline: { vi: "Dòng thời gian", en: "Timeline" },
  tab_tree: { vi: "Cây", en: "Tree" },
  tab_mail: { vi: "Thư", en: "Mail" },
  tab_documents: { vi: "Văn bản", en: "Documents" },
  tab_nominations: { vi: "Đề cử", en: "Nominations" },
  tab_journal: { vi: "Nhật ký", en: "Journal" },

  // Looks: the word beside each shape
  look_not_begun: { vi: "chờ lượt", en: "not yet" },
  look_waiting: { vi: "đang làm", en: "under way" },
  look_mine: { vi: "chờ bạn", en: "with you" },
  look_approval: { vi: "chờ duyệt", en: "in approval" },
  look_returned: { vi: "trả lại", en: "returned" },
  look_done: { vi: "xong", en: "done" },
  look_overdue: { vi: "quá hạn", en: "overdue" },
  look_excused: { vi: "tạm dừng", en: "excused" },
  look_gate: { vi: "cổng đóng", en: "gate closed" },
  look_cancelled: { vi: "hủy", en: "cancelled" },
  proposed: { vi: "dự kiến", en: "proposed" },
  pilot: { vi: "đơn vị điểm", en: "pilot unit" },
  legend: { vi: "Ký hiệu", en: "Legend" },

  // The board
  board_caption: {
    vi: "{level}: {units} đơn vị × {steps} bước. Dùng phím mũi tên để đi giữa các ô, Enter để mở.",
    en: "{level}: {units} units × {steps} steps. Arrow keys move between cells, Enter opens one.",
  },
  unit: { vi: "Đơn vị", en: "Unit" },
  filter: { vi: "Tìm đơn vị", en: "Find a unit" },
  filter_hint: { vi: "gõ không dấu cũng được", en: "accents may be left out" },
  filter_state: { vi: "Trạng thái", en: "State" },
  filter_team: { vi: "Tổ", en: "Team" },
  filter_all: { vi: "tất cả", en: "all" },
  filter_found: { vi: "{n} đơn vị", en: "{n} units" },
  filter_none: {
    vi: "Không có đơn vị nào hợp với «{query}». Xóa ô tìm để xem tất cả.",
    en: "No unit matches “{query}”. Clear the box to see them all.",
  },
  no_step: { vi: "không có bước này", en: "no such step here" },
  changed: { vi: "{unit}, {step}: {state}", en: "{unit}, {step}: {state}" },
  changed_many: { vi: "{n} ô vừa thay đổi", en: "{n} cells have changed" },

  search: { vi: "Tìm", en: "Find" },
  found_n: { vi: "{n} mục", en: "{n} found" },
} as const satisfies Record<string, Text>;

export const WORDS = { ...FRAME_WORDS, ...RECORD_WORDS } as const satisfies Record<string, Text>;

export type WordKey = keyof typeof WORDS;
