import { useState } from "react";
import { useSpeech } from "./language.tsx";

/** The first part of a long list, and a way to the rest. */
export interface First<Item> {
  readonly shown: readonly Item[];
  readonly total: number;
  readonly showMore: () => void;
}

const AT_ONCE = 200;

/** @param again When this changes the list starts from its beginning again. */
export function useFirst<Item>(items: readonly Item[], again: string): First<Item> {
  const [limit, setLimit] = useState({ again, n: AT_ONCE });
  const n = limit.again === again ? limit.n : AT_ONCE;
  return {
    shown: items.slice(0, n),
    total: items.length,
    showMore: () => setLimit({ again, n: n + AT_ONCE }),
  };
}

export function More({ shown, total, showMore }: First<unknown>) {
  const { t } = useSpeech();
  if (shown.length >= total) return null;
  return (
    <p className="more">
      {t("shown_of", { shown: shown.length, total })}{" "}
      <button type="button" onClick={showMore}>
        {t("show_more")}
      </button>
    </p>
  );
}
