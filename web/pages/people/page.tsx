import { Button, Tabs } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { CampaignScope } from "#web/parts/campaign-scope.tsx";
import { Away } from "./away.tsx";
import { PostList } from "./post-list.tsx";
import { WORDS } from "./words.ts";

/** Posts and who holds them; who acts for me while I am away. */
export function Page() {
  const t = useWords(WORDS);
  const [tab, setTab] = useState<string | null>("posts");
  return (
    <CampaignScope
      title={t("title")}
      sentence={t("sentence")}
      actions={({ campaign }) => (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/campaigns/$campaign/teams" params={{ campaign: campaign.id }} {...props} />
          )}
        >
          {t("teams")}
        </Button>
      )}
    >
      {(scope) => (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="posts">{t("posts")}</Tabs.Tab>
            <Tabs.Tab value="covers">{t("covers")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="posts" pt="md">
            <PostList scope={scope} />
          </Tabs.Panel>
          <Tabs.Panel value="covers" pt="md">
            <Away scope={scope} />
          </Tabs.Panel>
        </Tabs>
      )}
    </CampaignScope>
  );
}
