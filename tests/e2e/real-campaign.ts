import { DAY_BEGINS } from "#domain/campaign.ts";
import { addDays, addMilliseconds, dayOf, type Instant, instantOf, timeOf } from "#domain/time.ts";

/** A campaign of one commune and one paper, on the real clock, whose reminder comes soon whatever the hour. */
export interface RealCampaign {
  readonly file: string;
  /** When whoever drafts the paper is reminded of it, once, unless it is handed in. */
  readonly reminds: Instant;
}

/** The reminder's rung has a whole minute as its time: the first one `wait` ms from now or later. */
export function realCampaign(now: Instant, wait: number): RealCampaign {
  const wished = addMilliseconds(now, wait + 60_000);
  // Due ten minutes later, on the same day, so that no quiet hours come between.
  const day = timeOf(wished) > "23:45" ? addDays(dayOf(wished), 1) : dayOf(wished);
  const at = day === dayOf(wished) ? timeOf(wished) : "00:01";
  const reminds = instantOf(day, at);
  const due = timeOf(addMilliseconds(reminds, 600_000));
  return { file: campaignFile(dayOf(now), day, at, due), reminds };
}

const campaignFile = (today: string, day: string, at: string, due: string): string => `plenum: 1
id: mot-xa
title: Hội nghị tổng kết xã Mẫu
period: 2021-2026
template: summary-conference@2
starts: ${addDays(today, -1)} # at ${DAY_BEGINS}: before now at every hour of the day
outside: { id: tinh, name: Ban Dân vận Tỉnh ủy, email: tinh@mau.example.vn }
anchors: { launch: ${day} }
units:
  - id: xa-mau
    name: xã Mẫu
    level: commune
    posts:
      head: { id: truong-ban, name: Trần Văn Đảo, email: dao@mau.example.vn }
      standing-office: { id: khoi-dan-van, name: Bùi Thị Bền, email: ben@mau.example.vn }
      clerk: { id: van-thu, name: Đỗ Văn Cần, email: can@mau.example.vn }
changes:
  ladders:
    once: [{ id: remind, when: "0 ${at}", to: [owner] }]
  levels:
    commune:
      steps:
        plan: { due: launch ${due}, ladder: once, approvers: [unit.head], recipients: [unit.clerk], waits: [] }
        draft-report: drop
        comment: drop
        invitations: drop
        commendation: drop
        conference: drop
        minutes: drop
        report: drop
        nominees: drop
`;
