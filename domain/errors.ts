/**
 * Every way the rules can refuse, in one table: the code is stable and public (API, CLI, audit),
 * the words are for people. `data` fills the braces.
 */
export const REFUSALS = {
  step_unknown: {
    vi: "Không có bước «{step}» ở đơn vị này.",
    en: "There is no step “{step}” in this unit.",
  },
  step_not_open: {
    vi: "Bước này đang ở trạng thái «{status}», chưa nhận được việc này.",
    en: "This step is {status}; it cannot take this act now.",
  },
  step_waits: {
    vi: "Bước này còn chờ: {waits}.",
    en: "This step still waits for: {waits}.",
  },
  wrong_kind: {
    vi: "Việc này không dùng cho loại bước «{kind}».",
    en: "This act does not fit a step of kind “{kind}”.",
  },
  not_entitled: {
    vi: "Việc này thuộc về {posts}; bạn không giữ chức danh đó.",
    en: "This act belongs to {posts}; you do not hold that post.",
  },
  not_clerk: {
    vi: "Chỉ văn thư của đơn vị có người quyết định mới được nhập thay người đó.",
    en: "Only a clerk of the unit whose post decides enters acts for its holder.",
  },
  four_eyes: {
    vi: "Không ai được duyệt nội dung do chính mình trình.",
    en: "Nobody approves what they submitted themselves.",
  },
  already_decided: {
    vi: "Chức danh này đã có ý kiến về lần trình này.",
    en: "This post has already decided on this submission.",
  },
  out_of_order: {
    vi: "Phải chờ {post} cho ý kiến trước.",
    en: "{post} decides first.",
  },
  content_changed: {
    vi: "Nội dung đã thay đổi sau khi bạn xem; hãy xem lại bản mới.",
    en: "The content has changed since you saw it; look at the new version first.",
  },
  reason_missing: {
    vi: "Hãy nêu lý do.",
    en: "A reason is required.",
  },
  returns_used_up: {
    vi: "Đã trả lại {allowed} lần, không được trả lại thêm.",
    en: "It has been returned {allowed} time(s) already; no further return is allowed.",
  },
  occurred_in_future: {
    vi: "Thời điểm thực hiện không được ở tương lai.",
    en: "What has happened cannot lie in the future.",
  },
  change_unknown: {
    vi: "Chiến dịch không có «{what}».",
    en: "The campaign has no “{what}”.",
  },
  change_nothing: {
    vi: "Thay đổi này không làm gì khác đi.",
    en: "This change would change nothing.",
  },
  change_settled: {
    vi: "«{step}» đã xong; việc đã xong không bị dời hay bỏ.",
    en: "“{step}” is settled; what is done is neither moved nor undone.",
  },
  change_root: {
    vi: "Không bỏ được đơn vị chủ trì; hãy hủy cả chiến dịch.",
    en: "The unit that leads the campaign cannot be dropped; cancel the campaign.",
  },
  change_pilot: {
    vi: "Đơn vị điểm nằm trong nhánh này; hãy chọn đơn vị điểm khác trước.",
    en: "The pilot lies within; choose another pilot first.",
  },
  change_outdated: {
    vi: "Chiến dịch đã thay đổi sau khi xem trước; hãy xem trước lại.",
    en: "The campaign has changed since the preview; look at a new one first.",
  },
  change_decided: {
    vi: "Đề nghị này không còn chờ quyết định.",
    en: "This proposal no longer waits for a decision.",
  },
  change_declined: {
    vi: "{who} không đồng ý: {reason}",
    en: "{who} does not agree: {reason}",
  },
  change_told: {
    vi: "Đã quá thời gian hoàn tác: mọi người đã (hoặc đang) được báo. Hãy đề nghị một thay đổi mới.",
    en: "It is too late to undo: people have been told, or are being told. Propose another change.",
  },
  change_touched: {
    vi: "Không hoàn tác được: sau thay đổi, ở đơn vị liên quan đã có việc khác diễn ra. Hãy đề nghị một thay đổi mới.",
    en: "It cannot be undone: something has happened since in the units concerned. Propose another change.",
  },
  own_appointment: {
    vi: "Không ai tự nhập quyết định bổ nhiệm cho chính mình; nhờ người khác có quyền.",
    en: "Nobody enters their own appointment; ask somebody else who may.",
  },
  appointment_dates: {
    vi: "Ngày thôi giữ chức danh ({to}) trước ngày bắt đầu ({from}).",
    en: "The term ends ({to}) before it begins ({from}).",
  },
  appointment_overlaps: {
    vi: "Chức danh này đã có nhiệm kỳ bắt đầu ngày {day}; chỉ nhập được ngày sau đó.",
    en: "A term of this post already begins on {day}; give a later day.",
  },
  appointment_same: {
    vi: "Người này đang giữ đúng chức danh ấy rồi.",
    en: "This person holds the post already.",
  },
  appointment_vacant: {
    vi: "Chức danh này đang trống sẵn.",
    en: "The post is vacant already.",
  },
  evidence_missing: {
    vi: "Cổng còn thiếu: {missing}.",
    en: "The gate still lacks: {missing}.",
  },
  second_person_needed: {
    vi: "Người thứ hai phải là người khác.",
    en: "The second person must be somebody else.",
  },
  override_expired: {
    vi: "Đề nghị mở cổng ngoại lệ đã hết hạn.",
    en: "The proposed override has expired.",
  },
  quorum_missing: {
    vi: "Mới có {cast}/{need} phiếu, chưa đủ số phiếu tối thiểu.",
    en: "Only {cast} of at least {need} votes have been cast.",
  },
  over_quota: {
    vi: "Chỉ được đề cử tối đa {quota}; bạn đề cử {given}.",
    en: "At most {quota} may be nominated; {given} were given.",
  },
  nominee_unknown: {
    vi: "Mô hình «{nominee}» không thuộc danh sách được xét.",
    en: "Model “{nominee}” is not among those to be considered.",
  },
  date_not_working: {
    vi: "Ngày {day} không phải ngày làm việc.",
    en: "{day} is not a working day.",
  },
  date_in_past: {
    vi: "Ngày {day} đã qua.",
    en: "{day} is in the past.",
  },
  conference_not_yet: {
    vi: "Hội nghị định ngày {day}; chưa đến ngày đó thì chưa ghi là đã tổ chức.",
    en: "The conference is planned for {day}; it cannot have been held before that day.",
  },
  later_steps_done: {
    vi: "Không mở lại được vì các bước sau đã xong: {steps}.",
    en: "It cannot be reopened: later steps are done: {steps}.",
  },
  occurred_before_begin: {
    vi: "Thời điểm thực hiện không được trước khi phần việc của đơn vị bắt đầu.",
    en: "What has happened cannot lie before this unit's cycle began.",
  },
  number_missing: {
    vi: "Chưa có số tiếp theo trong sổ đăng ký văn bản của bước này.",
    en: "The register has no next number for this document.",
  },
  nothing_owed: {
    vi: "Việc này không (hoặc không còn) phải làm; hãy xem lại bước.",
    en: "This is not owed, or no longer; look at the step again.",
  },
  not_extendable: {
    vi: "Việc này không xin lùi hạn được: xác nhận và phiếu thì trả lời, ngày hội nghị thì đổi theo kế hoạch.",
    en: "No later date can be asked for this: receipts and votes are answered, a conference's day moves with the plan.",
  },
  extension_not_later: {
    vi: "Ngày xin lùi phải sau hạn hiện nay ({due}) và chưa qua.",
    en: "The new date must be later than the present one ({due}), and must not have passed.",
  },
  extension_asked: {
    vi: "Đã xin lùi hạn việc này và đang chờ cấp trên quyết định.",
    en: "A later date has been asked for this already and waits for its decision.",
  },
  extension_not_asked: {
    vi: "Không có đề nghị lùi hạn nào đang chờ quyết định cho việc này.",
    en: "No later date is asked for this and waits for a decision.",
  },
  no_superior: {
    vi: "Không có cấp trên nào để quyết định việc lùi hạn này.",
    en: "There is nobody above who could decide on a later date.",
  },
  reminded_today: {
    vi: "Việc này hôm nay đã được nhắc rồi; mỗi việc mỗi ngày nhắc một lần.",
    en: "This has been reminded of today already; once a day each.",
  },
  seen_past_due: {
    vi: "Chỉ hẹn được đến ngày đến hạn ({due}); cần thêm thời gian thì xin lùi hạn.",
    en: "Reminders rest until the due day at most ({due}); ask for a later date if more time is needed.",
  },
  cycle_not_running: {
    vi: "Phần việc của đơn vị này đang {status}.",
    en: "This unit's cycle is {status}.",
  },
} as const satisfies Record<string, { vi: string; en: string }>;

export type DomainErrorCode = keyof typeof REFUSALS;

export type RefusalData = Readonly<Record<string, string | number>>;

/** A refusal by the rules. Thrown by `decide`; mapped once by the API and once by the recording activity. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly data: RefusalData;

  constructor(code: DomainErrorCode, data: RefusalData = {}) {
    super(refusalWords(code, data).en);
    this.name = "DomainError";
    this.code = code;
    this.data = data;
  }
}

/**
 * The refusal in words, both languages, with its data filled in. Where the data itself is words,
 * `<name>_vi` and `<name>_en` stand beside `<name>` and are preferred.
 */
export function refusalWords(code: DomainErrorCode, data: RefusalData): { vi: string; en: string } {
  const fill = (words: string, language: "vi" | "en"): string =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(data[`${name}_${language}`] ?? data[name] ?? whole),
    );
  return { vi: fill(REFUSALS[code].vi, "vi"), en: fill(REFUSALS[code].en, "en") };
}
