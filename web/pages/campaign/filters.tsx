import { useId } from "react";
import type { CampaignDetail, Column } from "#api/contract-campaign.ts";
import type { Filter } from "#web/board.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { LOOKS, type Look, lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { WORDS } from "./words.ts";

interface FiltersProps {
  readonly filter: Filter;
  readonly change: (filter: Filter) => void;
  readonly teams: CampaignDetail["teams"];
  readonly columns: readonly Column[];
  readonly found: number;
}

export function Filters({ filter, change, teams, columns, found }: FiltersProps) {
  const { t, say } = useSpeech();
  const words = useWords(WORDS);
  const ids = { query: useId(), look: useId(), team: useId(), level: useId() };
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <span className="field wide">
        <label htmlFor={ids.query}>{t("filter")}</label>
        <input
          id={ids.query}
          type="search"
          value={filter.query}
          placeholder={t("filter_hint")}
          autoComplete="off"
          onChange={(event) => change({ ...filter, query: event.target.value })}
        />
      </span>
      <span className="field">
        <label htmlFor={ids.look}>{t("filter_state")}</label>
        <select
          id={ids.look}
          value={filter.look ?? ""}
          onChange={(event) => change({ ...filter, look: lookNamed(event.target.value) })}
        >
          <option value="">{t("filter_all")}</option>
          {LOOKS.map((look) => (
            <option key={look} value={look}>
              {t(lookWord(look))}
            </option>
          ))}
        </select>
      </span>
      {columns.length > 1 && (
        <span className="field">
          <label htmlFor={ids.level}>{words("level")}</label>
          <select
            id={ids.level}
            value={filter.level ?? ""}
            onChange={(event) => change({ ...filter, level: event.target.value || null })}
          >
            <option value="">{t("filter_all")}</option>
            {columns.map((column) => (
              <option key={column.level} value={column.level}>
                {say(column.title)}
              </option>
            ))}
          </select>
        </span>
      )}
      {teams.length > 0 && (
        <span className="field">
          <label htmlFor={ids.team}>{t("filter_team")}</label>
          <select
            id={ids.team}
            value={filter.team ?? ""}
            onChange={(event) => change({ ...filter, team: event.target.value || null })}
          >
            <option value="">{t("filter_all")}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        </span>
      )}
      <output htmlFor={ids.query} className="soft">
        {t("filter_found", { n: found })}
      </output>
    </form>
  );
}

const lookNamed = (name: string): Look | null => LOOKS.find((look) => look === name) ?? null;

/** The ten looks with their words: nobody has to guess a sign. */
export function Legend() {
  const { t } = useSpeech();
  return (
    <section className="legend" aria-label={t("legend")}>
      {LOOKS.map((look) => (
        <span key={look} className={`look-${look}`}>
          <Mark look={look} /> {t(lookWord(look))}
        </span>
      ))}
      <span>
        <em className="proposed">{t("proposed")} 25/05</em>
      </span>
      <span>
        <span className="star" aria-hidden="true">
          ★
        </span>{" "}
        {t("pilot")}
      </span>
    </section>
  );
}
