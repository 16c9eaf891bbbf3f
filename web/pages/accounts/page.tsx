import { Text } from "@mantine/core";
import { useState } from "react";
import type { KeptItem, WayInView } from "#api/contract-accounts.ts";
import { useWords } from "#web/language.tsx";
import { Empty, Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { ListTable } from "#web/parts/list-table.tsx";
import { useAll } from "#web/reading.ts";
import { Acts } from "./acts.tsx";
import { Recoveries } from "./recovery.tsx";
import { Slip } from "./slip.tsx";
import { WORDS } from "./words.ts";

/** The accounts that an administrator keeps in their subtree, or a clerk in their own unit. */
export function Page() {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useAll<KeptItem>("/api/accounts");
  const [way, setWay] = useState<{ way: WayInView; name: string } | null>(null);
  const made = (given: WayInView, name: string): void => setWay({ way: given, name });
  return (
    <>
      <PageHead title={t("title")} sentence={t("sentence")} />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={8} />}
      {way?.way.way === "mail" && <Text role="status">{t("sent")}</Text>}
      {way !== null && <Slip way={way.way} name={way.name} close={() => setWay(null)} />}
      {answer !== null && <Recoveries made={made} />}
      {answer?.length === 0 && <Empty title={t("empty_title")} text={t("empty_text")} />}
      {answer !== null && answer.length > 0 && (
        <ListTable
          name={t("title")}
          rows={answer}
          keyOf={(item) => item.person ?? item.account ?? item.name}
          columns={[
            { key: "name", title: t("name"), value: ({ name }) => name },
            {
              key: "units",
              title: t("units"),
              value: ({ units }) => units.map(({ name }) => name).join(", "),
            },
            { key: "login", title: t("login"), value: ({ login }) => login },
            {
              key: "status",
              title: t("status"),
              value: ({ status, administers }) =>
                t(`status_${status ?? "none"}`) +
                (administers.length > 0 ? ` · ${t("administers")}` : ""),
            },
            {
              key: "acts",
              title: t("acts"),
              value: () => null,
              show: (item) => <Acts item={item} made={made} />,
            },
          ]}
        />
      )}
    </>
  );
}
