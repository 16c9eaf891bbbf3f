import type { StepItem, UnitView } from "#api/contract-step.ts";
import { instantWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { lookOf, lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { HolderName } from "#web/pages/step/holder.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { WORDS } from "./words.ts";

interface StepsProps {
  readonly campaign: string;
  readonly unit: UnitView;
}

/** Every step with its state, its day and the formula it is counted by. */
export function Steps({ campaign, unit }: StepsProps) {
  const t = useWords(WORDS);
  const { t: common, say, language } = useSpeech();
  const look = (step: StepItem) =>
    lookOf({
      ...step,
      returned: false,
      mine: false,
      suspended: unit.phase === "suspended",
    });
  return (
    <section aria-labelledby="unit-steps">
      <h2 id="unit-steps">{t("steps")}</h2>
      <ol className="unit-steps">
        {unit.steps.map((step) => (
          <li key={step.step} className={`look-${look(step)}`}>
            <span className="unit-step-state">
              <Mark look={look(step)} /> {common(lookWord(look(step)))}
            </span>
            <OpenStep campaign={campaign} unit={unit.unit} step={step.step}>
              {say(step.title)}
            </OpenStep>
            <span>
              <span className={step.proposed && step.status !== "done" ? "proposed" : undefined}>
                {step.proposed && step.status !== "done" && <em>{common("proposed")} </em>}
                {instantWords(step.doneAt ?? step.due, language)}
              </span>{" "}
              <span className="soft">({say(step.dueWords)})</span>
            </span>
            <span className="soft">
              <HolderName holder={step.owner} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
