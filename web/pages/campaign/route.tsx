import type { Me } from "#api/contract-list.ts";
import { useReading } from "#web/reading.ts";
import { usePlace } from "#web/router.ts";
import { Unknown } from "#web/shell/frame.tsx";
import { CampaignPage } from "./page.tsx";

/** A campaign at one of its tabs, as the address says. */
export function Page() {
  const place = usePlace();
  const me = useReading<Me>("/api/me");
  if (place.page !== "campaign") return <Unknown />;
  return <CampaignPage key={place.campaign} place={place} me={me.answer} />;
}
