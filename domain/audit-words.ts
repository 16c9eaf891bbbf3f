import type { Text } from "./text.ts";

/** An entry of the audit chain as a sentence needs it. */
export interface AuditFacts {
  readonly what: string;
  /** Whose act it is, by name; null: the system, or an account that is nobody in particular. */
  readonly who: string | null;
  /** Who entered it for them. */
  readonly clerk: string | null;
  readonly evidence: string | null;
  readonly unit: string | null;
  readonly step: Text | null;
  /** Why it was refused; null: it was done. */
  readonly refused: Text | null;
  /** Of a refused attempt: what was asked for; of several: how many. */
  readonly asked: string | null;
  readonly count: number | null;
}

/** What each kind of entry says was done. A kind that is missing here is said by its own name. */
const DEEDS: Readonly<Record<string, Text>> = {
  submit: { vi: "trình", en: "handed in" },
  withdraw: { vi: "rút lại", en: "withdrew" },
  approve: { vi: "phê duyệt", en: "approved" },
  return: { vi: "trả lại", en: "returned" },
  decline: { vi: "báo không làm được", en: "declined" },
  issue: { vi: "ban hành", en: "issued" },
  complete: { vi: "báo đã xong", en: "completed" },
  hold: { vi: "ghi nhận đã tổ chức", en: "recorded as held" },
  open_gate: { vi: "mở cổng", en: "opened the gate" },
  override_gate: {
    vi: "mở cổng khi còn thiếu điều kiện",
    en: "opened the gate against its evidence",
  },
  reopen: { vi: "mở lại", en: "reopened" },
  close_ballot: { vi: "kiểm phiếu", en: "closed the ballot" },
  ask_extension: { vi: "xin lùi hạn", en: "asked for a later date" },
  grant_extension: { vi: "cho lùi hạn", en: "granted a later date" },
  refuse_extension: { vi: "không cho lùi hạn", en: "refused a later date" },
  begin: { vi: "bắt đầu phần việc của đơn vị", en: "began the unit's part" },
  wake: { vi: "đến giờ, hệ thống tự chuyển bước", en: "moved on by itself, as its time had come" },
  milestone: { vi: "nhận tin từ đơn vị khác", en: "heard from another unit" },
  condition: { vi: "đủ điều kiện", en: "met its condition" },
  draft_saved: { vi: "lưu dự thảo", en: "saved a draft" },
  acknowledge: { vi: "ký nhận", en: "acknowledged" },
  excuse_receipt: { vi: "miễn ký nhận", en: "excused a receipt" },
  vote: { vi: "bỏ phiếu", en: "voted" },
  seen: { vi: "báo đã xem, đang làm", en: "said “seen, working on it”" },
  remind: { vi: "nhắc việc", en: "reminded who owes" },
  attachment_added: { vi: "đính kèm tệp", en: "attached a file" },
  attachment_removed: { vi: "gỡ tệp đính kèm", en: "removed an attached file" },
  covers: { vi: "giao việc khi đi vắng", en: "said who covers for them" },
  preferences: { vi: "đổi cách nhận thông báo", en: "changed how they are told" },
  push_device: { vi: "thêm thiết bị nhận thông báo", en: "added a device to be told on" },
  push_device_removed: { vi: "gỡ thiết bị nhận thông báo", en: "removed a device to be told on" },
  message_opened: { vi: "mở một thông báo", en: "opened a message" },
  remark: { vi: "góp ý", en: "remarked" },
  appointment: { vi: "bổ nhiệm, thay người giữ chức danh", en: "changed who holds a post" },
  address_corrected: { vi: "sửa địa chỉ liên hệ", en: "corrected an address" },
  office_linked: { vi: "liên kết đăng nhập của cơ quan", en: "linked the office's sign-in" },
  passkey_added: { vi: "thêm khóa truy cập", en: "added a passkey" },
  signed_in: { vi: "đăng nhập", en: "signed in" },
  sign_in_refused: { vi: "đăng nhập không thành", en: "was refused a sign-in" },
  welcome_refused: { vi: "mở lời mời không thành", en: "was refused an invitation" },
  feed_created: { vi: "tạo địa chỉ lịch", en: "made a calendar address" },
  feed_revoked: { vi: "thu hồi địa chỉ lịch", en: "revoked a calendar address" },
  calendar_reply: { vi: "ghi trả lời giấy mời", en: "entered the reply to an invitation" },
  bounce: { vi: "ghi nhận thư không tới", en: "entered a message as not delivered" },
  delivery_task_closed: {
    vi: "xong việc thư không tới",
    en: "closed the task of an undelivered message",
  },
  campaign_started: { vi: "bắt đầu chiến dịch", en: "started the campaign" },
  clock_moved: { vi: "chỉnh đồng hồ diễn tập", en: "moved the rehearsal's clock" },
  rehearsal_deleted: { vi: "xóa cuộc diễn tập", en: "deleted the rehearsal" },
  reconciled: { vi: "hệ thống tự sửa chỗ lệch", en: "put right by the reconciler" },
  session_opened: { vi: "đăng nhập", en: "signed in" },
  signed_out: { vi: "đăng xuất", en: "signed out" },
  token_issued: { vi: "cấp mã truy cập", en: "issued a token" },
  token_revoked: { vi: "thu hồi mã truy cập", en: "revoked a token" },
  actor_tokens_issued: { vi: "cấp mã cho người diễn tập", en: "issued the rehearsal's tokens" },
  first_administrator: { vi: "lập quản trị viên đầu tiên", en: "made the first administrator" },
  invited: { vi: "mời mở tài khoản", en: "invited to an account" },
  password_changed: { vi: "đổi mật khẩu", en: "changed a password" },
  grants_set: { vi: "giao quyền quản trị", en: "set what an account administers" },
  account_changed: { vi: "sửa tài khoản", en: "changed an account" },
  account_closed: { vi: "đóng tài khoản", en: "closed an account" },
  account_sessions_ended: { vi: "kết thúc các phiên đăng nhập", en: "ended an account's sessions" },
  recovery_asked: { vi: "đề nghị khôi phục tài khoản", en: "asked for an account's recovery" },
  recovery_confirmed: { vi: "xác nhận khôi phục tài khoản", en: "confirmed an account's recovery" },
  recovery_refused: { vi: "bác đề nghị khôi phục tài khoản", en: "refused an account's recovery" },
};

const plain = (what: string): Text => {
  const words = what.replaceAll("_", " ");
  return { vi: words, en: words };
};

/** What a kind of entry is called. */
export const auditKindWords = (what: string): Text => {
  if (what === "refused") return { vi: "thử làm nhưng bị từ chối", en: "tried and was refused" };
  if (what === "refused_more")
    return { vi: "nhiều lần bị từ chối", en: "was refused many more times" };
  return DEEDS[what] ?? plain(what);
};

/** One entry in words: who did what where, entered by whom from what paper, and whether it was refused. */
export function auditSentence(facts: AuditFacts): Text {
  return { vi: sentenceIn("vi", facts), en: sentenceIn("en", facts) };
}

function sentenceIn(l: keyof Text, facts: AuditFacts): string {
  const { what, who, clerk, evidence, unit, step, refused, asked, count } = facts;
  const vi = l === "vi";
  const doer = who ?? (vi ? "Hệ thống" : "The system");
  const deed = auditKindWords(what)[l];
  const object = asked === null ? "" : ` (${asked})`;
  const times = count === null ? "" : vi ? ` thêm ${count} lần` : ` ${count} more times`;
  const place = [...(step === null ? [] : [`«${step[l]}»`]), ...(unit === null ? [] : [unit])].join(
    ", ",
  );
  const where = place === "" ? "" : ` – ${place}`;
  const paper = evidence === null ? "" : vi ? `, căn cứ ${evidence}` : `, from ${evidence}`;
  const entered =
    clerk === null ? paper : vi ? `; ${clerk} nhập thay${paper}` : `; entered by ${clerk}${paper}`;
  const why =
    refused === null ? "." : vi ? `. Bị từ chối: ${refused.vi}` : `. Refused: ${refused.en}`;
  const said = what === "refused_more" ? (vi ? "bị từ chối" : "was refused") : deed;
  return `${doer} ${said}${times}${object}${where}${entered}${why}`.normalize("NFC");
}
