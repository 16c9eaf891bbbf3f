import { instantWords } from "./date-words.ts";
import type { LatenessCause } from "./lateness.ts";
import { actWords } from "./notice-words.ts";
import type { ObligationAct } from "./obligation-act.ts";
import { dateLine, page, plain } from "./paper-layout.ts";
import { type Day, dayOf, daysBetween, type Instant } from "./time.ts";

/** One thing that is late, in names. */
export interface LateLine {
  readonly unit: string;
  readonly step: string;
  readonly act: ObligationAct;
  /** The post that owes it, and who acts for it; null when nobody does. */
  readonly post: string;
  readonly person: string | null;
  readonly due: Instant;
  readonly cause: LatenessCause;
}

export interface ChasingLetter {
  /** The unit that chases. */
  readonly issuer: string;
  readonly campaign: string;
  readonly now: Instant;
  /** The soonest due first. */
  readonly late: readonly LateLine[];
}

/**
 * A chasing letter (công văn đôn đốc), drafted in Markdown: who is late, with what, since when and why, unit by unit in
 * the order of their oldest debt. Number, signature and wording are its author's.
 */
export function chasingLetter({ issuer, campaign, now, late }: ChasingLetter): string {
  const owed = late.filter(({ cause }) => cause !== "excused");
  const units = [...new Set(owed.map(({ unit }) => unit))];
  const day = dayOf(now);
  const head = [
    `**${issuer.toLocaleUpperCase("vi")}**`,
    "Số: …-CV/…",
    `*${dateLine(day)}*`,
    `## V/v đôn đốc thực hiện ${plain(campaign)}`,
  ];
  if (owed.length === 0)
    return page([...head, `Đến ${instantWords(now)} không có việc nào quá hạn.`]);
  return page([
    ...head,
    `Kính gửi: ${units.map(plain).join("; ")}.`,
    `Theo dõi tiến độ ${plain(campaign)}, đến ${instantWords(now)} còn ${owed.length} việc của ${units.length} đơn vị đã quá hạn:`,
    tableOf(owed, units, day),
    "Đề nghị các đơn vị, cá nhân có tên trên khẩn trương hoàn thành; việc không thể xong đúng yêu cầu thì báo cáo lý do và xin lùi hạn trước ngày …/…/….",
    ...explained(owed),
    "**Nơi nhận:** như trên; lưu văn phòng.",
  ]);
}

function tableOf(owed: readonly LateLine[], units: readonly string[], day: Day): string {
  const sorted = units.flatMap((unit) => owed.filter((one) => one.unit === unit));
  const rows = sorted.map((one, n) => {
    const who = one.person === null ? `${one.post} (khuyết)` : `${one.person}, ${one.post}`;
    const what = `${actWords(one.act).vi} «${one.step}»`;
    const cells = [n + 1, one.unit, what, who, instantWords(one.due), overdue(one, day)];
    return `| ${cells.map((cell) => plain(String(cell))).join(" | ")} |`;
  });
  return [
    "| STT | Đơn vị | Việc | Người phụ trách | Hạn | Quá hạn |",
    "|---:|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function overdue({ due, cause }: LateLine, day: Day): string {
  const days = daysBetween(dayOf(due), day);
  return `${days < 1 ? "trong ngày" : `${days} ngày`}${MARKS[cause]}`;
}

const MARKS: Readonly<Record<LatenessCause, string>> = {
  own: "",
  upstream: " (1)",
  never_delivered: " (2)",
  excused: "",
};

/** A letter that blames nobody for what others held up. */
function explained(owed: readonly LateLine[]): string[] {
  const has = (cause: LatenessCause) => owed.some((one) => one.cause === cause);
  const notes = [
    ...(has("upstream") ? ["(1) Việc đến chậm vì việc trước đó chậm."] : []),
    ...(has("never_delivered")
      ? ["(2) Chưa thông báo nào đến được người nhận; đề nghị liên hệ trực tiếp."]
      : []),
  ];
  return notes.length === 0 ? [] : [notes.join("  \n")];
}
