import type { Words } from "#web/language.tsx";

export const WORDS = {
  title: { vi: "Đăng nhập", en: "Sign in" },
  again_title: { vi: "Phiên đã hết: đăng nhập lại", en: "The session has ended: sign in again" },
  again_text: {
    vi: "Những gì bạn đã gõ vẫn còn; đăng nhập xong, việc vừa gửi được gửi tiếp.",
    en: "What you have typed is kept; once you are signed in, it is sent.",
  },
  login: { vi: "Tên đăng nhập hoặc thư điện tử", en: "Login or e-mail" },
  password: { vi: "Mật khẩu", en: "Password" },
  code: { vi: "Mã xác thực", en: "Code" },
  code_hint: {
    vi: "6 số trong ứng dụng xác thực, hoặc một mã dự phòng",
    en: "6 digits from your authenticator app, or a recovery code",
  },
  enter: { vi: "Đăng nhập", en: "Sign in" },
  passkey: { vi: "Đăng nhập bằng khóa (vân tay, khuôn mặt, PIN)", en: "Use a passkey" },
  passkey_stopped: {
    vi: "Chưa dùng được khóa: trình duyệt không đưa ra khóa nào. Hãy đăng nhập bằng mật khẩu.",
    en: "No passkey came from the browser. Sign in with your password.",
  },
  office: { vi: "Đăng nhập qua {name}", en: "Sign in with {name}" },
  office_refused: {
    vi: "Nơi đăng nhập của cơ quan không xác nhận được tài khoản được mời nào ở đây; hãy nhờ văn thư đơn vị hoặc quản trị viên.",
    en: "Your office's sign-in confirmed no account that was invited here; ask your unit's clerk or an administrator.",
  },
  code_used: {
    vi: "Địa chỉ có mã này đã được dùng hoặc đã hết hạn. Hãy đăng nhập, hoặc chạy «npm start» lại (hay «npx plenum token --once») để có địa chỉ mới.",
    en: "This address and its code were used already, or have expired. Sign in, or run “npm start” again (or “npx plenum token --once”) for a new one.",
  },
  help: {
    vi: "Chưa có tài khoản hoặc quên mật khẩu? Văn thư đơn vị hay quản trị viên cấp thư mời hoặc phiếu có mã dùng một lần.",
    en: "No account yet, or no password? Your unit's clerk or an administrator sends an invitation or prints a slip with a one-time code.",
  },
  have_code: { vi: "Tôi có mã trên phiếu", en: "I have a code on a slip" },
} as const satisfies Words;
