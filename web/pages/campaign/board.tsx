import { useDeferredValue, useMemo, useState } from "react";
import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { NextView } from "#api/contract-step.ts";
import { openBeside } from "#web/beside.ts";
import type { Board } from "#web/board.ts";
import { type Filter, filtered, groupsOf, NO_FILTER } from "#web/board.ts";
import { Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { useNarrow } from "#web/narrow.ts";
import { StepSheet } from "#web/pages/step/sheet.tsx";
import { Announcer } from "./announcer.tsx";
import { UnitCards } from "./cards.tsx";
import { Filters, Legend } from "./filters.tsx";
import type { TabProps } from "./part.ts";
import { Questions } from "./questions.tsx";
import { Summary } from "./summary.tsx";
import { BoardTable } from "./table.tsx";
import { Track } from "./track.tsx";

interface BoardTabProps extends TabProps {
  readonly mine: ReadonlySet<string>;
  readonly next: NextView | null;
}

/** Units × steps, level by level, filling as the work is done. */
export function BoardTab({ place, path, campaign, follow, version, mine, next }: BoardTabProps) {
  const { t } = useSpeech();
  const narrow = useNarrow();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const wanted = useDeferredValue(filter);
  const { board, fresh, flash } = follow;
  const groups = useMemo(() => (board === null ? [] : groupsOf(board)), [board]);
  const shown = useMemo(
    () =>
      groups.map((group) => ({
        column: group.column,
        alone: group.rows.length === 1,
        rows: filtered(group, wanted, mine),
      })),
    [groups, wanted, mine],
  );
  if (board === null) return <Skeleton lines={12} />;
  const found = shown.reduce((n, group) => n + group.rows.length, 0);
  const cells = { mine, fresh, flash, open: (key: string) => openBeside(place, key) };
  return (
    <>
      {ended(campaign, board) ? (
        <Summary path={path} campaign={campaign} board={board} />
      ) : (
        <Questions place={place} next={next} />
      )}
      <Filters
        filter={filter}
        change={setFilter}
        teams={campaign.teams}
        columns={board.columns}
        found={found}
      />
      {found === 0 && <p className="notice-box">{t("filter_none", { query: filter.query })}</p>}
      {shown.map((group) => {
        if (group.rows.length === 0) return null; // All filtered away.
        if (narrow) return <UnitCards key={group.column.level} group={group} {...cells} />;
        const [first] = group.rows;
        return group.alone && first !== undefined ? (
          <Track key={group.column.level} group={group} row={first} {...cells} />
        ) : (
          <BoardTable key={group.column.level} group={group} board={board} {...cells} />
        );
      })}
      <Legend />
      <Announcer board={board} fresh={fresh} flash={flash} />
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

/** Closed, or with nothing left to do in any unit. */
function ended(campaign: CampaignDetail, board: Board): boolean {
  const { done, steps } = board.counts;
  return campaign.status === "closed" || (steps > 0 && done === steps);
}
