import type { QuestionItem } from "#api/contract-remark.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

/** What others asked me, before my own work: they wait for a word. Nothing where nobody asks. */
export function Questions({ version }: { readonly version: number }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { answer } = useReading<{ items: readonly QuestionItem[] }>(
    "/api/inbox/questions",
    version,
  );
  if (answer === null || answer.items.length === 0) return null;
  return (
    <section className="notice-box">
      <h2>{t("questions")}</h2>
      <ul>
        {answer.items.map((one) => (
          <li key={one.id}>
            <b>{one.by}</b> · {stamp(one.at)} · {say(one.title)}, {one.unitName}
            <q>{one.words}</q>{" "}
            <OpenStep campaign={one.campaign} unit={one.unit} step={one.step}>
              {t("answer")}
              <span className="unseen">: {one.words}</span>
            </OpenStep>
          </li>
        ))}
      </ul>
    </section>
  );
}
