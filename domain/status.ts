import type { CycleState } from "./cycle.ts";
import type { StepState } from "./step.ts";
import type { StepKind } from "./template.ts";
import type { Text } from "./text.ts";

/** A step's status in words. */
export const STEP_STATUS: Readonly<Record<StepState["status"], Text>> = {
  waiting: { vi: "chờ", en: "waiting" },
  open: { vi: "đang làm", en: "open" },
  submitted: { vi: "đã trình", en: "submitted" },
  approved: { vi: "đã duyệt", en: "approved" },
  done: { vi: "đã xong", en: "done" },
  declined: { vi: "không thực hiện", en: "declined" },
  cancelled: { vi: "đã hủy", en: "cancelled" },
};

/** A cycle's status in words. */
export const CYCLE_STATUS: Readonly<Record<CycleState["status"], Text>> = {
  running: { vi: "đang chạy", en: "running" },
  suspended: { vi: "tạm dừng", en: "suspended" },
  closed: { vi: "đã khép lại", en: "closed" },
  cancelled: { vi: "đã hủy", en: "cancelled" },
};

/** A kind of step in words. */
export const STEP_KIND: Readonly<Record<StepKind, Text>> = {
  task: { vi: "công việc", en: "task" },
  document: { vi: "văn bản", en: "document" },
  submission: { vi: "hồ sơ trình", en: "submission" },
  conference: { vi: "hội nghị", en: "conference" },
  ballot: { vi: "bỏ phiếu", en: "ballot" },
  gate: { vi: "cổng", en: "gate" },
};

/** Words as data of a refusal: `name` for machines, `name_vi` and `name_en` for people. */
export const inWords = (name: string, words: Text): Record<string, string> => ({
  [name]: words.en,
  [`${name}_vi`]: words.vi,
  [`${name}_en`]: words.en,
});

/** The round a step is in; 0 before it was ever opened. */
export const roundOf = (stands: StepState): number => ("round" in stands ? stands.round : 0);

/** Nothing more is to be decided on the step (its receipts may still be awaited). */
export const isSettled = (stands: StepState): boolean =>
  stands.status === "done" || stands.status === "declined" || stands.status === "cancelled";
