import type { RehearsalClock } from "#api/contract-rehearsal.ts";
import type { Campaign } from "#domain/campaign.ts";
import { instantWords } from "#domain/date-words.ts";
import { plan } from "#domain/plan.ts";
import type { Language } from "#domain/text.ts";
import { dayOf, daysBetween } from "#domain/time.ts";
import { wordsIn } from "../output.ts";

const WIDTH = 30;

export interface Progress {
  update(clock: RehearsalClock, acts: number, owed: number): void;
  end(): void;
}

/** One line that moves: a bar over the campaign's days, its clock, what was done and what is owed. */
export function progressLine(
  campaign: Campaign,
  { lang, json }: { lang: Language; json?: boolean },
): Progress {
  const out = process.stderr;
  const days = Math.max(1, daysBetween(campaign.starts, dayOf(plan(campaign).ends)));
  const words = wordsIn(lang);
  let shownDay = "";
  return {
    update(clock, acts, owed) {
      const day = dayOf(clock.instant);
      // Into a file a line a day is enough.
      if (json || (!out.isTTY && day === shownDay)) return;
      shownDay = day;
      const part = Math.min(1, Math.max(0, daysBetween(campaign.starts, day) / days));
      const filled = Math.round(part * WIDTH);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      const line = words(
        `${bar} ${instantWords(clock.instant)} · ${acts} việc xong · ${owed} đang chờ`,
        `${bar} ${instantWords(clock.instant)} · ${acts} acts done · ${owed} owed`,
      );
      out.write(out.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end() {
      if (out.isTTY && !json) out.write("\n");
    },
  };
}
