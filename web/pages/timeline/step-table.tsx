import type { WorkingCalendar } from "#domain/calendar.ts";
import type { Board } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import type { Column } from "#web/parts/column.ts";
import { ListTable } from "#web/parts/list-table.tsx";
import { type Bar, barsOf, type Lane } from "./lane.ts";
import { WORDS } from "./words.ts";

interface StepTableProps {
  readonly lanes: readonly Lane[];
  readonly board: Board;
  readonly calendar: WorkingCalendar;
  readonly mine: ReadonlySet<string>;
}

/** The lanes in words, for who does not see them: a row a step. */
export function StepTable({ lanes, board, calendar, mine }: StepTableProps) {
  const t = useWords(WORDS);
  const { t: common, say } = useSpeech();
  const rows = lanes.flatMap((lane) => barsOf(lane, board, calendar, mine));
  const columns: readonly Column<Bar>[] = [
    { key: "unit", title: t("unit"), value: ({ row }) => capital(row.name) },
    { key: "step", title: t("step"), value: ({ step }) => say(step.title) },
    { key: "state", title: t("state"), value: ({ look }) => common(lookWord(look)) },
    {
      key: "from",
      title: t("from"),
      value: ({ from }) => from,
      show: ({ from }) => dayWords(from),
    },
    { key: "due", title: t("due"), value: ({ due }) => due, show: ({ due }) => dayWords(due) },
    { key: "slack", title: t("slack_days"), value: ({ slack }) => slack, kind: "number" },
  ];
  return <ListTable name={t("title")} columns={columns} rows={rows} keyOf={({ key }) => key} />;
}
