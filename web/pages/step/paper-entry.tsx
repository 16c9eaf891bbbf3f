import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { StepView } from "#api/contract-step.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { ActForm } from "./act-form.tsx";
import { ACT_WORDS, FIELD_WORDS } from "./act-words.ts";
import { WORDS } from "./words.ts";

interface PaperEntryProps {
  readonly step: StepView;
  readonly close: () => void;
}

/** A clerk enters what somebody of their unit decided on paper: whose, what, when, and the scan. */
export function PaperEntry({ step, close }: PaperEntryProps) {
  const t = useWords(WORDS);
  const f = useWords(FIELD_WORDS);
  const { say } = useSpeech();
  const held = (step.enterable ?? []).filter(({ who }) => who.person !== null);
  const [at, setAt] = useState(0);
  const one = held[at];
  if (one === undefined) return null;
  return (
    <>
      <h3>{t("paper_entry")}</h3>
      <p className="soft">{t("paper_entry_text")}</p>
      <NativeSelect
        label={t("for_whom")}
        value={String(at)}
        data={held.map(({ act, who }, n) => ({
          value: String(n),
          label: `${say(ACT_WORDS[act].label)} · ${who.name ?? ""} (${say(who.title)})`,
        }))}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
      />
      <ActForm
        key={`${at} ${step.round}`}
        act={one.act}
        step={step}
        item={null}
        draft={null}
        onBehalf={one.who.person}
      />
      <div className="ways">
        <Button variant="default" onClick={close}>
          {f("cancel")}
        </Button>
      </div>
    </>
  );
}
