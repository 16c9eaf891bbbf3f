import { useState } from "react";
import type { MessageItem } from "#api/contract-list.ts";
import { channelWords } from "#domain/notice-reason.ts";
import { capital } from "#web/capital.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { MessageSheet } from "#web/pages/message/sheet.tsx";
import { messageWord } from "#web/pages/message/word.ts";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useAll } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** Every message with its channel and what became of it, newest first; each opens as it was frozen. */
export function Sent({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say, t: frame } = useSpeech();
  const [open, setOpen] = useState<MessageItem | null>(null);
  const { answer, failure, retry } = useAll<MessageItem>(`${scope.path}/messages`, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  if (answer.length === 0) return <Empty title={t("sent_empty")} text={t("sent_empty_text")} />;
  const { rehearsal } = scope.campaign;
  const names = new Map(scope.board.rows.map((row) => [row.unit, capital(row.name)]));
  const columns: readonly Column<MessageItem>[] = [
    {
      key: "at",
      title: t("at"),
      value: ({ at }) => at,
      show: ({ at }) => stamp(at),
      kind: "instant",
    },
    { key: "to", title: t("to"), value: (one) => one.name ?? one.address ?? one.post },
    { key: "unit", title: t("unit"), value: ({ unit }) => names.get(unit) ?? unit },
    {
      key: "subject",
      title: t("subject"),
      value: ({ subject }) => subject,
      show: (one) => (
        <button type="button" className="plain-link" onClick={() => setOpen(one)}>
          {one.subject}
        </button>
      ),
    },
    { key: "channel", title: t("channel"), value: ({ channel }) => say(channelWords(channel)) },
    { key: "outcome", title: t("outcome"), value: (one) => frame(messageWord(one, rehearsal)) },
  ];
  const rows = answer.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <>
      <ListTable name={t("sent")} columns={columns} rows={rows} keyOf={({ id }) => id} />
      {open !== null && (
        <MessageSheet message={open} rehearsal={rehearsal} close={() => setOpen(null)} />
      )}
    </>
  );
}
