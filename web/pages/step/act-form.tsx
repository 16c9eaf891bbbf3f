import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import type { InboxItem, StepView } from "#api/contract-step.ts";
import { dayOf } from "#domain/time.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { type ActDraft, type Doing, NO_PAPER, stepPath, writeOf } from "./act-body.ts";
import { ActFields } from "./act-fields.tsx";
import { ACT_WORDS, FIELD_WORDS } from "./act-words.ts";
import type { Draft } from "./draft.ts";
import { PaperFields } from "./paper-fields.tsx";
import { WORDS } from "./words.ts";

interface ActFormProps {
  readonly act: Doing;
  readonly step: StepView;
  /** What the reader owes here, as far as it goes with the act. */
  readonly item: InboxItem | null;
  /** The text being written; null where it is not. */
  readonly draft: Draft | null;
  /** Whose decision a clerk enters; null: one's own. */
  readonly onBehalf?: string | null;
}

/** Acts that may have been done on paper first. */
const ON_PAPER: ReadonlySet<Doing> = new Set<Doing>([
  "approve",
  "return",
  "issue",
  "complete",
  "hold",
  "open_gate",
  "submit",
]);

/** One act: what it is about exactly, what it wants to know, what follows; then it is held a moment and sent. */
export function ActForm({ act, step, item, draft, onBehalf = null }: ActFormProps) {
  const t = useWords(WORDS);
  const f = useWords(FIELD_WORDS);
  const { say, language } = useSpeech();
  const held = useHeld();
  const [form, setForm] = useState<ActDraft>(() => fresh(act, step, item, onBehalf !== null));
  const { label, after } = ACT_WORDS[act];
  const change = (part: Partial<ActDraft>): void => setForm((last) => ({ ...last, ...part }));
  const saved = draft?.saved?.hash ?? step.document?.hash ?? null;
  const unsaved = act === "submit" && draft !== null && draft.state !== "saved";
  const empty = act === "submit" && saved === null;
  const send = (): void => held.hold(writeOf(act, form, { step, item, saved, onBehalf }));
  const quiet = held.phase === "idle";
  const follows = item?.follows ?? null;
  return (
    <form
      className="form"
      aria-label={say(label)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unsaved && !empty) send();
      }}
    >
      <fieldset disabled={!quiet} className="form">
        <Exactly act={act} step={step} />
        <ActFields act={act} step={step} draft={form} change={change} />
        {onBehalf === null && ON_PAPER.has(act) && (
          <Checkbox
            label={t("on_paper")}
            checked={form.paper !== null}
            onChange={(event) => change({ paper: event.currentTarget.checked ? NO_PAPER : null })}
          />
        )}
        {form.paper !== null && (
          <PaperFields
            path={stepPath(step)}
            paper={form.paper}
            change={(paper) => change({ paper })}
            needed={onBehalf !== null}
          />
        )}
      </fieldset>
      <p>
        {say(after)}
        {follows !== null && MOVES_ON.has(act) && ` ${sentence(follows[language])}`}
      </p>
      {empty && <p className="soft">{f("no_draft")}</p>}
      {unsaved && !empty && <p className="soft">{f("save_first")}</p>}
      <HeldBar held={held} what={say(label)} retry={send} />
      {quiet && (
        <div className="ways">
          <Button type="submit" disabled={unsaved || empty}>
            {say(label)}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Acts after which what the API says follows, follows. */
const MOVES_ON: ReadonlySet<Doing> = new Set<Doing>([
  "submit",
  "approve",
  "issue",
  "complete",
  "hold",
  "open_gate",
]);

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** The very text that an act is bound to. */
function Exactly({ act, step }: Pick<ActFormProps, "act" | "step">) {
  const t = useWords(WORDS);
  const { document, submitted } = step;
  if ((act !== "approve" && act !== "issue") || document === null) return null;
  const hash = submitted?.hash ?? document.hash;
  return (
    <p>
      {t("exactly", { title: document.title, version: document.version })}{" "}
      <span className="fingerprint" title={hash}>
        {hash.slice(0, 12)}
      </span>
    </p>
  );
}

function fresh(act: Doing, step: StepView, item: InboxItem | null, onPaper: boolean): ActDraft {
  const all = step.submitted?.nominees ?? [];
  const day = item === null ? "" : dayOf(item.due);
  return {
    reasons: [{ field: "", text: "" }],
    chosen: act === "approve" ? all : act === "vote" ? (step.ballot?.mine ?? []) : [],
    attendance: "",
    until: act === "seen" ? day : "",
    extension: 0,
    paper: onPaper ? NO_PAPER : null,
  };
}
