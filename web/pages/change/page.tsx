import { Button } from "@mantine/core";
import { Link, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Board, CampaignDetail } from "#api/contract-campaign.ts";
import type { ChangeView } from "#api/contract-change.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useLive, useSlower } from "#web/live.ts";
import { Empty, Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useAll, useReading } from "#web/reading.ts";
import { useEvery } from "#web/refresh.ts";
import { ChangeCard } from "./change-card.tsx";
import { ChangeSheet } from "./change-sheet.tsx";
import { Comparison } from "./comparison.tsx";
import { type Draft, draftIn } from "./draft.ts";
import { ProposalSheet } from "./proposal-sheet.tsx";
import { SuspendedBand } from "./suspended-band.tsx";
import { useNames } from "./use-names.ts";
import { WORDS } from "./words.ts";

/** How often the page looks again: a decided change is committed a moment later (ms). */
const EVERY_MS = 4_000;

/** Everything that changed a campaign under way, what is proposed, and the way to propose more. */
export function Page() {
  const { campaign = "" } = useParams({ strict: false });
  return <Changes key={campaign} campaign={campaign} />;
}

function Changes({ campaign }: { readonly campaign: string }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const version = useSlower(useLive(campaign).version, EVERY_MS) + useEvery(EVERY_MS);
  const changes = useAll<ChangeView>(`${path}/changes`, version);
  const board = useReading<Board>(`${path}/board`, version);
  const detail = useReading<CampaignDetail>(path, version);
  const nameOf = useNames(board.answer, detail.answer);
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const asked = draftIn(new URLSearchParams(searchStr));
  const [form, setForm] = useState<{ readonly start: Draft | undefined } | null>(
    asked === null ? null : { start: asked },
  );
  const [open, setOpen] = useState<string | null>(null);
  const failure = changes.failure ?? board.failure ?? detail.failure;
  const retry = (): void => {
    changes.retry();
    board.retry();
    detail.retry();
  };
  const all = changes.answer ?? [];
  const proposals = all.filter(({ status }) => status === "proposed");
  const grace = all.filter(({ status }) => AFOOT.has(status));
  const earlier = all.filter((one) => !proposals.includes(one) && !grace.includes(one));
  const shown = all.find(({ id }) => id === open);
  const begin = (): void => setForm({ start: undefined });
  const closeForm = (): void => {
    setForm(null);
    // The link that asked for it has been answered: a reload must not ask again.
    if (searchStr !== "") void navigate({ href: pathname, replace: true });
  };
  const cards = (title: string, list: readonly ChangeView[]) =>
    list.length > 0 && (
      <section>
        <h2>{title}</h2>
        <ul className="work">
          {list.map((one) => (
            <ChangeCard
              key={one.id}
              item={one}
              {...{ path, nameOf }}
              open={() => setOpen(one.id)}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <>
      <PageHead
        title={detail.answer === null ? t("title") : `${t("title")} · ${say(detail.answer.title)}`}
        sentence={t("sentence")}
        actions={
          <>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/campaigns/$campaign" params={{ campaign }} {...props} />
              )}
            >
              {t("back")}
            </Button>
            <Button onClick={begin}>{t("propose")}</Button>
          </>
        }
      />
      <SuspendedBand rows={board.answer?.rows ?? []} changes={all} />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {failure === null && changes.answer === null && <Skeleton lines={6} />}
      {changes.answer?.length === 0 && (
        <Empty
          title={t("none")}
          text={t("none_text")}
          action={{ label: t("propose"), onClick: begin }}
        />
      )}
      {cards(t("waiting"), proposals)}
      {proposals.length > 1 && <Comparison {...{ path, proposals, nameOf }} />}
      {cards(t("grace"), grace)}
      {cards(t("earlier"), earlier)}
      {form !== null && <ChangeSheet campaign={campaign} start={form.start} close={closeForm} />}
      {shown !== undefined && (
        <ProposalSheet item={shown} {...{ path, nameOf }} close={() => setOpen(null)} />
      )}
    </>
  );
}

/** Decided and not told yet: it can still be undone. */
const AFOOT: ReadonlySet<ChangeView["status"]> = new Set(["decided", "committed", "undoing"]);
