import { Link, useParams } from "@tanstack/react-router";
import type { UnitView } from "#api/contract-step.ts";
import { capital } from "#web/capital.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech, useWords } from "#web/language.tsx";
import { useLive, useSlower } from "#web/live.ts";
import { useBoard } from "#web/pages/campaign/follow.ts";
import { CampaignBand } from "#web/pages/change/campaign-band.tsx";
import { PageHead } from "#web/parts/frame.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useReading } from "#web/reading.ts";
import { Below, Lateness } from "./evidence.tsx";
import { Models, Papers, People } from "./holding.tsx";
import { Steps } from "./steps.tsx";
import "./unit.css";
import { WORDS } from "./words.ts";

const SLOWER_MS = 1_500;

/** One unit of a campaign: why it waits, its steps with their dates, its people, papers and models. */
export function Page() {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { campaign = "", unit = "" } = useParams({ strict: false });
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const live = useLive(campaign);
  const version = useSlower(live.version, SLOWER_MS);
  const view = useReading<UnitView>(`${path}/units/${encodeURIComponent(unit)}`, version);
  const { board } = useBoard(path, live);
  if (view.failure !== null) return <Failed failure={view.failure} retry={view.retry} />;
  if (view.answer === null) return <Skeleton lines={12} />;
  const { answer } = view;
  const level = board?.columns.find((one) => one.level === answer.level);
  const parent = board?.rows.find((one) => one.unit === answer.parent);
  const what = [
    level === undefined || parent === undefined
      ? null
      : t("part_of", { level: say(level.title), parent: parent.name }),
    answer.pilot ? t("pilot") : null,
    answer.team === null ? t("followed_not") : t("followed", { team: answer.team.name }),
  ];
  const waiting = answer.steps.filter(({ status }) => WAITING.has(status));
  const row = board?.rows.find((one) => one.unit === unit);
  return (
    <div className="unit-page">
      <PageHead
        title={capital(answer.name)}
        sentence={what.filter((one) => one !== null).join(" · ")}
        actions={
          <Link to="/campaigns/$campaign" params={{ campaign }}>
            {t("back")}
          </Link>
        }
      />
      <CampaignBand path={path} rows={board?.rows ?? []} unit={unit} />
      <section aria-labelledby="unit-why">
        <h2 id="unit-why">{t("why")}</h2>
        {waiting.length === 0 && <p>{t("waits_nothing")}</p>}
        <ul className="unit-why">
          {waiting.map(({ step, title, explain }) => (
            <li key={step}>
              <OpenStep campaign={campaign} unit={unit} step={step}>
                {say(title)}
              </OpenStep>
              : {say(explain)}
            </li>
          ))}
        </ul>
      </section>
      <Steps campaign={campaign} unit={answer} />
      {row !== undefined && board !== null && (
        <Lateness campaign={campaign} row={row} board={board} />
      )}
      <People path={path} unit={unit} today={board?.clock.instant ?? null} />
      <Papers campaign={campaign} path={path} unit={unit} version={version} />
      <Models path={path} unit={unit} version={version} />
      {board !== null && <Below campaign={campaign} unit={unit} board={board} />}
    </div>
  );
}

const WAITING: ReadonlySet<string> = new Set(["open", "submitted", "approved"]);
