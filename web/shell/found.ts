import { useDebouncedValue } from "@mantine/hooks";
import type { CampaignItem } from "#api/contract-campaign.ts";
import type { Found } from "#api/contract-search.ts";
import { remembered } from "#web/parts/campaign-scope.tsx";
import { useReading } from "#web/reading.ts";

/** What was found in one campaign. */
interface FoundIn {
  readonly campaign: CampaignItem;
  readonly items: readonly Found[];
}

/** One letter finds everything, and every key would ask. */
const LETTERS = 2;
const PAUSE_MS = 200;

/** Searches the campaign looked at last, or the first that runs. */
export function useFound(query: string, campaigns: readonly CampaignItem[]): readonly FoundIn[] {
  const [asked] = useDebouncedValue(query.trim(), PAUSE_MS);
  const last = remembered();
  const campaign =
    campaigns.find(({ id }) => id === last) ??
    campaigns.find(({ status, rehearsal }) => status === "running" && !rehearsal) ??
    campaigns[0];
  const path =
    campaign === undefined || asked.length < LETTERS
      ? null
      : `/api/campaigns/${encodeURIComponent(campaign.id)}/search?${new URLSearchParams({ q: asked })}`;
  const { answer } = useReading<{ readonly items: readonly Found[] }>(path);
  if (campaign === undefined || answer === null || answer.items.length === 0) return [];
  return [{ campaign, items: answer.items }];
}

/** Where something found is looked at. */
export function placeOf(campaign: string, { kind, unit, step }: Found): string {
  const at = `/campaigns/${encodeURIComponent(campaign)}`;
  const ofUnit = `${at}/units/${encodeURIComponent(unit)}`;
  switch (kind) {
    case "unit":
      return ofUnit;
    case "document":
      return step === null ? ofUnit : `${ofUnit}/steps/${encodeURIComponent(step)}`;
    case "model":
      return `${at}/nominations`;
    case "person":
      return `/people?campaign=${encodeURIComponent(campaign)}`;
    default:
      return kind satisfies never;
  }
}
