import { useId } from "react";
import { useSpeech } from "./language.tsx";

interface SearchBoxProps {
  readonly query: string;
  readonly change: (query: string) => void;
  readonly found: number;
}

/** Narrows a list; accents and case make no difference. */
export function SearchBox({ query, change, found }: SearchBoxProps) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <span className="field wide">
        <label htmlFor={id}>{t("search")}</label>
        <input
          id={id}
          type="search"
          value={query}
          placeholder={t("filter_hint")}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
        />
      </span>
      <output htmlFor={id} className="soft">
        {t("found_n", { n: found })}
      </output>
    </form>
  );
}
