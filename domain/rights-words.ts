import type { Reach, Right, Role } from "./rights.ts";
import type { Text } from "./text.ts";

/** What the roles of the table are called, and who has them. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly name: Text; readonly who: Text }>> = {
  operator: {
    name: { vi: "Người vận hành", en: "Operator" },
    who: {
      vi: "Chạy hệ thống trên máy chủ; đọc được mọi chiến dịch, không bao giờ quyết định thay ai.",
      en: "Runs the installation; reads every campaign and never decides anything.",
    },
  },
  administrator: {
    name: { vi: "Quản trị viên", en: "Administrator" },
    who: {
      vi: "Được giao giữ tài khoản và nhân sự của một đơn vị cùng các đơn vị bên dưới; không có quyền quyết định.",
      en: "Was given the accounts and people of a unit and all below it; never a right to decide.",
    },
  },
  leader: {
    name: { vi: "Lãnh đạo đơn vị", en: "Leader of a unit" },
    who: {
      vi: "Trưởng, phó Ban Chỉ đạo, bí thư, chủ tịch và cơ quan thường trực: của đơn vị mình và mọi đơn vị bên dưới.",
      en: "Heads and deputies, party secretaries, chairs and standing offices: of their unit and everything below it.",
    },
  },
  holder: {
    name: { vi: "Người giữ chức danh", en: "Post holder" },
    who: {
      vi: "Ai đang giữ một chức danh của đơn vị, kể cả lãnh đạo và văn thư; quyền kết thúc cùng ngày thôi giữ.",
      en: "Whoever holds a post of a unit now, leaders and clerks too; it ends on the day the appointment ends.",
    },
  },
  clerk: {
    name: { vi: "Văn thư", en: "Clerk" },
    who: {
      vi: "Giữ chức danh văn thư: nhập từ bản giấy những gì chức danh của chính đơn vị mình quyết định.",
      en: "Holds the clerk's post: enters from paper what posts of that very unit decided.",
    },
  },
  team: {
    name: { vi: "Thành viên tổ hướng dẫn", en: "Member of a guidance team" },
    who: {
      vi: "Thành viên tổ hướng dẫn, đối với các đơn vị tổ theo dõi.",
      en: "A member of a guidance team, for the units that the team follows.",
    },
  },
  cover: {
    name: { vi: "Người làm thay", en: "Cover" },
    who: {
      vi: "Làm thay khi người giữ chức danh đi vắng: đúng bằng quyền của chức danh đó, trong thời hạn và phần việc được giao.",
      en: "Acts for a post while its holder is away: exactly what that post may, for the days and acts that were given.",
    },
  },
  recipient: {
    name: { vi: "Nơi nhận", en: "Recipient" },
    who: {
      vi: "Chức danh được giao việc hoặc được gửi văn bản ở một bước của đơn vị khác: chỉ thấy đúng bước đó.",
      en: "A post to which a step of another unit was addressed: it sees that step only.",
    },
  },
  link: {
    name: { vi: "Người mở liên kết", en: "Bearer of a link" },
    who: {
      vi: "Ai mở liên kết trong thư hoặc địa chỉ lịch bí mật: đúng việc hoặc đúng lịch của liên kết đó, theo quyền của người được cấp.",
      en: "Whoever opens the link of a mail or a calendar's secret address: that one act or calendar, with its maker's rights.",
    },
  },
};

/** How far, in words. */
export const REACH_WORDS: Readonly<Record<Reach, Text>> = {
  none: { vi: "không", en: "no" },
  own: { vi: "của chính mình", en: "their own" },
  unit: { vi: "đơn vị mình", en: "their unit" },
  subtree: { vi: "đơn vị mình và bên dưới", en: "their unit and all below" },
  followed: { vi: "các đơn vị tổ theo dõi", en: "the units their team follows" },
  post: { vi: "như chức danh làm thay", en: "as the covered post" },
  realm: { vi: "toàn hệ thống", en: "everything" },
};

/** What each right lets somebody do. */
export const RIGHT_WORDS: Readonly<Record<Right, Text>> = {
  see_self: {
    vi: "Xem mình là ai, giữ chức danh nào",
    en: "See who they are and which posts they hold",
  },
  read_rights: { vi: "Xem bảng quyền hạn này", en: "Read this table of rights" },
  keep_self: {
    vi: "Giữ mật khẩu, phiên đăng nhập và mã truy cập của mình",
    en: "Keep their own password, sessions and tokens",
  },
  check_file: {
    vi: "Kiểm tra, lập kế hoạch thử một tệp chiến dịch",
    en: "Check and plan a campaign file",
  },
  read_inbox: { vi: "Xem việc đang chờ mình", en: "Read what waits for them" },
  read_campaign: {
    vi: "Xem chiến dịch: bảng tiến độ, danh sách, tìm kiếm, số liệu, diễn biến trực tiếp",
    en: "Read a campaign: board, lists, search, counts, live changes",
  },
  read_drafts: { vi: "Xem dự thảo chưa trình", en: "Read drafts not yet handed in" },
  read_mail: { vi: "Xem thư đã gửi và vì sao gửi", en: "Read messages, and why they went" },
  read_findings: {
    vi: "Xem những chỗ hệ thống tự đối soát thấy không khớp",
    en: "Read what the installation's own comparison found to disagree",
  },
  read_audit: { vi: "Xem nhật ký kiểm chứng", en: "Read the audit chain" },
  read_realm_audit: {
    vi: "Xem nhật ký của chính hệ thống: đăng nhập, mã truy cập, tài khoản",
    en: "Read the chain of the installation itself: sign-ins, tokens, accounts",
  },
  act: {
    vi: "Xử lý việc: trình, duyệt, trả lại, ký nhận, biểu quyết… cho chức danh của mình",
    en: "Act: submit, approve, return, acknowledge, vote… for their own posts",
  },
  enter_from_paper: {
    vi: "Nhập từ bản giấy quyết định của chức danh trong đơn vị, kèm căn cứ",
    en: "Enter from paper what posts of the unit decided, with its evidence",
  },
  remind: {
    vi: "Nhắc người chậm bằng lời của mình",
    en: "Remind who is late in words of their own",
  },
  propose_change: { vi: "Đề nghị thay đổi kế hoạch", en: "Propose a change of the plan" },
  decide_change: {
    vi: "Quyết định thay đổi kế hoạch (người thứ hai xác nhận)",
    en: "Decide a change of the plan (a second person confirms)",
  },
  feed: { vi: "Tạo địa chỉ lịch", en: "Make calendar addresses" },
  export: { vi: "Xuất danh sách", en: "Export lists" },
  keep_addresses: {
    vi: "Giữ địa chỉ, danh sách gọi điện, thư không tới",
    en: "Keep addresses, the call list and what did not arrive",
  },
  keep_people: {
    vi: "Giữ nhân sự, chức danh, bổ nhiệm",
    en: "Keep people, posts and appointments",
  },
  keep_accounts: { vi: "Mời, khóa, khôi phục tài khoản", en: "Invite, end and recover accounts" },
  start_campaign: { vi: "Bắt đầu chiến dịch thật", en: "Start a real campaign" },
  rehearse: { vi: "Diễn tập trực tiếp", en: "Rehearse live" },
  enter_reply: { vi: "Nhập thư trả lời giấy mời", en: "Enter replies to invitations" },
  report_bounce: { vi: "Nhập báo cáo thư không tới", en: "Enter delivery reports" },
};
