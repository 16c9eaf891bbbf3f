import { useEffect, useState } from "react";
import { dayOf } from "#domain/time.ts";
import { dayWords, longDay, stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { useEditing } from "./editing.tsx";
import type { PlanRow, StepRow } from "./judged.ts";
import { WORDS } from "./words.ts";

/** The plan as it stands, beside the form: what is wrong, when it ends, each unit's day and slack, clashes. */
export function Beside() {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const { judged, judging } = useEditing();
  const [open, setOpen] = useState<string | null>(null);
  const plan = judged?.plan ?? null;
  const rows = useFirst(plan?.rows ?? [], "");
  return (
    <aside className="start-beside" aria-label={t("beside")}>
      <h2>{t("beside")}</h2>
      <p role="status" className="soft">
        {judged === null
          ? t("judging")
          : `${t("problems_n", { n: judged.errors.length })} · ${t("warnings_n", { n: judged.warnings.length })}`}
        {judging && judged !== null && <span aria-hidden="true"> …</span>}
      </p>
      {plan === null && judged !== null && <p>{t("no_plan")}</p>}
      {plan !== null && (
        <>
          <p>
            {t("plan_counts", { units: plan.units, steps: plan.steps })} ·{" "}
            {t("plan_ends", { day: longDay(dayOf(plan.ends), language) })}
          </p>
          <p>{t("clashes_n", { n: plan.clashes.length })}</p>
          {plan.clashes.length > 0 && (
            <ul>
              {plan.clashes.slice(0, 10).map((clash) => (
                <li key={clash.en}>{say(clash)}</li>
              ))}
            </ul>
          )}
          <table className="list">
            <caption className="unseen">{t("beside")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("unit")}</th>
                <th scope="col">{t("conference")}</th>
                <th scope="col">{t("slack")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.shown.map((row) => (
                <Row
                  key={row.unit}
                  row={row}
                  open={open === row.unit}
                  turn={() => setOpen(open === row.unit ? null : row.unit)}
                />
              ))}
            </tbody>
          </table>
          <More {...rows} />
        </>
      )}
    </aside>
  );
}

interface RowProps {
  readonly row: PlanRow;
  readonly open: boolean;
  readonly turn: () => void;
}

function Row({ row, open, turn }: RowProps) {
  const t = useWords(WORDS);
  const late = row.slack < 0;
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" className="start-plain" aria-expanded={open} onClick={turn}>
            {row.pilot && <span aria-hidden="true">★ </span>}
            {row.name}
          </button>
        </th>
        <td className={row.proposed ? "start-proposed" : undefined}>
          {row.day === null ? "–" : dayWords(row.day)}
          {row.proposed && <small> {t("proposed")}</small>}
        </td>
        <td className={late ? "start-red" : undefined}>
          {late ? `! ${t("slack_none", { n: -row.slack })}` : t("slack_days", { n: row.slack })}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={3}>
            <Steps unit={row.unit} name={row.name} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The steps of one unit, with where each date comes from. */
function Steps({ unit, name }: { readonly unit: string; readonly name: string }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { desk, judged } = useEditing();
  const [steps, setSteps] = useState<readonly StepRow[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new judgement is a reason to ask again.
  useEffect(() => {
    let gone = false;
    void desk.ask("steps", { unit }).then((found) => {
      if (!gone) setSteps(found);
    });
    return () => {
      gone = true;
    };
  }, [desk, unit, judged]);
  return (
    <ol className="start-steps" aria-label={t("steps_of", { unit: name })}>
      {steps.map((step) => (
        <li key={step.id}>
          {say(step.title)}{" "}
          <span className={step.slack < 0 ? "start-red" : "soft"}>
            {stamp(step.due)} · {say(step.words)}
          </span>
        </li>
      ))}
    </ol>
  );
}
