import type { Change } from "./change.ts";
import { CHANGE_WORDS } from "./change-words.ts";
import { instantWords } from "./date-words.ts";
import { dateLine, page, plain } from "./paper-layout.ts";
import { dayOf, type Instant } from "./time.ts";

/** A change in names, as a paper tells it. */
export interface ChangeNotice {
  /** The unit that issues it. */
  readonly issuer: string;
  readonly campaign: string;
  readonly now: Instant;
  readonly change: Change;
  readonly reason: string;
  readonly paper: string | null;
  readonly dates: readonly {
    readonly unit: string;
    readonly step: string;
    readonly from: Instant;
    readonly to: Instant;
  }[];
  /** Units that stop, go on or take no further part. */
  readonly units: readonly string[];
}

/**
 * A notice of change (thông báo), drafted in Markdown after the layout of Decree 30/2020: what changes, why, by what
 * order, with the days old and new. Number, signature and wording are its author's.
 */
export function changeNotice(notice: ChangeNotice): string {
  const { issuer, campaign, now, change, reason, paper, dates, units } = notice;
  const kind = CHANGE_WORDS[change.kind].vi;
  return page([
    `**${issuer.toLocaleUpperCase("vi")}**`,
    "Số: …-TB/…",
    `*${dateLine(dayOf(now))}*`,
    "# THÔNG BÁO",
    `## Về việc ${kind} – ${plain(campaign)}`,
    ...(paper === null ? [] : [`Căn cứ ${plain(paper)};`]),
    `Vì lý do: ${plain(reason)}`,
    `${plain(issuer)} thông báo ${kind} như sau:`,
    ...(units.length === 0 ? [] : [`Đơn vị: ${units.map(plain).join("; ")}.`]),
    ...(dates.length === 0 ? [] : [tableOf(dates)]),
    "Các nội dung khác của kế hoạch giữ nguyên. Đề nghị các đơn vị, cá nhân liên quan biết, thực hiện.",
    "**Nơi nhận:** các đơn vị có tên trên; lưu văn phòng.",
  ]);
}

const tableOf = (dates: ChangeNotice["dates"]): string =>
  [
    "| STT | Đơn vị | Việc | Thời hạn cũ | Thời hạn mới |",
    "|---:|---|---|---|---|",
    ...dates.map(
      ({ unit, step, from, to }, n) =>
        `| ${[n + 1, plain(unit), plain(step), instantWords(from), instantWords(to)].join(" | ")} |`,
    ),
  ].join("\n");
