import { useEffect } from "react";
import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { Me } from "#api/contract-list.ts";
import type { NextView } from "#api/contract-step.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { useLive, useSlower } from "#web/live.ts";
import { useReading } from "#web/reading.ts";
import type { CampaignPlace } from "#web/router.ts";
import { useBoard } from "./follow.ts";
import { Head } from "./head.tsx";
import { TabContent } from "./tab.tsx";

interface CampaignPageProps {
  readonly place: CampaignPlace;
  readonly me: Me | null;
}

/** How often what is not the board follows a busy campaign (ms). */
const SLOWER_MS = 1500;

export function CampaignPage({ place, me }: CampaignPageProps) {
  const { say } = useSpeech();
  const path = `/api/campaigns/${encodeURIComponent(place.campaign)}`;
  const live = useLive(place.campaign);
  const slow = useSlower(live.version, SLOWER_MS);
  const detail = useReading<CampaignDetail>(path, slow);
  const next = useReading<NextView>(`${path}/next`, slow);
  const board = useBoard(path, live);
  const title = detail.answer === null ? "" : say(detail.answer.title);
  useEffect(() => {
    document.title = title === "" ? "Plenum" : `${title} · Plenum`;
  }, [title]);
  const failure = detail.failure ?? board.failure;
  const retry = (): void => {
    detail.retry();
    next.retry();
    board.retry();
  };
  return (
    <>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {failure === null && detail.answer === null && <Skeleton lines={9} />}
      {detail.answer !== null && (
        <>
          <Head
            place={place}
            campaign={detail.answer}
            board={board.board}
            connected={live.connected}
          />
          <TabContent
            place={place}
            path={path}
            campaign={detail.answer}
            follow={board}
            version={slow}
            next={next.answer}
            me={me}
          />
        </>
      )}
    </>
  );
}
