import { Link as RouteLink } from "@tanstack/react-router";
import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { Board } from "#web/board.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import { Late } from "#web/pages/campaigns/late.tsx";
import { CampaignBand } from "#web/pages/change/campaign-band.tsx";
import { type CampaignPlace, TABS } from "#web/router.ts";
import { Band, Now } from "./clock.tsx";
import { WORDS } from "./words.ts";

interface HeadProps {
  readonly place: CampaignPlace;
  readonly campaign: CampaignDetail;
  readonly board: Board | null;
  readonly connected: boolean;
}

/** What campaign this is, its clock, how far it has come, and the way to its parts. */
export function Head({ place, campaign, board, connected }: HeadProps) {
  const { t, say } = useSpeech();
  const words = useWords(WORDS);
  // A large board is not read at every step of the clock; whichever was read last knows the time.
  const newer = board !== null && board.clock.instant >= campaign.clock.instant;
  const clock = newer ? board.clock : campaign.clock;
  const counts = newer ? board.counts : campaign.counts;
  const phases = new Set(board?.rows.map(({ phase }) => phase));
  const acts = (["suspend", "resume"] as const).filter((ask) =>
    ask === "resume" ? phases.has("suspended") : phases.has("working") || phases.has("deciding"),
  );
  return (
    <div className="campaign-head">
      {campaign.rehearsal && <Band clock={clock} status={campaign.status} />}
      <div className="title-row">
        <h1>{say(campaign.title)}</h1>
        <p className="pulse" data-on={connected} role="status">
          {t(connected ? "live_on" : "live_off")}
        </p>
      </div>
      <div className="progress-row">
        {!campaign.rehearsal && <Now clock={clock} />}
        <progress value={counts.done} max={Math.max(1, counts.steps)} aria-label={t("progress")} />
        <span>
          {t("steps_of", { done: counts.done, total: counts.steps })} · <Late n={counts.overdue} />{" "}
          · {t(`status_${campaign.status}`)}
        </span>
      </div>
      <CampaignBand
        path={`/api/campaigns/${encodeURIComponent(place.campaign)}`}
        rows={board?.rows ?? []}
      />
      <nav className="tabs" aria-label={t("tabs")}>
        {TABS.map((tab) => (
          <Link
            key={tab}
            to={{ ...place, tab, open: null }}
            aria-current={tab === place.tab ? "page" : undefined}
          >
            {t(`tab_${tab}`)}
          </Link>
        ))}
        <RouteLink to="/campaigns/$campaign/changes" params={{ campaign: place.campaign }}>
          {words("changes")}
        </RouteLink>
        {acts.map((ask) => (
          <RouteLink
            key={ask}
            to="/campaigns/$campaign/changes"
            params={{ campaign: place.campaign }}
            search={{ ask }}
          >
            {words(ask)}
          </RouteLink>
        ))}
        <a href={`/campaigns/${encodeURIComponent(place.campaign)}/tv`}>{words("tv")}</a>
      </nav>
    </div>
  );
}
