import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { ModelItem, NoticeItem, RegisterItem } from "#api/contract-list.ts";
import { dayOf } from "#domain/time.ts";
import type { Board } from "#web/board.ts";
import { dayWords } from "#web/dates.ts";
import { reached } from "#web/funnel.ts";
import { useSpeech } from "#web/language.tsx";
import { useAll } from "#web/reading.ts";
import type { WordKey } from "#web/words.ts";

interface SummaryProps {
  readonly path: string;
  readonly campaign: CampaignDetail;
  readonly board: Board;
}

/** What the campaign came to, when it has ended: each figure is counted from what the other tabs show. */
export function Summary({ path, campaign, board }: SummaryProps) {
  const { t } = useSpeech();
  const register = useAll<RegisterItem>(`${path}/register`);
  const notices = useAll<NoticeItem>(`${path}/notices`);
  const models = useAll<ModelItem>(`${path}/models`);
  const sent = notices.answer?.filter((one) => one.status === "sent").length;
  const issued = register.answer?.filter((one) => one.status === "issued").length;
  const atLeast = (state: ModelItem["state"]): number | undefined =>
    models.answer?.filter((one) => reached(one.state, state)).length;
  const figures: readonly (readonly [WordKey, number | undefined])[] = [
    ["summary_steps", board.counts.done],
    ["summary_conferences", conferences(board)],
    ["summary_documents", issued],
    ["summary_messages", sent],
    ["summary_chosen", atLeast("chosen")],
    ["summary_nominated", atLeast("nominated")],
    ["summary_late", late(board)],
  ];
  return (
    <section className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t(campaign.rehearsal ? "summary_rehearsal" : "summary_title")}</h2>
      <p className="soft">
        {t("summary_from_to", {
          from: dayWords(dayOf(campaign.startedAt)),
          to: dayWords(dayOf(board.clock.instant)),
        })}
      </p>
      <dl>
        {figures.map(([word, n]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{n ?? "…"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function conferences(board: Board): number {
  const steps = board.columns.flatMap((column) =>
    column.steps
      .filter((step) => step.kind === "conference")
      .map((step) => ({ level: column.level, id: step.id })),
  );
  return steps.reduce(
    (n, step) =>
      n +
      board.rows.filter((row) => row.level === step.level && row.cells[step.id]?.status === "done")
        .length,
    0,
  );
}

const late = (board: Board): number =>
  board.rows.flatMap((row) => Object.values(row.cells)).filter((cell) => cell.doneLate === true)
    .length;
