import type { Text } from "./text.ts";

/** What is wrong in a row, or what should be known about it: `what`, then `do`. */
const FAULTS = {
  name_missing: [
    "Thiếu tên.",
    "The name is missing.",
    "Ghi tên vào ô này, hoặc xóa cả dòng.",
    "Write the name, or delete the row.",
  ],
  unit_missing: [
    "Thiếu đơn vị.",
    "The unit is missing.",
    "Ghi tên, mã hoặc mã số của đơn vị.",
    "Write the unit's name, id or code.",
  ],
  role_missing: [
    "Thiếu vai trò.",
    "The role is missing.",
    "Ghi một vai trò của cấp này: {known}.",
    "Write a role of this level: {known}.",
  ],
  id_wrong: [
    "Mã «{value}» không dùng được.",
    "The id “{value}” cannot be used.",
    "Mã gồm chữ thường không dấu, số, «-» và «.»; hoặc để trống để tự đặt.",
    "An id has lower-case letters without accents, digits, “-” and “.”; or leave it empty.",
  ],
  level_unknown: [
    "Mẫu không có cấp «{value}».",
    "The template has no level “{value}”.",
    "Ghi một trong: {known}.",
    "Write one of: {known}.",
  ],
  level_missing: [
    "Thiếu cấp của đơn vị mới.",
    "A new unit needs its level.",
    "Ghi một trong: {known}.",
    "Write one of: {known}.",
  ],
  parent_unknown: [
    "Không tìm thấy đơn vị cấp trên «{value}».",
    "There is no unit “{value}” to stand above it.",
    "{near}Ghi đúng tên hoặc mã của một đơn vị trong bảng hay trong bản nháp.",
    "{near}Write the name or id of a unit in this sheet or in the draft.",
  ],
  parent_circle: [
    "Đơn vị này nằm dưới chính nó ({value}).",
    "This unit stands below itself ({value}).",
    "Sửa đơn vị cấp trên của một trong các đơn vị ấy.",
    "Correct the unit above one of these.",
  ],
  second_root: [
    "Đã có đơn vị gốc «{value}»; chỉ một đơn vị không có cấp trên.",
    "“{value}” is the root already; only one unit has nothing above it.",
    "Ghi đơn vị cấp trên.",
    "Write the unit above.",
  ],
  unit_unknown: [
    "Không tìm thấy đơn vị «{value}».",
    "There is no unit “{value}”.",
    "{near}Nhập danh sách đơn vị trước, hoặc sửa tên.",
    "{near}Import the units first, or correct the name.",
  ],
  several_units: [
    "Có nhiều đơn vị tên «{value}».",
    "Several units are called “{value}”.",
    "Ghi mã thay cho tên: {known}.",
    "Write the id instead: {known}.",
  ],
  role_unknown: [
    "Cấp này không có vai trò «{value}».",
    "This level has no role “{value}”.",
    "{near}Các vai trò: {known}.",
    "{near}The roles: {known}.",
  ],
  duplicate_row: [
    "Trùng với dòng {row}.",
    "The same as row {row}.",
    "Giữ một dòng.",
    "Keep one of the two.",
  ],
  day_wrong: [
    "«{value}» không phải ngày.",
    "“{value}” is no day.",
    "Ghi ngày/tháng/năm: 27/03/2020.",
    "Write day/month/year: 27/03/2020.",
  ],
  dates_reversed: [
    "Ngày cuối {to} đứng trước ngày đầu {from}.",
    "The last day {to} comes before the first, {from}.",
    "Sửa một trong hai ngày.",
    "Correct one of the two.",
  ],
  flag_wrong: [
    "«{value}» không phải có hay không.",
    "“{value}” is neither yes nor no.",
    "Ghi «có» hoặc «không».",
    "Write “yes” or “no”.",
  ],
  email_wrong: [
    "«{value}» không phải địa chỉ thư điện tử.",
    "“{value}” is no e-mail address.",
    "Ghi một địa chỉ, ví dụ ten@donvi.vn, hoặc để trống.",
    "Write one address, such as name@unit.vn, or leave it empty.",
  ],
  too_long: [
    "Chữ trong ô dài quá 300 ký tự.",
    "The text is longer than 300 characters.",
    "Rút ngắn lại.",
    "Make it shorter.",
  ],
  person_differs: [
    "Mã người «{value}» đã dùng cho {other}.",
    "The person id “{value}” stands for {other} already.",
    "Dùng mã khác, hoặc sửa họ tên cho khớp.",
    "Use another id, or make the names agree.",
  ],
  // What follows keeps nobody from being taken over.
  team_unknown: [
    "Chưa có tổ «{value}»; đơn vị được nhập, tổ để trống.",
    "There is no team “{value}” yet; the unit is taken over without it.",
    "Lập tổ ở bước «Nhân sự & tổ», rồi nhập lại.",
    "Make the team in the step “People & teams”, then import again.",
  ],
  several_holders: [
    "Vai trò này có nhiều người; sẽ ghi thành danh sách.",
    "Several people hold this role; it becomes a list.",
    "Nếu chỉ một người giữ, xóa dòng thừa hoặc ghi từ ngày – đến ngày.",
    "If only one does, delete the other row, or write from and to which day.",
  ],
  email_missing: [
    "Không có địa chỉ thư: người này sẽ nằm trong danh sách gọi điện.",
    "No e-mail address: this person will be on the call list.",
    "Ghi địa chỉ nếu có.",
    "Write one if there is one.",
  ],
} as const satisfies Record<string, readonly [string, string, string, string]>;

export type FaultCode = keyof typeof FAULTS;

const WARNINGS: ReadonlySet<FaultCode> = new Set([
  "team_unknown",
  "several_holders",
  "email_missing",
]);

export interface RowFault {
  readonly code: FaultCode;
  /** The row is refused; otherwise taken over with a word of warning. */
  readonly refuses: boolean;
  /** As the spreadsheet calls it; null where the column is missing. */
  readonly column: string | null;
  readonly what: Text;
  readonly advice: Text;
}

/** What becomes of one row. */
export interface RowVerdict {
  readonly sheet: string;
  /** As the spreadsheet counts: from 1. */
  readonly row: number;
  readonly kind: "unit" | "person";
  readonly verdict: "added" | "changed" | "unchanged" | "refused";
  /** Whom or what the row is about. */
  readonly subject: string;
  readonly faults: readonly RowFault[];
}

type FaultData = Readonly<Record<string, string | number>>;

const fill = (words: string, data: FaultData): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ""));

export function faultOf(code: FaultCode, column: string | null, data: FaultData = {}): RowFault {
  const [vi, en, adviceVi, adviceEn] = FAULTS[code];
  const near = String(data["near"] ?? "");
  const nearIn = (words: string): FaultData => ({ ...data, near: near === "" ? "" : words });
  return {
    code,
    refuses: !WARNINGS.has(code),
    column,
    what: { vi: fill(vi, data), en: fill(en, data) },
    advice: {
      vi: fill(adviceVi, nearIn(`Có phải «${near}»? `)),
      en: fill(adviceEn, nearIn(`Did you mean “${near}”? `)),
    },
  };
}
