import { Select } from "@mantine/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CampaignItem } from "#api/contract-campaign.ts";
import type { Board } from "#web/board.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useAll } from "#web/reading.ts";
import { useEvery } from "#web/refresh.ts";
import { Empty, Failed, PageHead, Skeleton } from "./frame.tsx";
import { useGrid } from "./grid-reading.ts";
import { WORDS } from "./words.ts";

/** A campaign as the pages beside it read it: its path in the API, and the board for names and dates. */
export interface Scope {
  readonly campaign: CampaignItem;
  readonly path: string;
  readonly board: Board;
  /** Rises now and then: a reason to read again. */
  readonly version: number;
}

interface CampaignScopeProps {
  readonly title: string;
  readonly sentence: string;
  readonly actions?: (scope: Scope) => ReactNode;
  readonly children: (scope: Scope) => ReactNode;
}

const EVERY_MS = 15_000;
const KEPT = "plenum.campaign";

/** A page about one campaign at a time, chosen at its head: running ones first; the choice is in the address. */
export function CampaignScope({ title, sentence, actions, children }: CampaignScopeProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const version = useEvery(EVERY_MS);
  const list = useAll<CampaignItem>("/api/campaigns", version);
  const asked = new URLSearchParams(searchStr).get("campaign") ?? remembered();
  const all = (list.answer ?? []).toSorted((a, b) => rank(a) - rank(b));
  const chosen = all.find(({ id }) => id === asked) ?? all[0] ?? null;
  const path = chosen === null ? null : `/api/campaigns/${encodeURIComponent(chosen.id)}`;
  const board = useGrid(path, version);
  const failure = list.failure ?? board.failure;
  const retry = (): void => {
    list.retry();
    board.retry();
  };
  const scope =
    chosen !== null && path !== null && board.answer !== null
      ? { campaign: chosen, path, board: board.answer, version }
      : null;
  return (
    <>
      <PageHead
        title={title}
        sentence={sentence}
        actions={scope === null ? undefined : actions?.(scope)}
      />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {all.length > 1 && (
        <Select
          label={t("campaign")}
          value={chosen?.id ?? null}
          allowDeselect={false}
          searchable
          data={all.map((one) => ({ value: one.id, label: nameOf(one, say(one.title), t) }))}
          onChange={(id) => {
            if (id === null) return;
            remember(id);
            void navigate({ href: `${pathname}?campaign=${encodeURIComponent(id)}` });
          }}
        />
      )}
      {failure === null && list.answer?.length === 0 && (
        <Empty title={t("no_campaign")} text={t("no_campaign_text")} />
      )}
      {failure === null && scope === null && list.answer?.length !== 0 && <Skeleton lines={8} />}
      {scope !== null && children(scope)}
    </>
  );
}

const rank = ({ rehearsal, status }: CampaignItem): number =>
  (rehearsal ? 2 : 0) + (status === "running" || status === "suspended" ? 0 : 1);

const nameOf = (
  { rehearsal, clock }: CampaignItem,
  title: string,
  t: (key: "rehearsal") => string,
): string => (rehearsal ? `${title} (${t("rehearsal")}, ${clock.instant.slice(0, 4)})` : title);

/** The campaign looked at last, on this device. */
export function remembered(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // Storage may be switched off; the address still holds the choice.
  }
}
