import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ChangePreviewView, ChangeView } from "#api/contract-change.ts";
import { isFailure, read } from "#web/api.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { CHANGE_WORDS, changeTitle } from "./change-words.ts";
import { compared, type Line } from "./compare.ts";
import { WORDS } from "./words.ts";

interface ComparisonProps {
  readonly path: string;
  readonly proposals: readonly ChangeView[];
  readonly nameOf: (id: string) => string;
}

/** Proposals side by side: what each would come to if it were decided now. */
export function Comparison({ path, proposals, nameOf }: ComparisonProps) {
  const t = useWords(WORDS);
  const c = useWords(CHANGE_WORDS);
  const { say } = useSpeech();
  const previews = useQueries({
    queries: proposals.map(({ id }) => ({
      queryKey: ["read", `${path}/changes/${id}/preview`, "levels"],
      // Who may not preview still compares the figures.
      queryFn: async () => {
        const at = `${path}/changes/${encodeURIComponent(id)}/preview`;
        const answer = await read<ChangePreviewView>(at);
        return isFailure(answer) ? null : answer.levels;
      },
    })),
  });
  const known = proposals.flatMap((item, n) =>
    item.figures === null
      ? []
      : [{ item, figures: item.figures, levels: previews[n]?.data ?? null }],
  );
  const lines = useMemo(() => compared(known), [known]);
  if (known.length < 2) return null;
  const shown = ({ key }: Line, value: string | number | null): string => {
    if (value === null) return "–";
    if (key === "ends") return dayWords(String(value));
    if (key === "slack" || key === "level") return t("days", { n: value });
    return String(value);
  };
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t("compare")}</h2>
      <p className="soft">{t("compare_text")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className="list-scroll" aria-labelledby="comparison" tabIndex={0}>
        <table className="list comparison">
          <thead>
            <tr>
              <th scope="col">{t("figure")}</th>
              {known.map(({ item }) => (
                <th key={item.id} scope="col">
                  {changeTitle(item.change, nameOf, c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.key} ${line.title?.vi}`}>
                <th scope="row">
                  {line.title === null
                    ? t(`line_${line.key}`)
                    : t("line_level", { level: say(line.title) })}
                </th>
                {line.values.map((value, n) => (
                  <td key={known[n]?.item.id}>
                    {line.best[n] ? (
                      <b>
                        {shown(line, value)} <span className="soft">({t("best")})</span>
                      </b>
                    ) : (
                      shown(line, value)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
