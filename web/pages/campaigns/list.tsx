import { useEffect } from "react";
import type { CampaignItem } from "#api/contract-campaign.ts";
import { dayOf } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import { Band } from "#web/pages/campaign/clock.tsx";
import { useAll } from "#web/reading.ts";
import { useEvery } from "#web/refresh.ts";
import type { WordKey } from "#web/words.ts";
import { Late } from "./late.tsx";
import { Offered, WhatNext } from "./offer.tsx";

/** The list follows running campaigns by asking now and then; each campaign's own page follows live. */
const EVERY_MS = 4000;

export function CampaignList() {
  const { t } = useSpeech();
  const version = useEvery(EVERY_MS);
  const { answer, failure, retry } = useAll<CampaignItem>("/api/campaigns", version);
  useEffect(() => {
    document.title = `${t("home")} · Plenum`;
  }, [t]);
  return (
    <>
      {failure?.kind === "rights" && <Keeper />}
      {failure !== null && failure.kind !== "rights" && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={6} />}
      {answer !== null && (
        <>
          <h1>{t("home")}</h1>
          <p>
            <a href="/start">{t("prepare")}</a>
          </p>
          {answer.length === 0 && <Empty />}
          <Section title="campaigns_running" items={answer.filter(running)} />
          <Section title="campaigns_rehearsals" items={answer.filter((one) => one.rehearsal)} />
          <Section title="campaigns_ended" items={answer.filter(ended)} />
          {answer.length > 0 && <WhatNext rehearsing={answer.some((one) => one.rehearsal)} />}
          <Offered />
        </>
      )}
    </>
  );
}

const ended = (one: CampaignItem): boolean =>
  !one.rehearsal && (one.status === "closed" || one.status === "cancelled");
const running = (one: CampaignItem): boolean => !one.rehearsal && !ended(one);

/** Who only keeps accounts has no part in any campaign. */
function Keeper() {
  const { t } = useSpeech();
  return (
    <section className="notice-box">
      <h1>{t("keeper_title")}</h1>
      <p>{t("keeper_text")}</p>
      <a href="/accounts">{t("keeper_do")}</a>
    </section>
  );
}

function Empty() {
  const { t } = useSpeech();
  return (
    <section className="notice-box">
      <h2>{t("empty_title")}</h2>
      <p>{t("empty_text")}</p>
      <p>{t("empty_do")}</p>
      <pre>npx plenum rehearse examples/chau-thanh-2020.yaml --live</pre>
    </section>
  );
}

interface SectionProps {
  readonly title: WordKey;
  readonly items: readonly CampaignItem[];
}

function Section({ title, items }: SectionProps) {
  const { t } = useSpeech();
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{t(title)}</h2>
      <ul className="campaigns">
        {items.map((item) => (
          <Card key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Card({ item }: { readonly item: CampaignItem }) {
  const { t, say } = useSpeech();
  const { counts } = item;
  return (
    <li className="campaign-card">
      {item.rehearsal && <Band clock={item.clock} status={item.status} />}
      <div className="campaign-card-body">
        <h3>
          <Link to={{ page: "campaign", campaign: item.id, tab: "board", open: null }}>
            {say(item.title)}
          </Link>
        </h3>
        <p className="soft">
          {capital(item.root.name)} · {t("units_n", { n: counts.units })} ·{" "}
          {t(`status_${item.status}`)} · {t("started_on", { day: dayWords(dayOf(item.startedAt)) })}
        </p>
        <progress value={counts.done} max={Math.max(1, counts.steps)} aria-label={t("progress")} />
        <p>
          {t("steps_of", { done: counts.done, total: counts.steps })} · <Late n={counts.overdue} />
        </p>
      </div>
    </li>
  );
}
