import type { RegisterItem } from "#api/contract-list.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useAll } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** The register of issued papers: one row a number, void ones with their reason. */
export function Register({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useAll<RegisterItem>(`${scope.path}/register`, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  if (answer.length === 0) {
    return <Empty title={t("register_empty")} text={t("register_empty_text")} />;
  }
  const columns: readonly Column<RegisterItem>[] = [
    { key: "number", title: t("number"), value: (one) => one.symbol },
    { key: "type", title: t("type"), value: (one) => one.type },
    { key: "period", title: t("period"), value: (one) => one.period },
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
    {
      key: "issued",
      title: t("issued"),
      value: (one) => one.issuedAt,
      show: (one) => stamp(one.issuedAt),
      kind: "instant",
    },
    {
      key: "state",
      title: t("state"),
      value: (one) =>
        one.status === "void"
          ? t("status_void", { reason: one.reason ?? t("no_reason") })
          : t("status_issued"),
    },
  ];
  return (
    <ListTable
      name={t("register")}
      columns={columns}
      rows={answer}
      keyOf={({ series, number }) => `${series}/${number}`}
    />
  );
}
