import { instantWords, stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import type { Rehearsed } from "./message.ts";
import { WORDS } from "./words.ts";

/** What a dry rehearsal showed: messages and load per person, what came late, what never came, the timeline. */
export function Report({ report }: { readonly report: Rehearsed }) {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const { names } = report;
  const nameOf = (unit: string): string => names[unit] ?? unit;
  const finished = report.days.flatMap(({ finished: of }) => of);
  const never = [
    ["report_gates", report.gatesNeverOpened],
    ["report_stuck", report.stuck],
  ] as const;
  return (
    <section aria-label={t("report")} className="start-report">
      <h2>{t("report")}</h2>
      <p role="status">
        {t("report_sum", {
          done: report.done,
          steps: report.steps,
          acts: report.acts,
          notices: report.notices,
          ends: instantWords(report.ends, language),
        })}
      </p>
      <p>{t("clashes_n", { n: report.clashes.length })}</p>
      {never.map(([title, found]) => (
        <div key={title}>
          <h3>{t(title)}</h3>
          <p>
            {found.length === 0
              ? t("report_none")
              : found.map(({ unit, title: step }) => `${nameOf(unit)}: ${say(step)}`).join("; ")}
          </p>
        </div>
      ))}
      <h3>{t("report_load")}</h3>
      <ListTable
        name={t("report_load")}
        rows={report.load}
        keyOf={({ person }) => person}
        columns={[
          { key: "name", title: t("person"), value: ({ name }) => name },
          { key: "acts", title: t("report_acts"), value: ({ acts }) => acts, kind: "number" },
          {
            key: "notices",
            title: t("report_notices"),
            value: ({ notices }) => notices,
            kind: "number",
          },
          {
            key: "busiest",
            title: t("report_busiest"),
            value: ({ busiest }) => busiest?.day ?? null,
            show: ({ busiest }) =>
              busiest === null
                ? "–"
                : `${stamp(`${busiest.day}T00:00:00.000Z`).slice(0, 10)} (${busiest.acts})`,
            kind: "day",
          },
        ]}
      />
      <h3>{t("report_late")}</h3>
      <ListTable
        name={t("report_late")}
        rows={report.late}
        keyOf={({ unit, step, at }) => `${unit}/${step}/${at}`}
        columns={[
          { key: "unit", title: t("unit"), value: ({ unit }) => nameOf(unit) },
          { key: "step", title: t("step"), value: ({ step }) => step },
          {
            key: "due",
            title: t("due"),
            value: ({ due }) => due,
            show: ({ due }) => stamp(due),
            kind: "instant",
          },
          {
            key: "at",
            title: t("when"),
            value: ({ at }) => at,
            show: ({ at }) => stamp(at),
            kind: "instant",
          },
        ]}
      />
      <h3>{t("report_days")}</h3>
      <ListTable
        name={t("report_days")}
        rows={finished}
        keyOf={({ unit, step }) => `${unit}/${step}`}
        columns={[
          {
            key: "at",
            title: t("when"),
            value: ({ at }) => at,
            show: ({ at }) => stamp(at),
            kind: "instant",
          },
          { key: "unit", title: t("unit"), value: ({ unit }) => nameOf(unit) },
          { key: "title", title: t("step"), value: ({ title }) => say(title) },
          { key: "number", title: t("number"), value: ({ number }) => number },
        ]}
      />
    </section>
  );
}
