import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import { useWords } from "#web/language.tsx";
import { WORDS } from "./words.ts";

interface DiffProps {
  readonly before: string;
  readonly after: string;
}

/** Two texts word by word: what is new underlined, what is gone struck through, said to a screen reader as well. */
export function Diff({ before, after }: DiffProps) {
  const t = useWords(WORDS);
  const parts = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  if (parts.every(({ added, removed }) => !added && !removed)) return <p>{t("diff_same")}</p>;
  let at = 0;
  return (
    <div className="diff">
      {parts.map(({ value, added, removed }) => {
        at += value.length;
        const key = `${at} ${added} ${removed}`;
        if (!added && !removed) return <span key={key}>{value}</span>;
        const Tag = added ? "ins" : "del";
        return (
          <Tag key={key}>
            <span className="unseen">{t(added ? "added" : "removed")}: </span>
            {value}
          </Tag>
        );
      })}
    </div>
  );
}
