import { Button } from "@mantine/core";
import { useState } from "react";
import type { ChangeFigures } from "#api/contract-change.ts";
import { type Change, NEEDS_SECOND_PERSON } from "#domain/change.ts";
import { useWords } from "#web/language.tsx";
import { FORM_WORDS } from "./form-words.ts";

interface DecidingProps {
  readonly change: Change;
  readonly title: string;
  readonly figures: ChangeFigures;
  /** A reason is written. */
  readonly ready: boolean;
  readonly busy: boolean;
  readonly act: (decide: boolean) => void;
  readonly back: () => void;
}

/** Proposes, or decides where one person may: asked once, in words. */
export function Deciding({ change, title, figures, ready, busy, act, back }: DecidingProps) {
  const t = useWords(FORM_WORDS);
  const [asked, setAsked] = useState<"propose" | "decide" | null>(null);
  const two = NEEDS_SECOND_PERSON[change.kind];
  const fill = { units: figures.units, dates: figures.moved, people: figures.people };
  if (asked !== null)
    return (
      <section className="returned" role="alertdialog" aria-label={title}>
        <p>
          <b>{title}.</b> {t(`ask_${asked}`, fill)}
        </p>
        <div className="ways">
          <Button loading={busy} onClick={() => act(asked === "decide")}>
            {t(`yes_${asked}`)}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => setAsked(null)}>
            {t("not_yet")}
          </Button>
        </div>
      </section>
    );
  return (
    <>
      {two && <p className="soft">{t("second")}</p>}
      {!ready && <p className="soft">{t("reason_first")}</p>}
      <div className="ways">
        {!two && (
          <Button disabled={!ready || busy} onClick={() => setAsked("decide")}>
            {t("decide_now")}
          </Button>
        )}
        <Button
          variant={two ? "filled" : "default"}
          disabled={!ready || busy}
          onClick={() => setAsked("propose")}
        >
          {t("propose_now")}
        </Button>
        <Button variant="default" onClick={back}>
          {t("change_form")}
        </Button>
      </div>
    </>
  );
}
