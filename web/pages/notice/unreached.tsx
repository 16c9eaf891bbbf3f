import { Button } from "@mantine/core";
import type { DeliveryTask } from "#api/contract-delivery.ts";
import { reasonWords } from "#domain/notice-reason.ts";
import { capital } from "#web/capital.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import type { Column } from "#web/parts/column.ts";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useAll } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./words.ts";

/** Who could not be reached and why: for the unit's contact, who settles it. */
export function Unreached({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { write, busy, failure: refused, reset } = useWrite();
  const path = `${scope.path}/delivery-tasks`;
  const { answer, failure, retry } = useAll<DeliveryTask>(path, scope.version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={6} />;
  if (answer.length === 0) {
    return <Empty title={t("unreached_empty")} text={t("unreached_empty_text")} />;
  }
  const settle = (one: DeliveryTask): Promise<unknown> =>
    write({ method: "POST", path: `${path}/${encodeURIComponent(one.id)}/close`, body: {} });
  const columns: readonly Column<DeliveryTask>[] = [
    {
      key: "since",
      title: t("since"),
      value: ({ openedAt }) => openedAt,
      show: ({ openedAt }) => stamp(openedAt),
      kind: "instant",
    },
    { key: "unit", title: t("unit"), value: ({ unitName }) => capital(unitName) },
    { key: "who", title: t("who"), value: (one) => one.name ?? one.post },
    { key: "address", title: t("address"), value: ({ address }) => address },
    { key: "message", title: t("message"), value: ({ subject }) => subject },
    { key: "reason", title: t("reason"), value: ({ reason }) => say(reasonWords(reason)) },
    {
      key: "done",
      title: t("done"),
      value: ({ closedAt }) => (closedAt === null ? null : t("settled")),
      show: (one) =>
        one.closedAt === null ? (
          <Button size="xs" variant="default" disabled={busy} onClick={() => void settle(one)}>
            {t("settle")}
          </Button>
        ) : (
          t("settled")
        ),
    },
  ];
  return (
    <>
      {refused !== null && <Failed failure={refused} retry={reset} />}
      <ListTable name={t("unreached")} columns={columns} rows={answer} keyOf={({ id }) => id} />
    </>
  );
}
