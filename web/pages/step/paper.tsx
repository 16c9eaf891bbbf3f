import type { StepView } from "#api/contract-step.ts";
import { dayOf } from "#domain/time.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { numberWords } from "#web/paper-number.ts";

type PaperView = NonNullable<StepView["document"]>;

interface PaperProps {
  readonly paper: PaperView;
  /** Its text is shown at once. */
  readonly open?: boolean;
}

/** The step's paper: number, title, and its text on demand. */
export function Paper({ paper, open = false }: PaperProps) {
  const { t } = useSpeech();
  return (
    <section className="paper">
      <h3>{t("step_document")}</h3>
      <p>
        <b>{numberWords(paper.number, paper.symbol) ?? t("not_numbered")}</b>{" "}
        <span className="soft">
          {t(`doc_${paper.status}`)}
          {paper.issuedAt !== null && ` · ${dayWords(dayOf(paper.issuedAt))}`}
        </span>
      </p>
      <p>{paper.title}</p>
      {paper.content !== "" && (
        <details open={open}>
          <summary>{t("paper_text")}</summary>
          <div className="paper-text">{paper.content}</div>
        </details>
      )}
    </section>
  );
}
