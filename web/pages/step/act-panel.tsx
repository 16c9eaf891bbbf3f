import { Button } from "@mantine/core";
import { useState } from "react";
import type { InboxItem, StepView } from "#api/contract-step.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Ask } from "#web/pages/inbox/ask.tsx";
import { HandOver } from "#web/pages/inbox/hand-over.tsx";
import { type Doing, doings } from "./act-body.ts";
import { ActForm } from "./act-form.tsx";
import { ACT_WORDS } from "./act-words.ts";
import type { Draft } from "./draft.ts";
import { PaperEntry } from "./paper-entry.tsx";
import { WORDS } from "./words.ts";

interface ActPanelProps {
  readonly step: StepView;
  /** What the reader owes on this step. */
  readonly items: readonly InboxItem[];
  readonly draft: Draft | null;
  /** The act the reader came for. */
  readonly wanted: Doing | null;
  /** They hold a post in the campaign: they may ask. */
  readonly person: boolean;
}

type Open = Doing | "ask" | "hand" | "paper";

/** What the reader may do here: one main act with its consequence, the others behind their words. */
export function ActPanel({ step, items, draft, wanted, person }: ActPanelProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const all = doings(step, items);
  const [chosen, setChosen] = useState<Open | null>(null);
  const first = wanted !== null && all.includes(wanted) ? wanted : (all[0] ?? null);
  const open = chosen !== null && (isBeside(chosen) || all.includes(chosen)) ? chosen : first;
  const rest = all.filter((act) => act !== open);
  const enterable = step.enterable ?? [];
  const item = items[0] ?? null;
  const close = (): void => setChosen(null);
  if (!person) return null;
  return (
    <section className="step-act" aria-label={t("acts")} id="act">
      <h2>{t("acts")}</h2>
      {open === null && <p>{t("nothing")}</p>}
      {open !== null && !isBeside(open) && (
        <>
          <h3>{say(ACT_WORDS[open].label)}</h3>
          <ActForm
            key={`${open} ${step.round}`}
            act={open}
            step={step}
            item={itemFor(open, items)}
            draft={draft}
          />
        </>
      )}
      {open === "ask" && <Ask item={item ?? { ...step, from: null }} close={close} />}
      {open === "hand" && item !== null && <HandOver item={item} close={close} />}
      {open === "paper" && <PaperEntry step={step} close={close} />}
      <div className="ways">
        {rest.map((act) => (
          <Button key={act} variant="default" onClick={() => setChosen(act)}>
            {say(ACT_WORDS[act].label)}
          </Button>
        ))}
        {open !== "ask" && (
          <Button variant="default" onClick={() => setChosen("ask")}>
            {t("ask")}
          </Button>
        )}
        {open !== "hand" && item !== null && !item.covering && (
          <Button variant="default" onClick={() => setChosen("hand")}>
            {t("hand_over")}
          </Button>
        )}
        {open !== "paper" && enterable.length > 0 && (
          <Button variant="default" onClick={() => setChosen("paper")}>
            {t("paper_entry")}
          </Button>
        )}
      </div>
    </section>
  );
}

const isBeside = (open: Open): open is "ask" | "hand" | "paper" =>
  open === "ask" || open === "hand" || open === "paper";

/** What is owed that an act is about. */
function itemFor(act: Doing, items: readonly InboxItem[]): InboxItem | null {
  if (act === "acknowledge" || act === "vote") return items.find((one) => one.act === act) ?? null;
  if (act === "grant_extension" || act === "refuse_extension")
    return items.find((one) => one.act === "decide_extension") ?? null;
  return items.find((one) => one.act !== "decide_extension") ?? null;
}
