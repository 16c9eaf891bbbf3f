import type { Board, CampaignDetail } from "#api/contract-campaign.ts";
import type { NominationItem } from "#api/contract-list.ts";
import { dayOf } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import type { Look } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";

const LOOK = {
  proposed: "approval",
  accepted: "waiting",
  returned: "returned",
  chosen: "done",
  not_chosen: "cancelled",
} as const satisfies Record<NominationItem["state"], Look>;

interface WayProps {
  readonly nominations: readonly NominationItem[];
  readonly board: Board | null;
  readonly campaign: CampaignDetail;
}

/** A model's way up: to which unit, with what result, and on what day. */
export function Way({ nominations, board, campaign }: WayProps) {
  const { t } = useSpeech();
  if (nominations.length === 0) return "–";
  const name = (unit: string): string =>
    board?.rows.find((row) => row.unit === unit)?.name ?? campaign.outside ?? unit;
  return (
    <ol className="way">
      {nominations.map((one) => (
        <li key={one.toUnit}>
          <Mark look={LOOK[one.state]} /> {capital(name(one.toUnit))}:{" "}
          {t(`nomination_${one.state}`)}{" "}
          <span className="soft">{dayWords(dayOf(one.decidedAt ?? one.at))}</span>
          {one.reason !== null && <q>{one.reason}</q>}
        </li>
      ))}
    </ol>
  );
}
