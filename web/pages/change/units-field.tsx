import { Checkbox, Radio, Select, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Board } from "#api/contract-campaign.ts";
import { matches } from "#domain/search.ts";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { type Reach, reached, toggled } from "./draft.ts";
import { FORM_WORDS } from "./form-words.ts";

interface UnitsFieldProps {
  readonly board: Board;
  readonly value: Reach;
  readonly change: (reach: Reach) => void;
}

/** Which units: all, a level, or chosen ones by the tree, each with what lies below it. */
export function UnitsField({ board, value, change }: UnitsFieldProps) {
  const t = useWords(FORM_WORDS);
  const { say } = useSpeech();
  const levels = board.columns.filter(({ level }) => board.rows.some((row) => row.level === level));
  const begin = (kind: string): void => {
    if (kind === "level") change({ kind: "level", level: levels.at(-1)?.level ?? "" });
    else change(kind === "units" ? { kind: "units", units: [] } : { kind: "all" });
  };
  return (
    <>
      <Radio.Group label={t("reach")} value={value.kind} onChange={begin}>
        <div className="choices">
          <Radio value="all" label={t("reach_all")} />
          <Radio value="level" label={t("reach_level")} />
          <Radio value="units" label={t("reach_units")} />
        </div>
      </Radio.Group>
      {value.kind === "level" && (
        <Select
          label={t("level")}
          description={t("tree_hint")}
          allowDeselect={false}
          data={levels.map((one) => ({ value: one.level, label: say(one.title) }))}
          value={value.level}
          onChange={(level) => level !== null && change({ kind: "level", level })}
        />
      )}
      {value.kind === "units" && <Tree board={board} chosen={value.units} change={change} />}
      <p className="soft" role="status">
        {t("reached", { n: reached(value, board.rows).length })}
      </p>
    </>
  );
}

interface TreeProps {
  readonly board: Board;
  readonly chosen: readonly string[];
  readonly change: (reach: Reach) => void;
}

function Tree({ board, chosen, change }: TreeProps) {
  const t = useWords(FORM_WORDS);
  const [query, setQuery] = useState("");
  const found = useMemo(
    () => (query === "" ? board.rows : board.rows.filter(({ name }) => matches(name, query))),
    [board.rows, query],
  );
  const first = useFirst(found, query);
  const covered = useMemo(
    () => new Set(reached({ kind: "units", units: chosen }, board.rows)),
    [board.rows, chosen],
  );
  return (
    <fieldset className="unit-tree">
      <legend>{t("tree")}</legend>
      <p className="soft">{t("tree_hint")}</p>
      <TextInput
        type="search"
        label={t("find")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul>
        {first.shown.map(({ unit, name, depth }) => {
          const own = chosen.includes(unit);
          const above = covered.has(unit) && !own;
          return (
            <li key={unit} data-depth={Math.min(depth, 3)}>
              <Checkbox
                label={above ? `${capital(name)} (${t("covered")})` : capital(name)}
                checked={own || above}
                disabled={above}
                onChange={() => change({ kind: "units", units: toggled(chosen, unit, board.rows) })}
              />
            </li>
          );
        })}
      </ul>
      <More {...first} />
    </fieldset>
  );
}
