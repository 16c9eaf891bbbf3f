import type { Text } from "./text.ts";

/**
 * Everything `plan` can find wrong with a campaign, in one table; codes are stable and public, like
 * those of refusals. An `error` cannot work as planned; a `warning` may be meant so.
 */
export const PLAN_PROBLEMS = {
  no_root: {
    severity: "error",
    vi: "Chiến dịch không có đơn vị gốc (đơn vị không có cấp trên).",
    en: "The campaign has no root: a unit without a parent.",
  },
  unit_unreachable: {
    severity: "error",
    vi: "Không đi được từ đơn vị gốc đến «{unit}»: kiểm tra cấp trên của đơn vị này.",
    en: "“{unit}” cannot be reached from the root: check its parent.",
  },
  level_unknown: {
    severity: "error",
    vi: "«{unit}» thuộc cấp «{level}», mẫu quy trình không có cấp này.",
    en: "“{unit}” is of level “{level}”, which the template does not have.",
  },
  pilot_unknown: {
    severity: "error",
    vi: "Đơn vị điểm «{unit}» không có trong chiến dịch.",
    en: "The pilot “{unit}” is not a unit of this campaign.",
  },
  anchor_missing: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» tính ngày theo mốc «{anchor}», chiến dịch chưa có mốc này.",
    en: "“{step}” of “{unit}” is dated from the anchor “{anchor}”, which the campaign lacks.",
  },
  not_working_day: {
    severity: "warning",
    vi: "Bước «{step}» của «{unit}» rơi vào ngày {day}, không phải ngày làm việc.",
    en: "“{step}” of “{unit}” falls on {day}, which is not a working day.",
  },
  window_too_short: {
    severity: "error",
    vi: "Khung {window} có {days} ngày làm việc, {who} dự được tối đa {capacity} hội nghị một ngày: không đủ cho {units} đơn vị; kéo dài khung đến {needed} hoặc thêm tổ.",
    en: "The window {window} has {days} working days and {who} can attend {capacity} conferences a day: not enough for {units} units; let it last until {needed}, or add a team.",
  },
  nobody_owes: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» không có ai thực hiện: «{expression}» không chỉ ra chức danh nào.",
    en: "Nobody owes “{step}” of “{unit}”: “{expression}” means no post.",
  },
  nobody_named: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» thiếu {part}: «{expression}» không chỉ ra chức danh nào.",
    en: "“{step}” of “{unit}” has no {part}: “{expression}” means no post.",
  },
  nobody_holds: {
    severity: "warning",
    vi: "Ngày {day} không ai giữ chức danh «{post}», cần cho bước «{step}» của «{unit}».",
    en: "On {day} nobody holds the post “{post}”, needed for “{step}” of “{unit}”.",
  },
  unit_followed_by_no_team: {
    severity: "error",
    vi: "Không tổ nào theo dõi «{unit}», bước «{step}» cần một tổ.",
    en: "No team follows “{unit}”, and “{step}” needs one.",
  },
  no_committee: {
    severity: "error",
    vi: "«{unit}» không có cơ quan loại «{kind}» để ban hành «{step}».",
    en: "“{unit}” has no committee of kind “{kind}” to issue “{step}”.",
  },
  wait_unknown: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» chờ «{wait}», không có bước nào như vậy.",
    en: "“{step}” of “{unit}” waits for “{wait}”, and there is no such step.",
  },
  below_too_few: {
    severity: "warning",
    vi: "Bước «{step}» của «{unit}» chờ {need} đơn vị cấp dưới, chỉ có {units}.",
    en: "“{step}” of “{unit}” waits for {need} units below, and there are only {units}.",
  },
  approvers_too_few: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» cần {need} người duyệt, chỉ có {approvers}.",
    en: "“{step}” of “{unit}” needs {need} approvers, and there are only {approvers}.",
  },
  ladder_unknown: {
    severity: "error",
    vi: "Bước «{step}» dùng thang nhắc việc «{ladder}», mẫu quy trình không có thang này.",
    en: "“{step}” uses the ladder “{ladder}”, which the template does not have.",
  },
  usual_ladder_unknown: {
    severity: "error",
    vi: "Mẫu quy trình giao việc «{act}» cho thang nhắc việc «{ladder}», nhưng không có thang này.",
    en: "The template gives the act “{act}” to the ladder “{ladder}”, which it does not have.",
  },
  rung_repeated: {
    severity: "error",
    vi: "Thang nhắc việc «{ladder}» có hai bậc cùng tên «{rung}».",
    en: "The ladder “{ladder}” has two rungs named “{rung}”.",
  },
  rung_not_private: {
    severity: "error",
    vi: "Bậc «{rung}» của thang «{ladder}» là nhắc riêng, chỉ được gửi cho người có việc (owner).",
    en: "The rung “{rung}” of the ladder “{ladder}” is private: it goes to the owner and nobody else.",
  },
  rung_channel_unknown: {
    severity: "error",
    vi: "Bậc «{rung}» của thang «{ladder}» gửi qua kênh «{channel}»; chỉ có email, inapp, push, webhook và call.",
    en: "The rung “{rung}” of the ladder “{ladder}” goes by “{channel}”; there are email, inapp, push, webhook and call.",
  },
  rung_text_unknown: {
    severity: "error",
    vi: "Bậc «{rung}» của thang «{ladder}» dùng câu «{text}», mẫu quy trình không có câu này.",
    en: "The rung “{rung}” of the ladder “{ladder}” uses the text “{text}”, which the template does not have.",
  },
  cycle_among_steps: {
    severity: "error",
    vi: "Các bước chờ lẫn nhau, không bước nào bắt đầu được: {steps}.",
    en: "These steps wait for each other, so that none can begin: {steps}.",
  },
  due_before_predecessor: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» đến hạn {due}, trước bước nó chờ: «{wait}», hạn {waitDue}.",
    en: "“{step}” of “{unit}” is due {due}, before what it waits for: “{wait}”, due {waitDue}.",
  },
  negative_slack: {
    severity: "error",
    vi: "Bước «{step}» của «{unit}» đến hạn {due} nhưng sớm nhất {end} mới xong được.",
    en: "“{step}” of “{unit}” is due {due} but cannot be finished before {end}.",
  },
  gate_never_opens: {
    severity: "error",
    vi: "Cổng «{step}» phải mở trước {due} nhưng sớm nhất {end} mới đủ căn cứ.",
    en: "The gate “{step}” is due to open by {due}, but its evidence cannot be complete before {end}.",
  },
} as const satisfies Record<string, { severity: "error" | "warning"; vi: string; en: string }>;

export type PlanProblemCode = keyof typeof PLAN_PROBLEMS;

/** One thing found wrong. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  readonly severity: "error" | "warning";
  readonly unit: string | null;
  readonly step: string | null;
  readonly words: Text;
  /** Where in the campaign to look, by names and ids: `["anchors", "base-conference"]`. */
  readonly path: readonly string[];
}

/** Where a problem lies; `once` tells it a single time however often it is met. */
export interface ProblemPlace {
  readonly unit: string | null;
  readonly step: string | null;
  readonly path: readonly string[];
  readonly once?: string;
}

export type ProblemData = Readonly<Record<string, string | number | Text>>;

export interface ProblemList {
  readonly found: readonly PlanProblem[];
  readonly report: (code: PlanProblemCode, place: ProblemPlace, data: ProblemData) => void;
}

/** An empty list that problems are reported to, but for those that are passed over. */
export function problemList(
  isPassedOver: (code: PlanProblemCode, place: ProblemPlace) => boolean = () => false,
): ProblemList {
  const found: PlanProblem[] = [];
  const told = new Set<string>();
  return {
    found,
    report: (code, place, data) => {
      if (isPassedOver(code, place)) return;
      const { unit, step, path, once } = place;
      if (once !== undefined) {
        if (told.has(`${code} ${once}`)) return;
        told.add(`${code} ${once}`);
      }
      const { severity } = PLAN_PROBLEMS[code];
      found.push({ code, severity, unit, step, words: problemWords(code, data), path });
    },
  };
}

function problemWords(code: PlanProblemCode, data: ProblemData): Text {
  const fill = (language: keyof Text): string =>
    PLAN_PROBLEMS[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = data[name];
      return typeof value === "object" ? value[language] : String(value ?? whole);
    });
  return { vi: fill("vi"), en: fill("en") };
}
