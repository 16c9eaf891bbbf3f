import { Checkbox, TextInput } from "@mantine/core";
import type { AttachmentList } from "#api/contract-attachment.ts";
import { useWords } from "#web/language.tsx";
import { useReading } from "#web/reading.ts";
import type { PaperDraft } from "./act-body.ts";
import { Add } from "./attachments.tsx";
import { WORDS } from "./words.ts";

interface PaperFieldsProps {
  /** The step's path in the API. */
  readonly path: string;
  readonly paper: PaperDraft;
  readonly change: (paper: PaperDraft) => void;
  /** A clerk's entry needs its evidence. */
  readonly needed: boolean;
}

/** What was done on paper: when, by which number, and the scans it is entered from. */
export function PaperFields({ path, paper, change, needed }: PaperFieldsProps) {
  const t = useWords(WORDS);
  const { answer } = useReading<AttachmentList>(`${path}/attachments`);
  const files = answer?.items.filter(({ removed }) => removed === null) ?? [];
  const { occurred, evidence, files: chosen } = paper;
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t("occurred")}
        value={occurred}
        required={needed}
        onChange={(event) => change({ ...paper, occurred: event.currentTarget.value })}
      />
      <TextInput
        label={t("evidence_words")}
        value={evidence}
        maxLength={1000}
        required={needed && chosen.length === 0}
        onChange={(event) => change({ ...paper, evidence: event.currentTarget.value })}
      />
      {files.length > 0 && (
        <Checkbox.Group
          label={t("evidence_files")}
          value={[...chosen]}
          onChange={(to) => change({ ...paper, files: to })}
        >
          {files.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Checkbox.Group>
      )}
      {answer?.mayAttach === true && <Add path={`${path}/attachments`} />}
    </>
  );
}
