import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { AuditItem, AuditProof } from "#api/contract-audit.ts";
import { instantWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { CampaignScope, type Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useAll, useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** The audit chain of a campaign, in words. */
export function Page() {
  const t = useWords(WORDS);
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => <Chain scope={scope} />}
    </CampaignScope>
  );
}

type Show = "all" | "done" | "refused";
const ASKED: Readonly<Record<Show, string>> = {
  all: "",
  done: "&refused=false",
  refused: "&refused=true",
};

function Chain({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const [show, setShow] = useState<Show>("all");
  const path = `${scope.path}/audit?newest=true${ASKED[show]}`;
  const { answer, failure, retry } = useAll<AuditItem>(path, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  const names = new Map(scope.board.rows.map(({ unit, name }) => [unit, name]));
  const columns: Column<AuditItem>[] = [
    {
      key: "when",
      title: t("when"),
      kind: "instant",
      value: ({ recordedAt }) => recordedAt,
      show: ({ recordedAt }) => instantWords(recordedAt, language),
    },
    { key: "entry", title: t("entry"), value: ({ words }) => say(words) },
    { key: "who", title: t("who"), value: ({ who }) => who?.name ?? null },
    {
      key: "unit",
      title: t("unit"),
      value: ({ unit }) => (unit === null ? null : (names.get(unit) ?? unit)),
    },
    {
      key: "result",
      title: t("result"),
      value: ({ refused }) => (refused === null ? t("done") : `✕ ${t("refused")}`),
    },
  ];
  const choice = (
    <Select
      label={t("show")}
      value={show}
      allowDeselect={false}
      data={[
        { value: "all", label: t("show_all") },
        { value: "done", label: t("show_done") },
        { value: "refused", label: t("show_refused") },
      ]}
      onChange={(value) => setShow((value ?? "all") as Show)}
    />
  );
  return (
    <>
      <Proof scope={scope} />
      {answer.length === 0 && show === "all" ? (
        <Empty title={t("empty")} text={t("empty_text")} />
      ) : (
        <ListTable
          name={t("list")}
          columns={columns}
          rows={answer}
          keyOf={({ n }) => String(n)}
          tools={choice}
        />
      )}
    </>
  );
}

/** Up to when the chain proves itself, and the file that proves it elsewhere; for who may read all of it. */
function Proof({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const { answer } = useReading<AuditProof>(`${scope.path}/audit/proof`);
  if (answer === null) return null;
  const { entries, until, broken } = answer;
  return (
    <p role="status">
      {broken === null
        ? t("proved", { n: entries, until: until === null ? "–" : instantWords(until, language) })
        : t("broken", { n: broken })}{" "}
      <Button component="a" variant="default" href={`${scope.path}/audit/export`} download>
        {t("export")}
      </Button>
    </p>
  );
}
