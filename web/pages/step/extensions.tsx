import type { StepView } from "#api/contract-step.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { WORDS } from "./words.ts";

/** Later dates that were asked for, and what was decided. */
export function Extensions({ step }: { readonly step: StepView }) {
  const t = useWords(WORDS);
  return (
    <section>
      <h2>{t("extensions")}</h2>
      <ul className="kept">
        {(step.extensions ?? []).map(({ act, post, round, from, until, asked, decided }) => (
          <li key={`${act} ${post} ${round} ${asked.at}`}>
            <span>
              {t("extension", {
                who: asked.by,
                from: stamp(from),
                until: stamp(until),
                reason: asked.reason,
              })}
            </span>
            <b>
              {decided === null
                ? t("undecided")
                : t(decided.granted ? "granted" : "refused", {
                    who: decided.by,
                    reason: decided.reason,
                  })}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}
