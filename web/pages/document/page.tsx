import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { CampaignScope } from "#web/parts/campaign-scope.tsx";
import { PaperList } from "./paper-list.tsx";
import { Register } from "./register.tsx";
import { WORDS } from "./words.ts";

/** Papers on their way and the register of those issued. */
export function Page() {
  const t = useWords(WORDS);
  const [tab, setTab] = useState<string | null>("papers");
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="papers">{t("papers")}</Tabs.Tab>
            <Tabs.Tab value="register">{t("register")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="papers" pt="md">
            <PaperList scope={scope} />
          </Tabs.Panel>
          <Tabs.Panel value="register" pt="md">
            <Register scope={scope} />
          </Tabs.Panel>
        </Tabs>
      )}
    </CampaignScope>
  );
}
