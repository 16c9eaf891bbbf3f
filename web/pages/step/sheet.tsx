import type { StepView } from "#api/contract-step.ts";
import { cellOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { dayWords, instantWords, longDay } from "#web/dates.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { lookOf, lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import { Decisions, Receipts } from "./decision.tsx";
import { History } from "./history.tsx";
import { HolderName } from "./holder.tsx";
import { Paper } from "./paper.tsx";

interface StepSheetProps {
  /** `/api/campaigns/<id>`. */
  readonly path: string;
  /** Unit and step, as `cellKey` joins them. */
  readonly open: string;
  readonly version: number;
  readonly close: () => void;
}

/** One step beside the board: its sentence first, then who, until when, the paper, and what happened. */
export function StepSheet({ path, open, version, close }: StepSheetProps) {
  const { say } = useSpeech();
  const { unit, step } = cellOf(open);
  const at = `${path}/units/${encodeURIComponent(unit)}/steps/${encodeURIComponent(step)}`;
  const { answer, failure, retry } = useReading<StepView>(at, version);
  return (
    <Sheet title={answer === null ? "…" : say(answer.title)} close={close}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={8} />}
      {answer !== null && <Step step={answer} />}
    </Sheet>
  );
}

function Step({ step }: { readonly step: StepView }) {
  const { t, say } = useSpeech();
  const look = lookOf({
    kind: step.kind,
    status: step.status,
    overdue: step.overdue,
    returned: step.returned !== null,
    mine: step.yours.length > 0,
    suspended: false,
  });
  return (
    <>
      <p className={`sheet-state look-${look}`}>
        <Mark look={look} /> {t(lookWord(look))} · {capital(step.unitName)}
      </p>
      <p className="sentence">{say(step.explain)}</p>
      {step.returned !== null && step.status !== "done" && <Returned returned={step.returned} />}
      <Facts step={step} />
      {step.document !== null && <Paper paper={step.document} />}
      {step.decision !== null && <Decisions decision={step.decision} />}
      {step.receipts.length > 0 && <Receipts receipts={step.receipts} />}
      <History entries={step.history} />
    </>
  );
}

function Facts({ step }: { readonly step: StepView }) {
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

function Returned({ returned }: { readonly returned: NonNullable<StepView["returned"]> }) {
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
