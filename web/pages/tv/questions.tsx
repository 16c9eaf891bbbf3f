import { useReducedMotion } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { NextItem, NextView } from "#api/contract-step.ts";
import { cellKey } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Look } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { WORDS } from "./words.ts";

const TURN_MS = 12_000;
const SHOWN = 5;
const QUESTIONS = ["late", "blocked", "coming"] as const;
type Question = (typeof QUESTIONS)[number];
const LOOKS: Readonly<Record<Question, Look>> = {
  late: "overdue",
  blocked: "gate",
  coming: "waiting",
};

/** Who is late, what blocks, what comes next: one at a time; all three at once for who wants nothing to move. */
export function Questions({ next }: { readonly next: NextView | null }) {
  const t = useWords(WORDS);
  const still = useReducedMotion();
  const [paused, setPaused] = useState(false);
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (paused || still) return;
    const timer = setInterval(() => setAt((last) => (last + 1) % QUESTIONS.length), TURN_MS);
    return () => clearInterval(timer);
  }, [paused, still]);
  if (next === null) return <section className="tv-questions" aria-busy="true" />;
  return (
    <section className="tv-questions">
      {!still && (
        <p className="tv-turns">
          {QUESTIONS.map((one, n) => (
            <button key={one} type="button" aria-pressed={n === at} onClick={() => setAt(n)}>
              {t(one)} <b>{next.totals[one]}</b>
            </button>
          ))}
          <button type="button" onClick={() => setPaused(!paused)}>
            {t(paused ? "resume" : "pause")}
          </button>
        </p>
      )}
      {QUESTIONS.filter((_, n) => still || n === at).map((one) => (
        <Answer key={one} question={one} items={next[one]} total={next.totals[one]} />
      ))}
    </section>
  );
}

interface AnswerProps {
  readonly question: Question;
  readonly items: readonly NextItem[];
  readonly total: number;
}

function Answer({ question, items, total }: AnswerProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const shown = items.slice(0, SHOWN);
  return (
    <section className={`tv-answer look-${LOOKS[question]}`}>
      <h2>{t(question)}</h2>
      {total === 0 && <p className="tv-none">{t(`${question}_none`)}</p>}
      <ul>
        {shown.map((item) => (
          <li key={cellKey(item.unit, item.step)}>
            <Mark look={LOOKS[question]} />
            <span>
              <b>
                {capital(item.unitName)} · {say(item.title)}
              </b>
              <br />
              {say(item.explain)}
            </span>
          </li>
        ))}
      </ul>
      {total > shown.length && <p className="soft">{t("more", { n: total - shown.length })}</p>}
    </section>
  );
}
