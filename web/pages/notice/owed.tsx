import { Button } from "@mantine/core";
import { useState } from "react";
import type { ObligationItem } from "#api/contract-list.ts";
import { actWords } from "#domain/notice-words.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import { stepOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useAll } from "#web/reading.ts";
import { Remind, type Reminding } from "./remind.tsx";
import { WhySheet } from "./why.tsx";
import { WORDS } from "./words.ts";

/** Everything owed now, the latest first in line; each with its ladder, and a way to remind by hand. */
export function Owed({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const [why, setWhy] = useState<ObligationItem | null>(null);
  const [reminding, setReminding] = useState<Reminding | null>(null);
  const read = useAll<ObligationItem>(`${scope.path}/obligations`, scope.version);
  const { answer, failure, retry } = read;
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  if (answer.length === 0) return <Empty title={t("owed_empty")} text={t("owed_empty_text")} />;
  const names = new Map(scope.board.rows.map((row) => [row.unit, capital(row.name)]));
  const stepTitle = (one: ObligationItem): string => {
    const step = stepOf(scope.board, one.unit, one.step);
    return step === null ? one.step : say(step.title);
  };
  const standing = (one: ObligationItem): string => {
    if (one.overdue) return t("late", { cause: t(one.cause ?? "unknown") });
    return one.cause === "excused" ? t("excused") : t("on_time");
  };
  const columns: readonly Column<ObligationItem>[] = [
    {
      key: "due",
      title: t("due"),
      value: ({ due }) => due,
      show: ({ due }) => stamp(due),
      kind: "instant",
    },
    {
      key: "unit",
      title: t("unit"),
      value: ({ unit }) => names.get(unit) ?? unit,
    },
    {
      key: "step",
      title: t("step"),
      value: stepTitle,
      show: (one) => (
        <OpenStep campaign={scope.campaign.id} unit={one.unit} step={one.step}>
          {stepTitle(one)}
        </OpenStep>
      ),
    },
    {
      key: "what",
      title: t("what"),
      value: ({ act }) => say(actWords(act as ObligationAct)),
    },
    { key: "who", title: t("who"), value: ({ name }) => name ?? t("vacant") },
    {
      key: "state",
      title: t("state"),
      value: standing,
      show: (one) => (
        <span className={one.overdue ? "late" : undefined}>
          <Mark look={one.overdue ? "overdue" : "waiting"} /> {standing(one)}
        </span>
      ),
    },
    {
      key: "act",
      title: t("why"),
      value: () => null,
      show: (one) => (
        <span className="page-actions">
          <Button
            size="xs"
            variant="default"
            aria-label={`${t("see_why")}: ${stepTitle(one)}, ${names.get(one.unit) ?? ""}`}
            onClick={() => setWhy(one)}
          >
            {t("see_why")}
          </Button>
          {one.overdue && (
            <Button
              size="xs"
              variant="default"
              onClick={() => setReminding({ obligation: one.id })}
            >
              {t("remind")}
            </Button>
          )}
        </span>
      ),
    },
  ];
  const rows = answer.toSorted((a, b) => Number(b.overdue) - Number(a.overdue));
  return (
    <>
      <ListTable
        name={t("owed")}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        tools={
          <>
            <Button onClick={() => setReminding({ all: true })}>{t("remind_all")}</Button>
            <Button
              component="a"
              variant="default"
              href={`${scope.path}/chasing-letter`}
              target="_blank"
            >
              {t("letter")}
            </Button>
          </>
        }
      />
      {why !== null && (
        <WhySheet path={scope.path} obligation={why.id} close={() => setWhy(null)} />
      )}
      {reminding !== null && (
        <Remind path={scope.path} reminding={reminding} close={() => setReminding(null)} />
      )}
    </>
  );
}
