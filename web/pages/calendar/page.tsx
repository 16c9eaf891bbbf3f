import { Button, SegmentedControl, Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { dayOf } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { useWords } from "#web/language.tsx";
import { useNarrow } from "#web/narrow.ts";
import { CampaignScope, type Scope } from "#web/parts/campaign-scope.tsx";
import { addMonths, entriesOf, monthOf, nearestConference } from "./entry.ts";
import { Feeds } from "./feeds.tsx";
import { MonthList, MonthTable, monthWords } from "./month.tsx";
import { WORDS } from "./words.ts";

/** A month of a campaign, and the ways into other calendars. */
export function Page() {
  const t = useWords(WORDS);
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => (
        <>
          <Calendar key={scope.campaign.id} scope={scope} />
          <Feeds campaign={scope.campaign.id} />
        </>
      )}
    </CampaignScope>
  );
}

function Calendar({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const narrow = useNarrow();
  const today = dayOf(scope.board.clock.instant);
  const [month, setMonth] = useState(() => monthOf(nearestConference(scope.board, today)));
  const [show, setShow] = useState("conferences");
  const [unit, setUnit] = useState<string | null>(null);
  const conferencesOnly = show === "conferences";
  const days = useMemo(
    () => entriesOf(scope.board, { conferencesOnly, unit }),
    [scope.board, conferencesOnly, unit],
  );
  const View = narrow ? MonthList : MonthTable;
  return (
    <section aria-label={t("title")}>
      <div className="list-tools">
        <Select
          className="wide"
          label={t("unit")}
          placeholder={t("all_units")}
          value={unit}
          onChange={setUnit}
          clearable
          searchable
          limit={50}
          data={scope.board.rows.map((row) => ({ value: row.unit, label: capital(row.name) }))}
        />
        <SegmentedControl
          aria-label={t("show")}
          value={show}
          onChange={setShow}
          data={["conferences", "everything"].map((value) => ({
            value,
            label: t(value as "conferences" | "everything"),
          }))}
        />
        <Button.Group>
          <Button
            variant="default"
            aria-label={t("previous")}
            onClick={() => setMonth(addMonths(month, -1))}
          >
            ‹
          </Button>
          <Button variant="default" onClick={() => setMonth(monthOf(today))}>
            {t("today")}
          </Button>
          <Button
            variant="default"
            aria-label={t("next")}
            onClick={() => setMonth(addMonths(month, 1))}
          >
            ›
          </Button>
        </Button.Group>
      </div>
      <h2 aria-live="polite">{t("month", monthWords(month))}</h2>
      <View month={month} today={today} days={days} campaign={scope.campaign.id} />
    </section>
  );
}
