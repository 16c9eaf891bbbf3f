import { Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { partOf, withField, wordsOf } from "#domain/definition.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { type AnchorForm, anchorForm, anchorWords, MONTH_PARTS, type MonthPart } from "./anchor.ts";
import { useEditing, useField, valueAt, withAt } from "./editing.tsx";
import { DayField, DayInput, Fields } from "./field.tsx";
import { fieldId } from "./place.ts";
import { WORDS } from "./words.ts";

/** Step 4: the days that all others are counted from. */
export function DaysStep() {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { value, judged } = useEditing();
  const named = judged?.words?.anchors ?? [];
  const own = Object.keys(partOf(value, "anchors")).filter(
    (id) => !named.some((anchor) => anchor.id === id),
  );
  const anchors = [
    ...named.map(({ id, title }) => ({ id, title: say(title) })),
    ...own.map((id) => ({ id, title: id })),
  ];
  return (
    <Stack>
      <DayField path={["starts"]} label={t("starts")} required />
      <section id={fieldId(["anchors"])} tabIndex={-1}>
        <h2>{t("anchors")}</h2>
        <p className="soft">{t("anchors_about")}</p>
        {anchors.map(({ id, title }) => (
          <Anchor key={id} id={id} title={title} />
        ))}
      </section>
      <Official />
    </Stack>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function Anchor({ id, title }: { readonly id: string; readonly title: string }) {
  const t = useWords(WORDS);
  const path = ["anchors", id];
  const field = useField(path);
  const [kind, setKind] = useState<AnchorForm["kind"]>(() => anchorForm(field.value).kind);
  const read = anchorForm(field.value);
  // While a form is not whole, the file has nothing; what was typed stays here.
  const [typed, setTyped] = useState<AnchorForm | null>(null);
  const form = typed?.kind === kind ? typed : read.kind === kind ? read : EMPTY[kind];
  const write = (next: AnchorForm): void => {
    setTyped(next);
    field.set(anchorWords(next));
  };
  return (
    <fieldset className="start-group">
      <legend>{capital(title)}</legend>
      <Fields>
        <NativeSelect
          label={t("kind")}
          value={kind}
          data={(["fixed", "month", "window"] as const).map((one) => ({
            value: one,
            label: t(`kind_${one}`),
          }))}
          onChange={(event) => setKind(event.currentTarget.value as AnchorForm["kind"])}
        />
        <AnchorFields
          {...{ form, write }}
          id={fieldId(path)}
          error={field.error}
          onBlur={field.onBlur}
        />
      </Fields>
    </fieldset>
  );
}

const EMPTY = {
  fixed: { kind: "fixed", day: "" },
  month: { kind: "month", part: "all", month: "" },
  window: { kind: "window", from: "", to: "" },
} as const satisfies Record<AnchorForm["kind"], AnchorForm>;

interface AnchorFieldsProps {
  readonly form: AnchorForm;
  readonly write: (form: AnchorForm) => void;
  readonly id: string;
  readonly error: string | null;
  readonly onBlur: () => void;
}

function AnchorFields({ form, write, id, error, onBlur }: AnchorFieldsProps) {
  const t = useWords(WORDS);
  switch (form.kind) {
    case "fixed":
      return (
        <DayInput
          {...{ id, error, onBlur }}
          label={t("from")}
          value={form.day}
          set={(day) => write({ ...form, day })}
        />
      );
    case "window":
      return (
        <>
          <DayInput
            {...{ id, error, onBlur }}
            label={t("from")}
            value={form.from}
            set={(from) => write({ ...form, from })}
          />
          <DayInput label={t("to")} value={form.to} set={(to) => write({ ...form, to })} />
        </>
      );
    case "month":
      return (
        <>
          <NativeSelect
            label={t("part")}
            value={form.part}
            data={MONTH_PARTS.map((part) => ({ value: part, label: t(`part_${part}`) }))}
            onChange={(event) => write({ ...form, part: event.currentTarget.value as MonthPart })}
          />
          <TextInput
            {...{ id, error, onBlur }}
            label={t("month")}
            placeholder="05/2026"
            value={form.month}
            onChange={(event) => write({ ...form, month: event.currentTarget.value })}
          />
        </>
      );
    default:
      return form satisfies never;
  }
}

/** The years that the plan touches: for each somebody has looked up the official decision on days off. */
function Official() {
  const t = useWords(WORDS);
  const { value, edit, judged } = useEditing();
  const known = (valueAt(value, ["calendar", "officialYears"]) ?? []) as readonly unknown[];
  const years = new Set(known.filter((year) => typeof year === "number"));
  const first = Number(wordsOf(value, "starts").slice(0, 4));
  const last = Number(judged?.plan?.ends.slice(0, 4) ?? first);
  const touched = Array.from({ length: Math.min(last - first, 5) + 1 }, (_, n) => first + n);
  const shown = [...new Set([...years, ...touched])]
    .filter((year) => year > 1944)
    .toSorted((a, b) => a - b);
  return (
    <fieldset className="start-group" id={fieldId(["calendar"])} tabIndex={-1}>
      <legend>{t("official")}</legend>
      <Group>
        {shown.map((year) => (
          <Checkbox
            key={year}
            label={String(year)}
            checked={years.has(year)}
            onChange={(event) => {
              const next = event.currentTarget.checked
                ? [...years, year].toSorted((a, b) => a - b)
                : [...years].filter((one) => one !== year);
              edit((whole) =>
                withField(
                  whole,
                  "calendar",
                  partOf(withAt(whole, ["calendar", "officialYears"], next), "calendar"),
                ),
              );
            }}
          />
        ))}
      </Group>
    </fieldset>
  );
}
