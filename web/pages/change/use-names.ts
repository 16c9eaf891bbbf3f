import { useMemo } from "react";
import type { Board, CampaignDetail } from "#api/contract-campaign.ts";
import { capital } from "#web/capital.ts";
import { useSpeech } from "#web/language.tsx";

/** Names a unit or an anchor by its id; an id that nobody knows stands for itself. */
export function useNames(
  board: Board | null,
  campaign: CampaignDetail | null,
): (id: string) => string {
  const { say } = useSpeech();
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { id, title } of campaign?.anchors ?? []) names.set(id, say(title));
    for (const { unit, name } of board?.rows ?? []) names.set(unit, capital(name));
    return (id) => names.get(id) ?? id;
  }, [board, campaign, say]);
}
