import type { Board } from "#api/contract-campaign.ts";
import type { ChangeView } from "#api/contract-change.ts";
import { dayWords } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { pauseOf } from "./change-words.ts";
import { WORDS } from "./words.ts";

interface SuspendedBandProps {
  readonly rows: readonly Pick<Board["rows"][number], "unit" | "parent" | "phase">[];
  /** The latest first. */
  readonly changes: readonly ChangeView[];
  /** One unit's page asks only for its own. */
  readonly unit?: string;
}

/** Says above everything that work stands still, since when and why. */
export function SuspendedBand({ rows, changes, unit }: SuspendedBandProps) {
  const t = useWords(WORDS);
  const pause = pauseOf(changes, rows, unit ?? null);
  if (pause === null) return null;
  const since =
    pause.since === null || pause.reason === null
      ? t("suspended")
      : t("suspended_since", { day: dayWords(pause.since), reason: pause.reason });
  return (
    <p className="suspended-band" role="status">
      <Mark look="excused" /> {since}
      {unit === undefined && !pause.whole && ` (${t("suspended_some", { n: pause.units })})`}
    </p>
  );
}
