import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { CampaignScope } from "#web/parts/campaign-scope.tsx";
import { Coming } from "./coming.tsx";
import { Owed } from "./owed.tsx";
import { Sent } from "./sent.tsx";
import { Unreached } from "./unreached.tsx";
import { WORDS } from "./words.ts";

const TABS = [
  ["owed", Owed],
  ["sent", Sent],
  ["coming", Coming],
  ["unreached", Unreached],
] as const;

/** What is owed, what was sent, what goes out tomorrow, and who could not be reached. */
export function Page() {
  const t = useWords(WORDS);
  const [tab, setTab] = useState<string | null>("owed");
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List>
            {TABS.map(([name]) => (
              <Tabs.Tab key={name} value={name}>
                {t(name)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {TABS.map(([name, Panel]) => (
            <Tabs.Panel key={name} value={name} pt="md">
              <Panel scope={scope} />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </CampaignScope>
  );
}
