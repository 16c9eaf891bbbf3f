import { Spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CampaignItem } from "#api/contract-campaign.ts";
import { matches } from "#domain/search.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useAll } from "#web/reading.ts";
import { DESTINATIONS } from "./destination.ts";
import { placeOf, useFound } from "./found.ts";
import { WORDS } from "./words.ts";

/** Ctrl-K: pages, campaigns, units, papers, models and people by a few letters, accents or not. */
export function Search() {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [opened, setOpened] = useState(false);
  const campaigns = useAll<CampaignItem>(opened ? "/api/campaigns" : null);
  const pages = DESTINATIONS.filter(({ word }) => matches(t(word), query));
  const things = useFound(opened ? query : "", campaigns.answer ?? []);
  const found = (campaigns.answer ?? []).filter((one) => matches(say(one.title), query));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K", "/"]}
      onSpotlightOpen={() => setOpened(true)}
    >
      <Spotlight.Search placeholder={t("search_hint")} aria-label={t("search")} />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t("campaigns")}>
            {found.slice(0, 8).map((one) => (
              <Spotlight.Action
                key={one.id}
                label={say(one.title)}
                onClick={() =>
                  void navigate({ to: "/campaigns/$campaign", params: { campaign: one.id } })
                }
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {things.map(({ campaign, items }) => (
          <Spotlight.ActionsGroup key={campaign.id} label={say(campaign.title)}>
            {items.map((one) => (
              <Spotlight.Action
                key={`${one.kind} ${one.unit} ${one.step} ${one.title} ${one.beside}`}
                label={one.title}
                description={`${t(one.kind)} · ${one.beside}`}
                onClick={() => void navigate({ href: placeOf(campaign.id, one) })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t("pages")}>
            {pages.map(({ to, word }) => (
              <Spotlight.Action key={to} label={t(word)} onClick={() => void navigate({ to })} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + pages.length + things.length === 0 && (
          <Spotlight.Empty>{t("search_none")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
