import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { type Speech, useSpeech, useWords } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import type { Bar } from "./lane.ts";
import { WORDS } from "./words.ts";

/** What a bar says in words: whose, which, how it stands, from when to when, and what it may lose. */
export function useBarWords(): {
  readonly sentence: (bar: Bar) => string;
  readonly slack: (bar: Bar) => string;
} {
  const t = useWords(WORDS);
  const { t: common, say }: Speech = useSpeech();
  const slack = ({ slack: n }: Bar): string => {
    if (n < 0) return t("impossible", { n: -n });
    return n === 0 ? t("no_slack") : t("slack", { n });
  };
  const sentence = (bar: Bar): string =>
    t("bar", {
      unit: capital(bar.row.name),
      step: say(bar.step.title),
      state: common(lookWord(bar.look)),
      from: dayWords(bar.from),
      due: dayWords(bar.due),
      slack: slack(bar),
    });
  return { sentence, slack };
}
