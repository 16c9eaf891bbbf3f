import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useMemo, useState } from "react";
import { type Definition, partsOf, wordsOf } from "#domain/definition.ts";
import { matches } from "#domain/search.ts";
import { sheetsInto } from "#domain/sheet.ts";
import type { SheetWords } from "#domain/sheet-row.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { Empty } from "#web/parts/frame.tsx";
import { useEditing } from "./editing.tsx";
import { ExcelIn } from "./excel.tsx";
import { fieldId } from "./place.ts";
import { UnitForm } from "./unit-form.tsx";
import { WORDS } from "./words.ts";

/** Step 2: the units as a tree of any size, one by one, pasted, or from Excel. */
export function UnitsStep() {
  const t = useWords(WORDS);
  const { value, edit, judged, target } = useEditing();
  const [open, setOpen] = useState<number | null>(null);
  const [many, setMany] = useState(false);
  const [query, setQuery] = useState("");
  const units = partsOf(value, "units");
  const names = useMemo(
    () => new Map(units.map((unit) => [wordsOf(unit, "id"), wordsOf(unit, "name")])),
    [units],
  );
  const listed = units.map((unit, index) => ({ unit, index }));
  const found = listed.filter(({ unit }) =>
    matches(`${wordsOf(unit, "name")} ${wordsOf(unit, "code")} ${wordsOf(unit, "id")}`, query),
  );
  const first = useFirst(found, query);
  const levelNames = new Map((judged?.words?.levels ?? []).map((level) => [level.id, level.title]));
  const wrong = new Set(
    judged?.errors.flatMap(({ path }) => (path[0] === "units" ? [Number(path[1])] : [])),
  );
  // A fault that somebody came to put right opens its unit.
  useEffect(() => {
    if (target?.[0] === "units" && target.length > 2) setOpen(Number(target[1]));
  }, [target]);
  const add = (): void => {
    const index = units.length;
    edit((whole) => ({
      ...whole,
      units: [...partsOf(whole, "units"), newUnit(whole, judged?.words)],
    }));
    setOpen(index);
  };
  const removed = (name: string, undo: () => void): void => {
    const id = notifications.show({
      closeButtonProps: { "aria-label": t("close") },
      message: (
        <Group justify="space-between">
          {t("unit_gone", { name })}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              undo();
              notifications.hide(id);
            }}
          >
            {t("undo")}
          </Button>
        </Group>
      ),
      autoClose: 10_000,
    });
  };
  return (
    <Stack>
      <Group id={fieldId(["units"])} tabIndex={-1}>
        <Button onClick={add}>{t("add_unit")}</Button>
        <Button variant="default" onClick={() => setMany(true)} disabled={units.length === 0}>
          {t("add_many")}
        </Button>
        <ExcelIn />
      </Group>
      {units.length === 0 && <Empty title={t("no_units")} text={t("no_units_text")} />}
      {units.length > 8 && (
        <TextInput
          type="search"
          label={t("find")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <ul className="start-list">
        {first.shown.map(({ unit, index }) => (
          <li key={index}>
            <button
              type="button"
              id={fieldId(["units", index])}
              data-wrong={wrong.has(index) || undefined}
              onClick={() => setOpen(index)}
            >
              <strong>
                {value["pilot"] === unit["id"] && (
                  <span className="star">
                    <span aria-hidden="true">★</span>
                    <span className="unseen">{t("is_pilot")}</span>
                  </span>
                )}
                {wordsOf(unit, "name") || "…"}
              </strong>
              <Where unit={unit} names={names} level={levelNames.get(wordsOf(unit, "level"))} />
            </button>
          </li>
        ))}
      </ul>
      <More {...first} />
      {open !== null && <UnitForm index={open} close={() => setOpen(null)} removed={removed} />}
      {many && <AddMany close={() => setMany(false)} />}
    </Stack>
  );
}

interface WhereProps {
  readonly unit: Definition;
  readonly names: ReadonlyMap<string, string>;
  readonly level: { readonly vi: string; readonly en: string } | undefined;
}

function Where({ unit, names, level }: WhereProps) {
  const { say } = useSpeech();
  const above = names.get(wordsOf(unit, "parent"));
  const words = [level && say(level), above, wordsOf(unit, "code")];
  return <span className="soft">{words.filter(Boolean).join(" · ")}</span>;
}

/** The root first, at the highest level; then below it, at the lowest. */
function newUnit(whole: Definition, words: SheetWords | null | undefined): Definition {
  const units = partsOf(whole, "units");
  const root = units.find((unit) => wordsOf(unit, "parent") === "");
  const taken = new Set(units.map((unit) => wordsOf(unit, "id")));
  let id = `don-vi-${units.length + 1}`;
  for (let n = units.length + 2; taken.has(id); n += 1) id = `don-vi-${n}`;
  const level = (root ? words?.levels[0] : words?.levels.at(-1))?.id ?? "";
  const parent = root === undefined ? {} : { parent: wordsOf(root, "id") };
  return { id, name: "", level, ...parent };
}

/** Names pasted line by line, all below one unit: judged like a sheet. */
function AddMany({ close }: { readonly close: () => void }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { value, edit, judged } = useEditing();
  const units = partsOf(value, "units");
  const levels = judged?.words?.levels ?? [];
  const root = units.find((unit) => wordsOf(unit, "parent") === "");
  const [text, setText] = useState("");
  const [parent, setParent] = useState(wordsOf(root ?? {}, "id"));
  const [level, setLevel] = useState(levels[0]?.id ?? "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const read = useMemo(
    () =>
      sheetsInto(
        [
          {
            name: "",
            rows: [["name", "level", "parent"], ...lines.map((line) => [line, level, parent])],
          },
        ],
        value,
        { levels },
      ),
    [lines, level, parent, value, levels],
  );
  const added = read.verdicts.filter(({ verdict }) => verdict === "added").length;
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ "aria-label": t("close") }}
      title={t("add_many")}
    >
      <Stack>
        <NativeSelect
          label={t("parent")}
          value={parent}
          data={units.map((unit) => ({ value: wordsOf(unit, "id"), label: wordsOf(unit, "name") }))}
          onChange={(event) => setParent(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("level")}
          value={level}
          data={levels.map((one) => ({ value: one.id, label: say(one.title) }))}
          onChange={(event) => setLevel(event.currentTarget.value)}
        />
        <Textarea
          label={t("unit_name")}
          description={t("add_many_about")}
          autosize
          minRows={6}
          maxRows={16}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {read.verdicts
          .filter(({ verdict }) => verdict === "refused")
          .map(({ row, subject, faults }) => (
            <p key={row}>
              {subject}: {faults.map(({ what, advice }) => `${say(what)} ${say(advice)}`).join(" ")}
            </p>
          ))}
        <Button
          disabled={added === 0}
          onClick={() => {
            edit(() => read.definition);
            close();
          }}
        >
          {t("add_n", { n: added })}
        </Button>
      </Stack>
    </Modal>
  );
}
