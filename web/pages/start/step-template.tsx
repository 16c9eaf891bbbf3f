import { Radio, Stack, TextInput } from "@mantine/core";
import { type Definition, isPart, partOf, withField, wordsOf } from "#domain/definition.ts";
import { idFrom } from "#domain/sheet-cell.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useEditing, useField, withAt } from "./editing.tsx";
import { Fields, WordField } from "./field.tsx";
import { WORDS } from "./words.ts";

/** Step 1: which template, and what the campaign is called. */
export function TemplateStep() {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { templates } = useEditing();
  const { value, set, id, error } = useField(["template"]);
  return (
    <Stack>
      <Radio.Group
        id={id}
        tabIndex={-1}
        label={t("template")}
        value={value}
        onChange={set}
        error={error}
      >
        <Stack gap="xs" mt="xs">
          {templates.map(({ name, title, levels }) => (
            <Radio
              key={name}
              value={name}
              label={say(title)}
              description={t("levels_n", {
                n: levels.length,
                levels: levels.map((level) => say(level.title)).join(" → "),
              })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Title />
      <Fields>
        <WordField path={["id"]} label={t("key")} about={t("key_about")} required />
        <WordField path={["period"]} label={t("period")} about={t("period_about")} required />
      </Fields>
      <WordField path={["term"]} label={t("term")} />
      <fieldset className="start-group">
        <legend>{t("outside")}</legend>
        <p className="soft">{t("outside_about")}</p>
        <Outside />
      </fieldset>
    </Stack>
  );
}

/** The title in one language or two; the id follows it until somebody writes one. */
function Title() {
  const t = useWords(WORDS);
  const { value, edit } = useEditing();
  const { id, error, onBlur } = useField(["title"]);
  const { vi, en } = titleOf(value);
  const write = (next: { vi: string; en: string }): void =>
    edit((whole) => {
      const title = next.en === "" ? next.vi : next;
      const before = titleOf(whole).vi;
      const follows = ["", idFrom(before, true)].includes(wordsOf(whole, "id"));
      const key = follows && next.vi !== "" ? idFrom(next.vi, true) : wordsOf(whole, "id");
      return withField({ ...whole, title }, "id", key === "" ? undefined : key);
    });
  return (
    <>
      <TextInput
        id={id}
        label={t("name")}
        withAsterisk
        value={vi}
        error={error}
        onBlur={onBlur}
        onChange={(event) => write({ vi: event.currentTarget.value, en })}
      />
      <TextInput
        label={t("name_en")}
        value={en}
        onChange={(event) => write({ vi, en: event.currentTarget.value })}
      />
    </>
  );
}

/** A file's title as the form edits it. */
export function titleOf(value: Definition): { vi: string; en: string } {
  if (!isPart(value["title"])) return { vi: wordsOf(value, "title"), en: "" };
  const title = partOf(value, "title");
  return { vi: wordsOf(title, "vi"), en: wordsOf(title, "en") };
}

/** Who stands above the root: its id is made from its name where none is written. */
function Outside() {
  const t = useWords(WORDS);
  const { value, edit } = useEditing();
  const { id, error, onBlur } = useField(["outside", "name"]);
  const outside = partOf(value, "outside");
  const name = wordsOf(outside, "name");
  return (
    <Fields>
      <TextInput
        id={id}
        label={t("unit_name")}
        value={name}
        error={error}
        onBlur={onBlur}
        onChange={(event) => {
          const words = event.currentTarget.value;
          edit((whole) => {
            if (words === "") return withField(whole, "outside", undefined);
            const known = wordsOf(partOf(whole, "outside"), "id");
            const made = withAt(whole, ["outside", "name"], words);
            return withAt(made, ["outside", "id"], known || "cap-tren");
          });
        }}
      />
      {name !== "" && <WordField path={["outside", "email"]} label={t("email")} type="email" />}
    </Fields>
  );
}
