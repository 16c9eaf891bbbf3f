import type { DocumentItem } from "#api/contract-list.ts";
import { stepOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { numberWords } from "#web/paper-number.ts";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useAll } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** Every paper of a campaign with its number, state and the step it belongs to. */
export function PaperList({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say, t: frame } = useSpeech();
  const { answer, failure, retry } = useAll<DocumentItem>(`${scope.path}/documents`, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  if (answer.length === 0) return <Empty title={t("empty")} text={t("empty_text")} />;
  const stepTitle = (one: DocumentItem): string => {
    const step = stepOf(scope.board, one.unit, one.step);
    return step === null ? one.step : say(step.title);
  };
  const columns: readonly Column<DocumentItem>[] = [
    {
      key: "number",
      title: t("number"),
      value: (one) => numberWords(one.number, one.symbol),
      kind: "text",
    },
    {
      key: "name",
      title: t("name"),
      value: (one) => one.title,
      show: (one) => (
        <OpenStep campaign={scope.campaign.id} unit={one.unit} step={one.step}>
          {one.title}
        </OpenStep>
      ),
    },
    { key: "unit", title: t("unit"), value: (one) => capital(one.unitName) },
    { key: "step", title: t("step"), value: stepTitle },
    { key: "state", title: t("state"), value: (one) => frame(`doc_${one.status}`) },
    { key: "version", title: t("version"), value: (one) => one.version, kind: "number" },
    {
      key: "issued",
      title: t("issued"),
      value: (one) => one.issuedAt,
      show: (one) => (one.issuedAt === null ? "–" : stamp(one.issuedAt)),
      kind: "instant",
    },
  ];
  return <ListTable name={t("papers")} columns={columns} rows={answer} keyOf={({ id }) => id} />;
}
