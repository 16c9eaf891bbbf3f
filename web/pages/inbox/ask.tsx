import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { InboxItem, StepView } from "#api/contract-step.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface AskProps {
  readonly item: Pick<InboxItem, "campaign" | "unit" | "step" | "from">;
  readonly close: () => void;
}

/** A question to whoever handed it in, or owns the step; it stands on the step's page with its answer. */
export function Ask({ item, close }: AskProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const held = useHeld();
  const [words, setWords] = useState("");
  const { campaign, unit, step } = item;
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/units/${encodeURIComponent(unit)}/steps/${encodeURIComponent(step)}`;
  const read = useReading<StepView>(item.from === null ? path : null);
  const asked = item.from ?? read.answer?.owner ?? null;
  const ask = (): void => {
    const body = { words, ...(asked === null ? {} : { asked: asked.post }) };
    held.hold({ method: "POST", path: `${path}/remarks`, body }, close);
  };
  const quiet = held.phase === "idle";
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Textarea
        label={t("question")}
        description={
          asked === null ? undefined : t("question_to", { who: asked.name ?? say(asked.title) })
        }
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        required
        autosize
        minRows={2}
        maxLength={4000}
        readOnly={!quiet}
        data-autofocus
      />
      <HeldBar held={held} what={t("asking")} retry={ask} />
      {quiet && (
        <div className="ways">
          <Button type="submit">{t("send")}</Button>
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </form>
  );
}
