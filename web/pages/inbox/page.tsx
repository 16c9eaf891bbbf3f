import { Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { InboxSummary } from "#api/contract-inbox.ts";
import type { Me } from "#api/contract-list.ts";
import { useWords } from "#web/language.tsx";
import { Empty, PageHead } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { useEvery } from "#web/refresh.ts";
import { Coming, Done, Others } from "./beside.tsx";
import { Mine } from "./mine.tsx";
import { Questions } from "./questions.tsx";
import { WORDS } from "./words.ts";

const EVERY_MS = 15_000;

/** The morning: what waits for me and why, what will come, whom I wait for, what is done. */
export function Page() {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const version = useEvery(EVERY_MS);
  const [tab, setTab] = useState("mine");
  const me = useReading<Me>("/api/me");
  const person = me.answer?.person ?? null;
  const summary = useReading<InboxSummary>(person === null ? null : "/api/inbox/summary", version);
  const {
    open = 0,
    overdue = 0,
    people = 0,
    coming = 0,
    others = 0,
    done = 0,
  } = summary.answer ?? {};
  if (me.answer !== null && person === null) {
    const action = { label: t("see_campaigns"), onClick: () => void navigate({ to: "/" }) };
    return (
      <>
        <PageHead title={t("title")} />
        <Empty title={t("empty")} text={t("empty_operator")} action={action} />
      </>
    );
  }
  const sentence =
    summary.answer === null ? undefined : t("sentence", { people, open, late: overdue });
  return (
    <>
      <PageHead title={t("title")} sentence={sentence} />
      <Tabs value={tab} onChange={(to) => setTab(to ?? "mine")} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="mine">{t("tab_mine", { n: open })}</Tabs.Tab>
          <Tabs.Tab value="coming">{t("tab_coming", { n: coming })}</Tabs.Tab>
          <Tabs.Tab value="others">{t("tab_others", { n: others })}</Tabs.Tab>
          <Tabs.Tab value="done">{t("tab_done", { n: done })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="mine">
          <Questions version={version} />
          <Mine version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="coming">
          <Coming version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="others">
          <Others version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="done">
          <Done version={version} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
