import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { ChangeView } from "#api/contract-change.ts";
import type { Instant } from "#domain/time.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { CHANGE_WORDS, changeTitle } from "./change-words.ts";
import { countdown } from "./compare.ts";
import { WORDS } from "./words.ts";

interface ChangeCardProps {
  readonly item: ChangeView;
  /** The campaign's path in the API. */
  readonly path: string;
  readonly nameOf: (id: string) => string;
  readonly open: () => void;
}

/** One change: what, who, when, why, what it did; and while it lasts, the way back. */
export function ChangeCard({ item, path, nameOf, open }: ChangeCardProps) {
  const t = useWords(WORDS);
  const c = useWords(CHANGE_WORDS);
  const title = changeTitle(item.change, nameOf, c);
  const { status } = item;
  const way = item.may.decide ? "open_decide" : "open";
  return (
    <li className={status === "proposed" ? "work-card look-mine" : "work-card"}>
      <header>
        <h2>{title}</h2>
        <b>{t(`state_${status}`)}</b>
      </header>
      <Story item={item} path={path} />
      <Undo item={item} path={path} />
      {status === "proposed" && (
        <div className="ways">
          <Button aria-label={`${t(way)}: ${title}`} onClick={open}>
            {t(way)}
          </Button>
        </div>
      )}
    </li>
  );
}

interface StoryProps {
  readonly item: ChangeView;
  readonly path: string;
}

/** Who did what with it, when and why, and the papers. */
export function Story({ item, path }: StoryProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { figures, refusal, paper } = item;
  const by = (who: ChangeView["proposedBy"]): string => who?.name ?? who?.person ?? t("operator");
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("why"), item.reason],
    ...(paper === null ? [] : [[t("ordered_by"), paper] as const]),
    [t("proposed"), `${by(item.proposedBy)}, ${stamp(item.proposedAt)}`],
    ...(item.decidedAt === null
      ? []
      : [[t("decided"), `${by(item.decidedBy)}, ${stamp(item.decidedAt)}`] as const]),
    ...(item.toldAt === null ? [] : [[t("told_at"), stamp(item.toldAt)] as const]),
    ...(figures === null
      ? []
      : [[t("does"), t("did", { dates: figures.moved, people: figures.people })] as const]),
    ...(refusal === null ? [] : [[t("refusal"), say(refusal)] as const]),
    ...(item.committedAt === null
      ? []
      : [
          [
            t("notice"),
            <a key="notice" href={`${path}/changes/${encodeURIComponent(item.id)}/notice`} download>
              {t("notice_draft")}
            </a>,
          ] as const,
        ]),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The way back, as long as nobody was told. */
function Undo({ item, path }: StoryProps) {
  const t = useWords(WORDS);
  const { write, busy, failure, reset } = useWrite();
  const left = useCountdown(item.status === "committed" ? item.graceUntil : null);
  if (!item.may.undo || left === null) return null;
  return (
    <>
      {failure !== null && <Failed failure={failure} retry={reset} />}
      <div className="ways">
        <span>{t("undo_left", { time: left })}</span>
        <Button
          variant="default"
          loading={busy}
          onClick={() =>
            void write({
              method: "POST",
              path: `${path}/changes/${encodeURIComponent(item.id)}/undo`,
            })
          }
        >
          {t("undo")}
        </Button>
      </div>
    </>
  );
}

/** Counts down on this device's clock; the API judges by its own. */
function useCountdown(until: Instant | null): string | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? null : countdown(until, now);
}
