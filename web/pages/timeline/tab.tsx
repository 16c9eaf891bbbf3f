import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { lazy, Suspense, useDeferredValue, useMemo, useState } from "react";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { matches } from "#domain/search.ts";
import { openBeside } from "#web/beside.ts";
import { dayWords } from "#web/dates.ts";
import { Skeleton } from "#web/failure.tsx";
import { useWords } from "#web/language.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { type Draft, NO_DRAFT } from "#web/pages/change/draft.ts";
import { StepSheet } from "#web/pages/step/sheet.tsx";
import "./timeline.css";
import { lanesByTeam, lanesByUnit } from "./lane.ts";
import { Lanes } from "./lanes.tsx";
import { Legend } from "./legend.tsx";
import type { Held } from "./moving.ts";
import { scaleOf, ZOOMS, type Zoom } from "./scale.ts";
import { StepTable } from "./step-table.tsx";
import { WORDS } from "./words.ts";

interface TimelineTabProps extends TabProps {
  readonly mine: ReadonlySet<string>;
}

/** Loaded when somebody moves something. */
const ChangeSheet = lazy(async () => ({
  default: (await import("#web/pages/change/change-sheet.tsx")).ChangeSheet,
}));

const conferenceOn = ({ bar, day }: Held): Draft => ({
  ...NO_DRAFT,
  ask: "move_conference",
  unit: bar.row.unit,
  step: bar.step.id,
  day,
});

const ZOOM_NAMES = Object.keys(ZOOMS) as readonly Zoom[];

/** The whole campaign by day: lanes by unit or by team, with today, days off and what each step may lose. */
export function TimelineTab({ place, path, campaign, follow, version, mine }: TimelineTabProps) {
  const t = useWords(WORDS);
  const [by, setBy] = useState("unit");
  const [zoom, setZoom] = useState<Zoom>("quarter");
  const [query, setQuery] = useState("");
  const [table, setTable] = useState(false);
  const wanted = useDeferredValue(query);
  const [held, setHeld] = useState<Held | null>(null);
  const { board } = follow;
  const scale = useMemo(() => (board === null ? null : scaleOf(board, ZOOMS[zoom])), [board, zoom]);
  const calendar = useMemo(
    () => calendarOf(board?.calendar ?? NO_CALENDAR_DATA),
    [board?.calendar],
  );
  const alone = t("alone");
  const lanes = useMemo(() => {
    if (board === null) return [];
    const all = by === "team" ? lanesByTeam(board, campaign.teams, alone) : lanesByUnit(board);
    return wanted === "" ? all : all.filter((one) => matches(`${one.name} ${one.note}`, wanted));
  }, [board, by, campaign.teams, wanted, alone]);
  if (board === null || scale === null) return <Skeleton lines={12} />;
  const range = { n: lanes.length, from: dayWords(scale.from), to: dayWords(scale.to) };
  const open = (key: string): void => openBeside(place, key);
  return (
    <>
      <search className="list-tools timeline-tools">
        <TextInput
          className="wide"
          type="search"
          label={t("search")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t("by")}
          value={by}
          onChange={setBy}
          data={[
            { value: "unit", label: t("by_unit") },
            { value: "team", label: t("by_team") },
          ]}
        />
        <Select
          label={t("zoom")}
          value={zoom}
          allowDeselect={false}
          data={ZOOM_NAMES.map((name) => ({ value: name, label: t(`zoom_${name}`) }))}
          onChange={(name) => setZoom(ZOOM_NAMES.find((one) => one === name) ?? "quarter")}
        />
        <Button variant="default" aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? "as_lanes" : "as_table")}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t("print")}
        </Button>
      </search>
      <p className="soft" role="status">
        {t("lanes", range)}
      </p>
      {table ? (
        <StepTable lanes={lanes} board={board} calendar={calendar} mine={mine} />
      ) : (
        <>
          <Lanes {...{ lanes, board, scale, calendar, mine, open }} move={setHeld} />
          <Legend />
        </>
      )}
      {held !== null && (
        <Suspense>
          <ChangeSheet
            campaign={place.campaign}
            start={conferenceOn(held)}
            close={() => setHeld(null)}
          />
        </Suspense>
      )}
      {place.open !== null && (
        <StepSheet
          key={place.open}
          path={path}
          open={place.open}
          version={version}
          close={() => openBeside(place, null)}
        />
      )}
    </>
  );
}
