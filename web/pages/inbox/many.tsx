import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ActsRow, ActsVerdicts } from "#api/contract-acts.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { WORDS } from "./words.ts";

/** One of several things, and how it is called. */
export interface ManyRow {
  readonly row: ActsRow;
  readonly name: string;
}

interface ManyProps {
  readonly rows: readonly ManyRow[];
  readonly clear: () => void;
}

interface Outcome extends ManyRow {
  readonly verdict: ActsVerdicts["rows"][number];
}

/** Acts on what was chosen, all at once, and says of each what became of it. */
export function Many({ rows, clear }: ManyProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const held = useHeld();
  const [sentence, setSentence] = useState(t("sentence_default"));
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const count = (kind: "approve" | "acknowledge" | "remind"): number =>
    rows.filter(({ row }) => kind in row).length;
  const reminding = count("remind") > 0;
  const act = (): void => {
    const sent = rows.map(({ row }) =>
      "remind" in row ? { ...row, remind: { ...row.remind, sentence } } : row,
    );
    held.hold({ method: "POST", path: "/api/acts", body: { rows: sent } }, (answer) => {
      const verdicts = (answer as ActsVerdicts).rows;
      setOutcomes(
        rows.flatMap((one, at) => (verdicts[at] ? [{ ...one, verdict: verdicts[at] }] : [])),
      );
      clear();
    });
  };
  const label = [
    ...(count("approve") > 0 ? [t("approve_n", { n: count("approve") })] : []),
    ...(count("acknowledge") > 0 ? [t("acknowledge_n", { n: count("acknowledge") })] : []),
    ...(reminding ? [t("remind_n", { n: count("remind") })] : []),
  ].join(" · ");
  return (
    <>
      {outcomes.length > 0 && (
        <section className="notice-box" role="status">
          <h2>{t("verdicts")}</h2>
          <ul>
            {outcomes.map(({ name, verdict }) => (
              <li key={name}>
                <b>{name}</b>:{" "}
                {verdict.status === "refused"
                  ? verdict.refusal && say(verdict.refusal.words)
                  : t(verdict.status === "done" ? "verdict_done" : "verdict_open")}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && (
        <section className="many" aria-label={t("chosen", { n: rows.length })}>
          {held.phase !== "done" && <HeldBar held={held} what={label} retry={act} />}
          {held.phase !== "holding" && held.phase !== "sending" && (
            <>
              {count("approve") > 0 && <p className="soft">{t("many_note")}</p>}
              {reminding && (
                <Textarea
                  label={t("sentence_label")}
                  value={sentence}
                  onChange={(event) => setSentence(event.currentTarget.value)}
                  maxLength={500}
                  required
                />
              )}
              <div className="ways">
                <Button onClick={act}>{label}</Button>
                <Button variant="default" onClick={clear}>
                  {t("clear")}
                </Button>
              </div>
            </>
          )}
        </section>
      )}
    </>
  );
}
