import { addressOf, type CampaignPlace, go } from "./router.ts";

/** Opens something beside the tab, and closes it again without piling up history. */
export function openBeside(place: CampaignPlace, open: string | null): void {
  const to = { ...place, open };
  if (open !== null) go(to);
  // Closing what was opened from here is going back; what came by a link is just put away.
  else if ((history.state as { inside?: boolean } | null)?.inside === true && place.open !== null) {
    history.back();
  } else if (addressOf(to) !== addressOf(place)) go(to, "replace");
}
