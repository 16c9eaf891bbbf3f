import type { Text } from "#domain/text.ts";
import type { Doing } from "./act-body.ts";

/** Each act: the word on its button, and what follows in words; `{follows}` is filled by what the API knows. */
interface ActWords {
  readonly label: Text;
  readonly after: Text;
}

export const ACT_WORDS: Readonly<Record<Doing, ActWords>> = {
  submit: {
    label: { vi: "Trình", en: "Submit" },
    after: {
      vi: "Bản đã lưu được khóa lại và chuyển đi. Bạn rút lại được khi chưa ai quyết định.",
      en: "What is saved is handed in and locked. You can withdraw it until somebody decides.",
    },
  },
  approve: {
    label: { vi: "Duyệt", en: "Approve" },
    after: {
      vi: "Chỉ đúng bản này được duyệt; bản nào khác phải duyệt lại.",
      en: "Exactly this text is approved; another one would need a new approval.",
    },
  },
  return: {
    label: { vi: "Trả lại", en: "Return" },
    after: {
      vi: "Người trình nhận lý do của bạn, sửa rồi trình lại ở lần kế tiếp.",
      en: "Whoever handed it in gets your reason, corrects it and submits again.",
    },
  },
  withdraw: {
    label: { vi: "Rút lại", en: "Withdraw" },
    after: {
      vi: "Bản trình được rút về để sửa; người duyệt không phải làm gì nữa.",
      en: "It comes back to be changed; the approvers need do nothing.",
    },
  },
  decline: {
    label: { vi: "Từ chối làm", en: "Decline" },
    after: {
      vi: "Bước này kết thúc, không có kết quả; lý do được ghi lại.",
      en: "This step ends without a result; the reason is recorded.",
    },
  },
  issue: {
    label: { vi: "Lấy số & ban hành", en: "Number & issue" },
    after: {
      vi: "Số kế tiếp trong sổ được cấp và không lấy lại được.",
      en: "The next number of the register is taken, for good.",
    },
  },
  complete: {
    label: { vi: "Báo đã làm xong", en: "Report it done" },
    after: { vi: "Bước này xong.", en: "This step is done." },
  },
  hold: {
    label: { vi: "Ghi hội nghị đã tổ chức", en: "Record the conference as held" },
    after: { vi: "Hội nghị được ghi là đã tổ chức.", en: "The conference is recorded as held." },
  },
  open_gate: {
    label: { vi: "Mở cổng", en: "Open the gate" },
    after: {
      vi: "Các đơn vị đang chờ sau cổng được bắt đầu.",
      en: "The units that wait behind it can begin.",
    },
  },
  override_gate: {
    label: { vi: "Mở ngoại lệ", en: "Open by override" },
    after: {
      vi: "Mở khi chưa đủ căn cứ: cần người thứ hai xác nhận, lý do được ghi lại.",
      en: "Opens without its evidence: a second person must confirm; the reason is recorded.",
    },
  },
  close_ballot: {
    label: { vi: "Chốt bỏ phiếu", en: "Close the ballot" },
    after: {
      vi: "Phiếu chưa bỏ không được tính nữa; kết quả được kiểm ngay.",
      en: "Votes not cast no longer count; the result is counted now.",
    },
  },
  reopen: {
    label: { vi: "Mở lại", en: "Reopen" },
    after: {
      vi: "Bước đã xong được làm lại từ đầu; bước sau đã xong thì không mở lại được.",
      en: "The finished step begins again; not where later steps are done.",
    },
  },
  ask_extension: {
    label: { vi: "Xin lùi hạn", en: "Ask for a later date" },
    after: {
      vi: "Cấp trên quyết định; trong lúc chờ, hạn cũ vẫn giữ.",
      en: "Your superior decides; until then the date stays.",
    },
  },
  grant_extension: {
    label: { vi: "Đồng ý lùi hạn", en: "Grant the later date" },
    after: {
      vi: "Hạn mới có hiệu lực với riêng việc này.",
      en: "The new date holds for this alone.",
    },
  },
  refuse_extension: {
    label: { vi: "Không lùi hạn", en: "Refuse the later date" },
    after: { vi: "Hạn cũ giữ nguyên.", en: "The date stays." },
  },
  acknowledge: {
    label: { vi: "Xác nhận đã nhận", en: "Acknowledge" },
    after: {
      vi: "Nơi ban hành biết đơn vị bạn đã nhận.",
      en: "The issuer knows that you have it.",
    },
  },
  vote: {
    label: { vi: "Bỏ phiếu", en: "Vote" },
    after: {
      vi: "Phiếu của bạn được giữ kín; đủ phiếu thì kết quả được kiểm.",
      en: "Your vote is kept secret; when all have voted it is counted.",
    },
  },
  seen: {
    label: { vi: "Đã xem, đang làm", en: "Seen, working on it" },
    after: {
      vi: "Hệ thống không nhắc bạn trước ngày bạn chọn; hạn không đổi.",
      en: "You are not reminded before that day; the date stays.",
    },
  },
};

export const FIELD_WORDS = {
  reason: { vi: "Lý do", en: "Reason" },
  what: { vi: "Điều cần sửa", en: "What to correct" },
  part: { vi: "Ở phần nào (không bắt buộc)", en: "In which part (optional)" },
  one_more: { vi: "Thêm một điều", en: "One more" },
  attendance: { vi: "Số người dự", en: "How many attended" },
  until: { vi: "Lùi đến", en: "Until" },
  expires: { vi: "Đề nghị có hiệu lực đến", en: "The proposal holds until" },
  seen_until: { vi: "Không nhắc trước ngày", en: "No reminder before" },
  choose: { vi: "Chọn nhiều nhất {n}", en: "Choose at most {n}" },
  take: { vi: "Đề cử được nhận", en: "Nominees that are taken" },
  which: { vi: "Đề nghị nào", en: "Which one" },
  cancel: { vi: "Thôi", en: "Never mind" },
  save_first: {
    vi: "Bản soạn chưa lưu xong lên máy chủ; lưu xong mới trình được.",
    en: "The draft is not saved on the server yet; it can be submitted once it is.",
  },
  no_draft: {
    vi: "Hãy soạn trích yếu và nội dung ở trên trước.",
    en: "Write its title and text above first.",
  },
} as const;
