import { useNetwork } from "@mantine/hooks";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { NextView } from "#api/contract-step.ts";
import { instantWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useLive, useSlower } from "#web/live.ts";
import { useBoard } from "#web/pages/campaign/follow.ts";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { useEvery } from "#web/refresh.ts";
import { useAwake } from "./awake.ts";
import { Conferences, Progress } from "./beside.tsx";
import { Questions } from "./questions.tsx";
import "./tv.css";
import { WORDS } from "./words.ts";

const SLOWER_MS = 5_000;
/** Asked again so often even when no change is told: a screen on a wall has nobody to reload it. */
const EVERY_MS = 60_000;

/** The campaign on a wall: the three questions in turn, progress, the next conferences. Nobody touches it. */
export function Page() {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const { campaign = "" } = useParams({ strict: false });
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const live = useLive(campaign);
  const version = useSlower(live.version, SLOWER_MS) + useEvery(EVERY_MS);
  const detail = useReading<CampaignDetail>(path, version);
  const next = useReading<NextView>(`${path}/next`, version);
  const { board, failure } = useBoard(path, live);
  const { online } = useNetwork();
  useAwake();
  const title = detail.answer === null ? "" : say(detail.answer.title);
  useEffect(() => {
    document.title = title === "" ? "Plenum" : `${title} · Plenum`;
  }, [title]);
  if (board === null || detail.answer === null) {
    const first = detail.failure ?? failure;
    if (first === null) return <Skeleton lines={12} />;
    return <Failed failure={first} retry={detail.retry} />;
  }
  const at = instantWords(board.clock.instant, language);
  const lost = !online || !live.connected || (detail.failure ?? next.failure ?? failure) !== null;
  return (
    <div className="tv">
      <header className="tv-head">
        <h1>{title}</h1>
        <time dateTime={board.clock.instant}>{at}</time>
      </header>
      <p className="tv-lost" role="status">
        {lost && t("lost", { at })}
      </p>
      <Questions next={next.answer} />
      <aside className="tv-beside">
        <Progress board={board} />
        <Conferences board={board} />
      </aside>
      <Link className="tv-back" to="/campaigns/$campaign" params={{ campaign }}>
        {t("back")}
      </Link>
    </div>
  );
}
