import type { StepView } from "#api/contract-step.ts";
import { dayWords, instantWords, longDay } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { type Look, lookOf } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { HolderName } from "./holder.tsx";

/** How a step looks that was read whole. */
export const stepLook = (step: StepView): Look =>
  lookOf({
    kind: step.kind,
    status: step.status,
    overdue: step.overdue,
    returned: step.returned !== null,
    mine: step.yours.length > 0,
    suspended: false,
  });

/** Whose it is, until when, and what came of it. */
export function Facts({ step }: { readonly step: StepView }) {
  const { t, say, language } = useSpeech();
  const proposed = step.proposed && step.status !== "done";
  return (
    <dl className="facts">
      <dt>{t("step_owner")}</dt>
      <dd>
        <HolderName holder={step.owner} />
      </dd>
      <dt>{t("step_due")}</dt>
      <dd>
        <span className={proposed ? "proposed" : undefined}>
          {proposed && <em>{t("proposed")} </em>}
          {instantWords(step.due, language)}
        </span>
        <br />
        <span className="soft">{say(step.dueWords)}</span>
      </dd>
      {step.day !== null && (
        <>
          <dt>{t("step_conference")}</dt>
          <dd>{longDay(step.day, language)}</dd>
        </>
      )}
      {step.doneAt !== null && (
        <>
          <dt>{t("step_done_at")}</dt>
          <dd>{instantWords(step.doneAt, language)}</dd>
        </>
      )}
      {step.round > 1 && (
        <>
          <dt>{t("step_round")}</dt>
          <dd>{step.round}</dd>
        </>
      )}
      {step.ballot !== null && (
        <>
          <dt>{t("step_ballot")}</dt>
          <dd>{t("step_votes", { cast: step.ballot.cast, all: step.ballot.voters })}</dd>
        </>
      )}
      <Result outcome={step.outcome} />
    </dl>
  );
}

/** What came of the step, where the number or the day does not already say it. */
function Result({ outcome }: { readonly outcome: StepView["outcome"] }) {
  const { t } = useSpeech();
  const words = resultWords(outcome);
  if (words === null) return null;
  return (
    <>
      <dt>{t("step_result")}</dt>
      <dd>{words}</dd>
    </>
  );

  function resultWords(given: StepView["outcome"]): string | null {
    const count = (name: string): number => {
      const list = given?.[name];
      return Array.isArray(list) ? list.length : 0;
    };
    switch (given?.["kind"]) {
      case "accepted":
        return t("result_accepted", { n: count("nominees") });
      case "tallied":
        return t("result_tallied", { cast: Number(given["cast"]), n: count("chosen") });
      case "held":
        return typeof given["attendance"] === "number"
          ? t("result_held", { n: given["attendance"], day: dayWords(String(given["day"])) })
          : null;
      case "opened":
        return t(given["override"] === null ? "result_opened" : "result_overridden");
      case "entered":
        return t("result_entered");
      default:
        return null;
    }
  }
}

/** Why it was handed back. */
export function Returned({ returned }: { readonly returned: NonNullable<StepView["returned"]> }) {
  const { t, language } = useSpeech();
  return (
    <section className="returned look-returned">
      <h3>
        <Mark look="returned" /> {t("look_returned")} · {returned.by} ·{" "}
        {instantWords(returned.at, language)}
      </h3>
      <ul>
        {returned.reasons.map((reason) => (
          <li key={`${reason.field} ${reason.text}`}>
            {reason.field === null ? "" : `${reason.field}: `}
            {reason.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
