import type { Board } from "#api/contract-campaign.ts";
import type { ChangeView } from "#api/contract-change.ts";
import { useAll } from "#web/reading.ts";
import { SuspendedBand } from "./suspended-band.tsx";

interface CampaignBandProps {
  /** The campaign's path in the API. */
  readonly path: string;
  readonly rows: readonly Pick<Board["rows"][number], "unit" | "parent" | "phase">[];
  readonly unit?: string;
}

/** The band of a campaign or a unit that stands still; asks why only where something does. */
export function CampaignBand({ path, rows, unit }: CampaignBandProps) {
  const stands = rows.some(
    (row) => row.phase === "suspended" && (unit === undefined || row.unit === unit),
  );
  const { answer } = useAll<ChangeView>(stands ? `${path}/changes` : null);
  if (!stands) return null;
  return <SuspendedBand rows={rows} changes={answer ?? []} {...(unit && { unit })} />;
}
