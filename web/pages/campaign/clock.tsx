import type { CampaignItem, Clock } from "#api/contract-campaign.ts";
import { instantWords } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";

const DAY_SECONDS = 86_400;
const rounded = (n: number): number => Math.round(n * 10) / 10;

interface BandProps {
  readonly clock: Clock;
  readonly status: CampaignItem["status"];
}

/** The striped band that every view of a rehearsal wears: nobody takes it for the real thing. */
export function Band({ clock, status }: BandProps) {
  const { t } = useSpeech();
  return (
    <p className="band">
      <strong>{t("rehearsal")}</strong>
      <Now clock={clock} />
      <span>{status === "running" ? <Speed clock={clock} /> : t(`status_${status}`)}</span>
      <span>{t("rehearsal_safe")}</span>
    </p>
  );
}

export function Now({ clock }: { readonly clock: Clock }) {
  const { t, language } = useSpeech();
  return (
    <time className="clock" dateTime={clock.instant} title={t("clock")}>
      {instantWords(clock.instant, language)}
    </time>
  );
}

function Speed({ clock }: { readonly clock: Clock }) {
  const { t } = useSpeech();
  if (clock.speed === 0) return t("clock_still");
  if (clock.speed === DAY_SECONDS) return t("speed_one_day");
  if (clock.speed > DAY_SECONDS) return t("speed_days", { n: rounded(clock.speed / DAY_SECONDS) });
  return t("speed_hours", { n: rounded(clock.speed / 3600) });
}
