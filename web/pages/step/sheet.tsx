import type { StepView } from "#api/contract-step.ts";
import { cellOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech, useWords } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import { Decisions, Receipts } from "./decision.tsx";
import { Facts, Returned, stepLook } from "./facts.tsx";
import { History } from "./history.tsx";
import { Paper } from "./paper.tsx";
import { WORDS } from "./words.ts";

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
  const w = useWords(WORDS);
  const look = stepLook(step);
  return (
    <>
      <p className={`sheet-state look-${look}`}>
        <Mark look={look} /> {t(lookWord(look))} · {capital(step.unitName)}
      </p>
      <p className="sentence">{say(step.explain)}</p>
      <p>
        <OpenStep campaign={step.campaign} unit={step.unit} step={step.step}>
          {w("whole")}
        </OpenStep>
      </p>
      {step.returned !== null && step.status !== "done" && <Returned returned={step.returned} />}
      <Facts step={step} />
      {step.document !== null && <Paper paper={step.document} />}
      {step.decision !== null && <Decisions decision={step.decision} />}
      {step.receipts.length > 0 && <Receipts receipts={step.receipts} />}
      <History entries={step.history} />
    </>
  );
}
