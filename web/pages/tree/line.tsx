import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { LOOKS, lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import type { Branch } from "./branch.ts";
import { WORDS } from "./words.ts";

interface LineProps {
  readonly branch: Branch;
  readonly index: number;
  readonly open: boolean;
  readonly tabbable: boolean;
  readonly turn: (unit: string, to: boolean) => void;
  readonly visit: (unit: string) => void;
  readonly focused: () => void;
}

/** One unit: its name, how many stand below it, and how their steps stand. */
export function Line({ branch, index, open, tabbable, turn, visit, focused }: LineProps) {
  const t = useWords(WORDS);
  const { t: common } = useSpeech();
  const { row, level, below, counts, steps, children } = branch;
  const leaf = children.length === 0;
  const done = counts.get("done") ?? 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself listens to the keyboard.
    <div
      className="tree-line"
      role="treeitem"
      aria-level={level}
      aria-expanded={leaf ? undefined : open}
      data-line={index}
      tabIndex={tabbable ? 0 : -1}
      onFocus={focused}
      onClick={() => (leaf ? visit(row.unit) : turn(row.unit, !open))}
      style={{ paddingLeft: `${level * 1.25 - 0.75}rem` }}
    >
      <span className="tree-turn" aria-hidden="true">
        {leaf ? "" : open ? "▾" : "▸"}
      </span>
      <span className="tree-name">
        {row.pilot && <span className="star">★ </span>}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the line does the same. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
        <span
          className="tree-link"
          onClick={(event) => {
            event.stopPropagation();
            visit(row.unit);
          }}
        >
          {capital(row.name)}
        </span>
        {!leaf && <span className="soft"> {t("below", { n: below })}</span>}
      </span>
      <span className="tree-counts">
        {LOOKS.filter((look) => look !== "done" && look !== "not_begun" && counts.has(look)).map(
          (look) => (
            <span key={look} className={`look-${look}`} title={common(lookWord(look))}>
              <Mark look={look} /> {counts.get(look)}
              <span className="unseen"> {common(lookWord(look))},</span>
            </span>
          ),
        )}
        <span className="soft">{t("done_of", { done, total: steps })}</span>
      </span>
    </div>
  );
}
