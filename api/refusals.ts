import { ACCOUNT_PROBLEMS } from "./refusals-account.ts";

/** What the API itself refuses, before the rules are asked. `data` fills the braces. */
export const API_PROBLEMS = {
  unauthenticated: [
    401,
    "Hãy gửi mã truy cập: Authorization: Bearer <mã>, hoặc mở địa chỉ mà `plenum up` in ra.",
    "Send a token: Authorization: Bearer <token>, or open the address that `plenum up` prints.",
  ],
  code_used: [
    401,
    "Mã mở trang này đã dùng hoặc đã hết hạn; hãy chạy lại `plenum up` để có địa chỉ mới.",
    "This code has been used or has expired; run `plenum up` again for a new address.",
  ],
  not_yours: [403, "Tài khoản này không được làm việc đó.", "This account may not do that."],
  scope_missing: [
    403,
    "Mã truy cập này không có phạm vi «{scope}»; hãy tạo mã khác ở trang Tài khoản, hoặc đăng nhập.",
    "This token has no scope “{scope}”; make another on the account page, or sign in.",
  ],
  origin_refused: [
    403,
    "Yêu cầu này đến từ một trang khác nên không được nhận.",
    "This request comes from another site and is not accepted.",
  ],
  not_found: [
    404,
    "Không có «{what}», hoặc bạn không được biết về nó.",
    "There is no “{what}”, or none that you may know of.",
  ],
  unknown_route: [
    404,
    "Không có địa chỉ {method} {path}; xem /openapi.json.",
    "There is no {method} {path}; see /openapi.json.",
  ],
  malformed_json: [
    400,
    "Nội dung gửi lên không phải JSON hợp lệ: {reason}.",
    "The body is not valid JSON: {reason}.",
  ],
  malformed_request: [
    400,
    "Nội dung gửi lên chưa đúng: {reason}.",
    "The request is not right: {reason}.",
  ],
  malformed_text: [
    400,
    "Văn bản gửi lên chứa ký tự không dùng được (NUL hoặc nửa ký tự).",
    "The text holds a character that cannot be kept (NUL, or half a character).",
  ],
  bad_cursor: [
    400,
    "Con trỏ trang không đọc được; hãy đọc lại từ đầu, không kèm `cursor`.",
    "The cursor cannot be read; start again without `cursor`.",
  ],
  key_missing: [
    400,
    "Mỗi lần ghi cần đầu mục Idempotency-Key (1–200 ký tự in được, mỗi việc một khóa mới).",
    "Every write needs an Idempotency-Key header (1–200 printable characters, a new one for each act).",
  ],
  key_reused: [
    422,
    "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; hãy dùng khóa mới.",
    "This Idempotency-Key was used for a different request; use a new one.",
  ],
  evidence_needed: [
    422,
    "Nhập thay người khác phải kèm căn cứ (số văn bản, bản chụp) trong `evidence`.",
    "Entering for somebody else needs its evidence (number, scan) in `evidence`.",
  ],
  too_large: [
    413,
    "Nội dung gửi lên quá lớn; nhiều nhất {limit}.",
    "The body is too large; at most {limit}.",
  ],
  unsupported_media: [
    415,
    "Kiểu nội dung «{given}» không dùng được ở đây; hãy gửi {wanted}.",
    "Content type “{given}” is not taken here; send {wanted}.",
  ],
  file_broken: [
    422,
    "Tệp chiến dịch có {count} chỗ chưa đúng; xem `problems`.",
    "The campaign file has {count} problem(s); see `problems`.",
  ],
  draft_changed: [
    409,
    "{saver} đã lưu bản nháp này (phiên bản {version}) sau khi bạn mở nó; hãy mở bản mới nhất, hoặc lưu bản của bạn thành bản nháp khác.",
    "{saver} has saved this draft (version {version}) since you opened it; open the latest, or save yours as another draft.",
  ],
  campaign_differs: [
    409,
    "Chiến dịch «{campaign}» đang chạy với nội dung khác: {differences}.",
    "Campaign “{campaign}” already runs with a different content: {differences}.",
  ],
  dates_past: [
    422,
    "{count} bước đã quá hạn ngay khi bắt đầu, trước hết là «{step}» của «{unit}», hạn {day}. Hãy diễn tập (plenum rehearse), dời ngày, hoặc ghi các bước đã xong là đã làm.",
    "{count} step(s) would be overdue at once, the first “{step}” of “{unit}”, due on {day}. Rehearse the campaign (plenum rehearse), move its dates, or enter its earlier steps as done.",
  ],
  entered_future: [
    422,
    "Bước «{step}» của «{unit}» ghi là đã làm ngày {day}, nhưng ngày đó chưa đến; hãy sửa mục `entered`.",
    "“{step}” of “{unit}” is entered as done on {day}, which has not come yet; correct it under `entered`.",
  ],
  number_taken: [
    409,
    "Số {number} của sổ «{series}» đã có trong sổ đăng ký văn bản; hãy sửa số ở mục `entered`.",
    "Number {number} of the series “{series}” is already in the register; correct it under `entered`.",
  ],
  clock_held: [
    409,
    "Đồng hồ diễn tập còn chờ: {inbox} việc chưa xử lý, {notices} nhắc việc, {messages} thư. Hãy thử lại.",
    "The rehearsal's clock is held by {inbox} unhandled command(s), {notices} notice(s), {messages} message(s). Try again.",
  ],
  clock_backwards: [
    422,
    "Đồng hồ đang ở {instant}; không quay lui được.",
    "The clock stands at {instant}; it cannot go back.",
  ],
  not_rehearsal: [
    409,
    "«{campaign}» là chiến dịch thật: không chỉnh đồng hồ, không xóa.",
    "“{campaign}” is a real campaign: its clock is not moved and it is not deleted.",
  ],
  reply_unreadable: [
    422,
    "Đây không phải phần text/calendar của một thư trả lời giấy mời: thiếu {missing}.",
    "This is not the text/calendar part of a reply to an invitation: it lacks {missing}.",
  ],
  too_many_requests: [
    429,
    "Tài khoản này gửi quá nhiều yêu cầu (quá {perSecond} yêu cầu mỗi giây); hãy thử lại sau {seconds} giây.",
    "This account sends too many requests (more than {perSecond} a second); try again in {seconds} s.",
  ],
  too_many_streams: [
    429,
    "Tài khoản này đang mở {most} luồng theo dõi; hãy đóng bớt trang rồi thử lại sau {seconds} giây.",
    "This account has {most} streams open; close some pages and try again in {seconds} s.",
  ],
  mandatory_kind: [
    422,
    "Loại thông báo «{kind}» là bắt buộc nên phải có ít nhất một kênh ngoài ứng dụng: thư điện tử hoặc điện thoại.",
    "Messages of the kind “{kind}” are mandatory: keep at least one channel outside the app, e-mail or phone.",
  ],
  no_push_service: [
    422,
    "Địa chỉ này không thuộc dịch vụ thông báo đẩy nào của các trình duyệt được biết; người quản trị có thể thêm bằng PUSH_HOSTS.",
    "This address belongs to no known browser's push service; an operator can add one with PUSH_HOSTS.",
  ],
  unsigned_report: [
    401,
    "Báo cáo không có chữ ký đúng, hoặc chữ ký đã quá năm phút: kiểm tra BOUNCE_SECRET và đồng hồ của máy gửi.",
    "The report is not signed as it should be, or more than five minutes ago: check BOUNCE_SECRET and the sender's clock.",
  ],
  no_report: [
    422,
    "Đây không phải báo cáo chuyển thư thất bại (RFC 3464) về một thư của Plenum.",
    "This is no delivery report (RFC 3464) of a failure or delay of one of Plenum's messages.",
  ],
  file_kind: [
    415,
    "Tệp này không đính kèm được: chỉ nhận pdf, png, jpg, webp, docx, xlsx, odt, ods hoặc txt, không có macro.",
    "This file cannot be attached: only pdf, png, jpg, webp, docx, xlsx, odt, ods or txt, without macros.",
  ],
  too_many_files: [
    409,
    "Bước này đã có {most} tệp đính kèm; hãy gỡ bớt trước khi thêm.",
    "This step has {most} files already; remove some before you add another.",
  ],
  file_is_evidence: [
    409,
    "Tệp này là căn cứ của một quyết định đã nhập nên không gỡ được.",
    "This file is the evidence of a decision that was entered, so it cannot be removed.",
  ],
  timeout: [
    503,
    "Hệ thống chưa kịp trả lời; không mất gì, hãy thử lại với cùng khóa.",
    "The system did not answer in time; nothing is lost, try again with the same key.",
  ],
  unavailable: [
    503,
    "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau ít giây với cùng khóa.",
    "The database does not answer at the moment; try again in a few seconds with the same key.",
  ],
  internal: [
    500,
    "Có lỗi của hệ thống; đã ghi lại với mã {trace}.",
    "Something went wrong on our side; it is recorded under {trace}.",
  ],
  ...ACCOUNT_PROBLEMS,
} as const satisfies Record<string, readonly [number, string, string]>;
