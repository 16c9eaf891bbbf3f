import { Button, Group, Select, Stack } from "@mantine/core";
import { useEffect, useState } from "react";
import {
  type Definition,
  holdersOf,
  isPart,
  partOf,
  partsOf,
  wordsOf,
} from "#domain/definition.ts";
import { personsIn } from "#domain/sheet-person.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useEditing, withAt } from "./editing.tsx";
import { ExcelIn } from "./excel.tsx";
import { Fields, WordField } from "./field.tsx";
import { fieldId } from "./place.ts";
import { Teams } from "./teams.tsx";
import { WORDS } from "./words.ts";

/** Step 3: who holds which post, unit by unit; and the teams that follow the units. */
export function PeopleStep() {
  const t = useWords(WORDS);
  const { value, target } = useEditing();
  const units = partsOf(value, "units");
  const [index, setIndex] = useState(0);
  useEffect(() => {
    if (target?.[0] === "units") setIndex(Number(target[1]));
  }, [target]);
  const unit = units[index];
  if (unit === undefined) return <p>{t("no_units_yet")}</p>;
  return (
    <Stack>
      <Group align="end">
        <Select
          className="wide"
          label={t("people_of")}
          searchable
          allowDeselect={false}
          value={String(index)}
          data={units.map((one, n) => ({ value: String(n), label: wordsOf(one, "name") || "…" }))}
          onChange={(chosen) => setIndex(Number(chosen ?? 0))}
        />
        <ExcelIn />
      </Group>
      <Posts key={index} unit={unit} index={index} />
      <Teams />
    </Stack>
  );
}

/** The roles of the unit's level, and its own. */
function Posts({ unit, index }: { readonly unit: Definition; readonly index: number }) {
  const { say } = useSpeech();
  const { judged } = useEditing();
  const level = judged?.words?.levels.find(({ id }) => id === wordsOf(unit, "level"));
  const usual = level?.posts ?? [];
  const own = Object.keys(partOf(unit, "posts")).filter(
    (role) => !usual.some((post) => post.role === role),
  );
  const roles = [
    ...usual.map(({ role, title }) => ({ role, title: say(title) })),
    ...own.map((role) => ({ role, title: role })),
  ];
  return (
    <div id={fieldId(["units", index])} tabIndex={-1} className="start-posts">
      {roles.map(({ role, title }) => (
        <Post key={role} {...{ unit, index, role, title }} />
      ))}
    </div>
  );
}

interface PostProps {
  readonly unit: Definition;
  readonly index: number;
  readonly role: string;
  readonly title: string;
}

function Post({ unit, index, role, title }: PostProps) {
  const t = useWords(WORDS);
  const { value, edit } = useEditing();
  const path = ["units", index, "posts", role] as const;
  const isList = Array.isArray(partOf(unit, "posts")[role]);
  const holders = holdersOf(unit, role);
  const known = personsIn(value);
  const shown = holders.length === 0 ? [undefined] : holders;
  const add = (): void => edit((whole) => withAt(whole, path, [...holders, { name: "" }]));
  return (
    <fieldset className="start-group" id={fieldId(path)} tabIndex={-1}>
      <legend>{title}</legend>
      {shown.map((holder, n) => {
        const at = isList ? [...path, n] : [...path];
        if (typeof holder === "string")
          return (
            <p key={`${n}-${holder}`}>
              {t("person_ref", { who: known.get(holder)?.name ?? holder })}{" "}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => edit((whole) => withAt(whole, at, undefined))}
              >
                {t("remove")}
              </Button>
            </p>
          );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: holders have no other name than their place.
          <Fields key={n}>
            <WordField path={[...at, "name"]} label={t("person")} />
            <WordField path={[...at, "email"]} label={t("email")} type="email" />
            {isPart(holder) && <WordField path={[...at, "title"]} label={t("post_title")} />}
          </Fields>
        );
      })}
      {holders.length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={add}>
          {t("add_holder")}
        </Button>
      )}
    </fieldset>
  );
}
