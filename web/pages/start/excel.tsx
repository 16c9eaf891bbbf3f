import { Button, FileButton, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { SheetsRead } from "#domain/sheet.ts";
import type { RowVerdict } from "#domain/sheet-verdict.ts";
import type { Text } from "#domain/text.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { saveTables } from "#web/parts/workbook.ts";
import { useEditing } from "./editing.tsx";
import { WORDS } from "./words.ts";

const XLSX = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Units and people from Excel: every row judged first, then the right ones taken over. */
export function ExcelIn() {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const { desk, value } = useEditing();
  const [read, setRead] = useState<SheetsRead | { readonly refused: Text } | null>(null);
  const judge = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setRead(await desk.ask("sheet", { value, file: await file.arrayBuffer() }));
  };
  const template = async (): Promise<void> => {
    await saveTables(t("excel_in"), await desk.ask("book", { value, language }));
  };
  return (
    <>
      <FileButton onChange={(file) => void judge(file)} accept={XLSX}>
        {(props) => (
          <Button variant="default" {...props}>
            {t("excel_in")}
          </Button>
        )}
      </FileButton>
      <Button variant="subtle" onClick={() => void template()}>
        {t("excel_out")}
      </Button>
      {read !== null && <Judgement read={read} close={() => setRead(null)} />}
    </>
  );
}

interface JudgementProps {
  readonly read: SheetsRead | { readonly refused: Text };
  readonly close: () => void;
}

function Judgement({ read, close }: JudgementProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { edit } = useEditing();
  if ("refused" in read)
    return (
      <Modal
        opened
        onClose={close}
        closeButtonProps={{ "aria-label": t("close") }}
        title={t("excel_title")}
      >
        <p role="alert">{say(read.refused)}</p>
      </Modal>
    );
  const right = read.verdicts.filter(
    ({ verdict }) => verdict === "added" || verdict === "changed",
  ).length;
  const remark = (one: RowVerdict): string =>
    one.faults
      .map(({ column, what, advice }) => `${column ?? ""}${one.row}: ${say(what)} ${say(advice)}`)
      .join("\n");
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ "aria-label": t("close") }}
      title={t("excel_title")}
      size="90%"
    >
      <Stack>
        <p>{t("excel_about")}</p>
        {read.sheets.map(({ name, kind, unknown }) => (
          <div key={name}>
            {kind === null && <p>{t("excel_other", { name })}</p>}
            {unknown.map(({ column, heading }) => (
              <p className="soft" key={column}>
                {t("excel_column", { column, heading })}
              </p>
            ))}
          </div>
        ))}
        <ListTable
          name={t("excel_title")}
          rows={read.verdicts}
          keyOf={(one) => `${one.sheet}!${one.row}`}
          columns={[
            { key: "row", title: t("row"), value: ({ sheet, row }) => `${sheet} ${row}` },
            { key: "subject", title: t("subject"), value: ({ subject }) => subject },
            { key: "verdict", title: t("verdict"), value: ({ verdict }) => t(verdict) },
            { key: "remark", title: t("remark"), value: remark },
          ]}
        />
        <Button
          disabled={right === 0}
          onClick={() => {
            edit(() => read.definition);
            notifications.show({
              closeButtonProps: { "aria-label": t("close") },
              message: t("taken", { n: right }),
            });
            close();
          }}
        >
          {right === 0 ? t("excel_none") : t("excel_apply", { n: right })}
        </Button>
      </Stack>
    </Modal>
  );
}
