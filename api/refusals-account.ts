/** What is refused about accounts and signing in. `data` fills the braces. */
export const ACCOUNT_PROBLEMS = {
  sign_in_refused: [
    401,
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại, hoặc nhờ văn thư đơn vị hay quản trị viên cấp lại.",
    "The login or the password is not right. Try again, or ask your unit's clerk or an administrator for a new one.",
  ],
  second_step_needed: [
    401,
    "Hãy nhập thêm mã 6 số trong ứng dụng xác thực, hoặc một mã dự phòng.",
    "Enter the 6 digits from your authenticator app, too, or one of your recovery codes.",
  ],
  second_step_wrong: [
    401,
    "Mã xác thực chưa đúng hoặc đã dùng; hãy chờ mã mới rồi nhập lại.",
    "The code is not right, or was used before; wait for the next one and enter that.",
  ],
  second_step_mistyped: [
    422,
    "Mã xác thực chưa đúng; hãy nhập mã 6 số đang hiện trong ứng dụng.",
    "The code is not right; enter the 6 digits that the app shows now.",
  ],
  sign_in_later: [
    429,
    "Có nhiều lần đăng nhập chưa đúng; hãy thử lại sau {seconds} giây. Tài khoản không bị khóa.",
    "Several sign-ins have failed; try again in {seconds} s. The account is not locked.",
  ],
  passkey_refused: [
    401,
    "Khóa đăng nhập này không dùng được ở đây; hãy đăng nhập bằng mật khẩu rồi thêm lại khóa.",
    "This passkey is not good here; sign in with your password and add it again.",
  ],
  passkey_no_name: [
    422,
    "Khóa đăng nhập cần một tên miền: hãy mở trang bằng {hint}.",
    "Passkeys need a host name: open the page at {hint}.",
  ],
  oidc_refused: [
    401,
    "Nơi đăng nhập của cơ quan không xác nhận được tài khoản được mời nào ở đây; hãy nhờ quản trị viên.",
    "Your office's sign-in confirmed no account that was invited here; ask an administrator.",
  ],
  welcome_refused: [
    401,
    "Mã mời này không đúng, đã dùng hoặc đã hết hạn; hãy xin mã mới.",
    "This code is not right, was used, or has expired; ask for a new one.",
  ],
  no_account: [
    409,
    "Phiên này không thuộc tài khoản nào: nó do `plenum up` hoặc `plenum token` mở.",
    "This session belongs to no account: it was opened by `plenum up` or `plenum token`.",
  ],
  administrator_there: [
    409,
    "Đã có quản trị viên; hãy đăng nhập, hoặc nhờ quản trị viên ấy mời.",
    "There is an administrator already; sign in, or have them invite you.",
  ],
  account_open: [
    409,
    "«{name}» đã có tài khoản đang dùng; nếu quên mật khẩu, hãy yêu cầu khôi phục.",
    "“{name}” has an open account already; if they cannot get in, ask for a recovery.",
  ],
  account_not_open: [
    409,
    "Tài khoản của «{name}» chưa được mở hoặc đã đóng; hãy mời.",
    "The account of “{name}” was never opened, or is closed; send an invitation.",
  ],
  no_address: [
    422,
    "«{name}» không có địa chỉ thư điện tử; hãy in phiếu mời.",
    "“{name}” has no e-mail address; print a slip instead.",
  ],
  other_person_needed: [
    403,
    "Người xác nhận khôi phục phải là người khác với người yêu cầu và người được khôi phục.",
    "Who confirms a recovery must be somebody other than who asked for it and whom it is for.",
  ],
  last_administrator: [
    409,
    "Đây là quản trị viên cuối cùng của toàn hệ thống; hãy chỉ định người khác trước.",
    "This is the last administrator of the whole installation; name another one first.",
  ],
  unit_unknown: [
    422,
    "Không có đơn vị «{unit}», hoặc nó nằm ngoài phạm vi của bạn.",
    "There is no unit “{unit}”, or it is outside what you administer.",
  ],
  login_taken: [
    409,
    "Tên đăng nhập này đã có người dùng; hãy chọn tên khác.",
    "This login is taken; choose another one.",
  ],
  login_malformed: [
    422,
    "Tên đăng nhập là một địa chỉ thư điện tử, hoặc 3–64 chữ, số, dấu chấm, gạch.",
    "A login is an e-mail address, or 3 to 64 letters, digits, dots, dashes or underscores.",
  ],
  password_wrong: [403, "Mật khẩu hiện tại chưa đúng.", "Your present password is not right."],
  password_too_short: [
    422,
    "Mật khẩu cần ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất.",
    "A password needs 12 characters or more; a short sentence is best.",
  ],
  password_too_long: [
    422,
    "Mật khẩu dài nhất 128 ký tự.",
    "A password has 128 characters at most.",
  ],
  password_common: [
    422,
    "Mật khẩu này dễ đoán: nó chỉ gồm từ thông dụng, dãy phím hoặc ngày tháng. Hãy thêm vài từ không liên quan.",
    "This password is easy to guess: common words, keys in a row or dates. Add some unrelated words.",
  ],
  password_own_words: [
    422,
    "Mật khẩu này dựa vào tên, địa chỉ hoặc đơn vị của bạn; hãy thêm vài từ không liên quan.",
    "This password is made of your name, address or unit; add some unrelated words.",
  ],
} as const satisfies Record<string, readonly [number, string, string]>;
