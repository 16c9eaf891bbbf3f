import type { Text } from "./text.ts";

/** Everything the check of a campaign finds by itself; what the plan finds has its own table. Codes are public. */
const CHECKS = {
  duplicate_id: { vi: "Mã «{id}» đã dùng cho một mục khác.", en: "The id “{id}” is already used." },
  duplicate_register: {
    vi: "Sổ «{id}» được ghi hai lần.",
    en: "The register “{id}” is given twice.",
  },
  unknown_unit: { vi: "Không có đơn vị «{id}».", en: "There is no unit “{id}”." },
  unknown_level: { vi: "Mẫu không có cấp «{id}».", en: "The template has no level “{id}”." },
  unknown_post: { vi: "Không có chức danh «{id}».", en: "There is no post “{id}”." },
  unknown_person: { vi: "Không có người mang mã «{id}».", en: "There is no person “{id}”." },
  unknown_model_field: {
    vi: "Mẫu không có lĩnh vực «{id}».",
    en: "The template has no field “{id}”.",
  },
  unknown_committee: {
    vi: "Không có cơ quan ban hành «{id}».",
    en: "There is no issuing body “{id}”.",
  },
  unknown_ballot: {
    vi: "Cấp này không có bước bỏ phiếu «{id}».",
    en: "This level has no ballot “{id}”.",
  },
  anchor_missing: {
    vi: "Thiếu mốc «{id}», bước «{step}» của «{unit}» tính ngày theo mốc này.",
    en: "The anchor “{id}” is missing; “{step}” of “{unit}” is dated from it.",
  },
  anchor_unused: {
    vi: "Không bước nào tính ngày theo mốc «{id}».",
    en: "No step is dated from the anchor “{id}”.",
  },
  no_root: {
    vi: "Không có đơn vị gốc: một đơn vị phải không có «parent».",
    en: "There is no root: one unit must have no “parent”.",
  },
  second_root: {
    vi: "«{id}» không có «parent»; đơn vị gốc đã là «{root}».",
    en: "“{id}” has no “parent”; the root is already “{root}”.",
  },
  unit_circle: {
    vi: "Các đơn vị là cấp trên của nhau: {circle}.",
    en: "These units are each other's parents: {circle}.",
  },
  pilot_not_leaf: {
    vi: "Đơn vị điểm «{id}» còn có đơn vị cấp dưới; chỉ đơn vị cơ sở làm điểm được.",
    en: "The pilot “{id}” has units below it; only a base unit can go first.",
  },
  followed_twice: {
    vi: "«{id}» đã do tổ «{team}» theo dõi.",
    en: "“{id}” is already followed by the team “{team}”.",
  },
  dates_reversed: {
    vi: "Ngày kết thúc {to} trước ngày bắt đầu {from}.",
    en: "It ends on {to}, before it begins on {from}.",
  },
  unit_not_valid: {
    vi: "Ngày bắt đầu chiến dịch {day}, «{id}» không còn hoặc chưa có hiệu lực.",
    en: "When the campaign starts, on {day}, “{id}” is not valid.",
  },
  appointments_overlap: {
    vi: "«{post}» có hai người giữ cùng lúc: {one} và {other}.",
    en: "“{post}” is held by two persons at once: {one} and {other}.",
  },
  window_empty: {
    vi: "Khung {from}..{to} của mốc «{id}» không có ngày làm việc nào.",
    en: "The window {from}..{to} of the anchor “{id}” has no working day.",
  },
  starts_too_late: {
    vi: "Chiến dịch bắt đầu ngày {starts}, sau hạn {due} của bước «{step}».",
    en: "The campaign starts on {starts}, after “{step}” was due, on {due}.",
  },
  quota_over_seats: {
    vi: "Chỉ tiêu {quota} lớn hơn số được chọn {seats} của «{ballot}».",
    en: "The quota of {quota} is more than the {seats} that “{ballot}” chooses.",
  },
  unknown_step: {
    vi: "Đơn vị «{unit}» không có bước «{id}».",
    en: "“{unit}” has no step “{id}”.",
  },
  unknown_model: { vi: "Không có mô hình «{id}».", en: "There is no model “{id}”." },
  entered_twice: {
    vi: "Bước «{step}» của «{unit}» được ghi là đã làm hai lần.",
    en: "“{step}” of “{unit}” is entered as done twice.",
  },
  entered_before_its_waits: {
    vi: "«{step}» của «{unit}» ghi là đã làm, nhưng còn chờ bước chưa ghi: {waits}. Hãy ghi cả bước đó, hoặc bỏ dòng này.",
    en: "“{step}” of “{unit}” is entered as done, but waits for what is not: {waits}. Enter that too, or leave this out.",
  },
  entered_lacks: {
    vi: "Bước «{step}» đã làm cần ghi thêm «{field}».",
    en: "“{step}”, entered as done, needs “{field}”.",
  },
  entered_does_not_take: {
    vi: "Bước «{step}» không dùng trường «{field}».",
    en: "“{step}” takes no “{field}”.",
  },
  entered_after_the_end: {
    vi: "Ngày {day} sau cả hạn cuối của chiến dịch ({ends}); bước này chưa thể đã làm.",
    en: "{day} is after the campaign's last due date ({ends}); this cannot have been done.",
  },
  number_taken: {
    vi: "Số {number} của sổ «{series}» đã ghi cho bước khác.",
    en: "Number {number} of the series “{series}” is already entered for another step.",
  },
  vacant_recipient: {
    vi: "Không ai giữ chức danh «{post}», là nơi nhận của «{step}».",
    en: "Nobody holds the post “{post}”, a recipient of “{step}”.",
  },
} as const satisfies Record<string, Text>;

export type CheckCode = keyof typeof CHECKS;

/** Something wrong with a campaign, found by the rules. A warning does not keep a campaign from starting. */
export interface CheckProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: Text;
  /** By names and ids, `["units", "binh-an", "parent"]`; a number is a place in a list. */
  readonly path: readonly (string | number)[];
  readonly suggestion: Text | null;
}

/** A finding in words, with its data filled in. */
export function finding(
  code: CheckCode,
  path: CheckProblem["path"],
  data: Readonly<Record<string, string | number>>,
  suggestion: Text | null = null,
): CheckProblem {
  const fill = (language: keyof Text): string =>
    CHECKS[code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(data[`${name}_${language}`] ?? data[name] ?? whole),
    );
  const message = { vi: fill("vi"), en: fill("en") };
  return { code, severity: "error", message, path, suggestion };
}
