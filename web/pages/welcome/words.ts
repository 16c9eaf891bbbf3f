import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Mở tài khoản", en: "Open your account" },
  recovery_title: { vi: "Khôi phục tài khoản", en: "Recover your account" },
  first_title: { vi: "Quản trị viên đầu tiên", en: "The first administrator" },
  first_text: {
    vi: "Chưa ai quản trị hệ thống này. Quản trị viên mời người khác và giữ tài khoản của họ; không quyết định thay ai.",
    en: "Nobody administers this installation yet. An administrator invites others and keeps their accounts; and decides for nobody.",
  },
  made: {
    vi: "Đã tạo quản trị viên. Hãy đăng nhập bằng tài khoản ấy.",
    en: "The administrator is made. Sign in with that account.",
  },
  hello: {
    vi: "Chào {name}. Hãy chọn tên đăng nhập và mật khẩu; mã này dùng được một lần.",
    en: "Welcome, {name}. Choose a login and a password; this code works once.",
  },
  code_text: {
    vi: "Nhập mã trên phiếu, hoặc mở lại địa chỉ trong thư mời.",
    en: "Enter the code on your slip, or open the address in your letter again.",
  },
  code: { vi: "Mã trên phiếu", en: "Code on the slip" },
  code_hint: { vi: "dạng ABCD-EFGH-JKMN", en: "like ABCD-EFGH-JKMN" },
  go_on: { vi: "Tiếp tục", en: "Go on" },
  name: { vi: "Họ và tên", en: "Name" },
  login: { vi: "Tên đăng nhập hoặc thư điện tử", en: "Login or e-mail" },
  password: { vi: "Mật khẩu mới", en: "New password" },
  password_hint: {
    vi: "Ít nhất 12 ký tự; vài từ không liên quan, dễ nhớ với riêng bạn. Không cần ký tự đặc biệt.",
    en: "12 characters or more: some unrelated words that you remember. No special signs are needed.",
  },
  open: { vi: "Mở tài khoản", en: "Open the account" },
  make: { vi: "Tạo quản trị viên", en: "Make the administrator" },
  sign_in: { vi: "Đăng nhập", en: "Sign in" },
} as const satisfies Words;
