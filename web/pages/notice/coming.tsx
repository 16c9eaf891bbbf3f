import type { PlannedMessage } from "#api/contract-delivery.ts";
import { channelWords } from "#domain/notice-reason.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface Preview {
  readonly day: string;
  readonly messages: readonly PlannedMessage[];
}

/** Tomorrow's messages, if nothing changes until then: to whom, when, why then, and about what. */
export function Coming({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { answer, failure, retry } = useReading<Preview>(`${scope.path}/preview`, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  if (answer.messages.length === 0) {
    return <Empty title={t("coming_empty")} text={t("coming_empty_text")} />;
  }
  const about = (one: PlannedMessage): string =>
    one.items.map((item) => `${say(item.title)} (${item.unitName})`).join("; ");
  const columns: readonly Column<PlannedMessage>[] = [
    {
      key: "at",
      title: t("at"),
      value: ({ at }) => at,
      show: ({ at }) => stamp(at),
      kind: "instant",
    },
    { key: "to", title: t("to"), value: ({ name }) => name ?? t("vacant") },
    { key: "channel", title: t("channel"), value: ({ channel }) => say(channelWords(channel)) },
    { key: "subject", title: t("subject"), value: about },
    { key: "count", title: t("count"), value: ({ items }) => items.length, kind: "number" },
    { key: "why", title: t("why"), value: ({ why }) => t(`reason_${why}`) },
  ];
  return (
    <ListTable
      name={t("coming")}
      columns={columns}
      rows={answer.messages}
      keyOf={({ at, channel, person, items }) =>
        `${at} ${channel} ${person} ${items.map(({ notice }) => notice).join(" ")}`
      }
    />
  );
}
