import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { type Definition, namesOf, partsOf, withField, wordsOf } from "#domain/definition.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useEditing, withAt } from "./editing.tsx";
import { ChoiceField, DayField, Fields, WordField } from "./field.tsx";
import { WORDS } from "./words.ts";

interface UnitFormProps {
  readonly index: number;
  readonly close: () => void;
  readonly removed: (name: string, undo: () => void) => void;
}

/** One unit. What hangs on its id (units below, teams, the pilot) follows when it is deleted, and comes back with it. */
export function UnitForm({ index, close, removed }: UnitFormProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { value, edit, judged } = useEditing();
  const units = partsOf(value, "units");
  const unit = units[index];
  if (unit === undefined) return null;
  const id = wordsOf(unit, "id");
  const levels = (judged?.words?.levels ?? []).map((level) => ({
    value: level.id,
    label: say(level.title),
  }));
  const parents = units
    .filter((one) => wordsOf(one, "id") !== id)
    .map((one) => ({ value: wordsOf(one, "id"), label: wordsOf(one, "name") }));
  const remove = (): void => {
    const before = value;
    edit((whole) => withoutUnit(whole, id));
    close();
    removed(wordsOf(unit, "name"), () => edit(() => before));
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ "aria-label": t("close") }}
      title={wordsOf(unit, "name") || t("unit")}
      size="lg"
    >
      <Stack>
        <WordField path={["units", index, "name"]} label={t("unit_name")} required />
        <Fields>
          <ChoiceField
            path={["units", index, "level"]}
            label={t("level")}
            choices={[{ value: "", label: "–" }, ...levels]}
            required
          />
          <ChoiceField
            path={["units", index, "parent"]}
            label={t("parent")}
            choices={[{ value: "", label: t("no_parent") }, ...parents]}
          />
        </Fields>
        <Fields>
          <WordField path={["units", index, "code"]} label={t("code")} />
          <WordField path={["units", index, "id"]} label={t("unit_id")} required />
        </Fields>
        <DayField path={["units", index, "valid", "to"]} label={t("valid_to")} />
        <Checkbox
          label={t("territorial")}
          checked={unit["territorial"] !== false}
          onChange={(event) => {
            const flag = event.currentTarget.checked ? undefined : false;
            edit((whole) => withAt(whole, ["units", index, "territorial"], flag));
          }}
        />
        <Checkbox
          label={t("pilot")}
          checked={value["pilot"] === id}
          onChange={(event) => {
            const pilot = event.currentTarget.checked ? id : undefined;
            edit((whole) => withField(whole, "pilot", pilot));
          }}
        />
        <Group justify="space-between">
          <Button variant="default" color="red" onClick={remove}>
            {t("delete_unit")}
          </Button>
          <Button onClick={close}>{t("done")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Without a unit, and without what names it in teams and as the pilot; units below it keep their place to be seen. */
function withoutUnit(whole: Definition, id: string): Definition {
  const units = partsOf(whole, "units").filter((one) => wordsOf(one, "id") !== id);
  const teams = partsOf(whole, "teams").map((team) => ({
    ...team,
    follows: namesOf(team, "follows").filter((one) => one !== id),
  }));
  const next = { ...whole, units, ...(whole["teams"] === undefined ? {} : { teams }) };
  return whole["pilot"] === id ? withField(next, "pilot", undefined) : next;
}
