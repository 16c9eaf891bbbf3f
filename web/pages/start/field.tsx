import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { cellDay } from "#domain/sheet-cell.ts";
import { isDay } from "#domain/time.ts";
import { dayWords, longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useField } from "./editing.tsx";
import type { Path } from "./place.ts";
import { WORDS } from "./words.ts";

interface FieldProps {
  readonly path: Path;
  readonly label: string;
  readonly about?: string;
  readonly required?: boolean;
  readonly type?: "text" | "email";
}

/** One line of text of the definition. */
export function WordField({ path, label, about, required = false, type = "text" }: FieldProps) {
  const { value, set, id, error, onBlur } = useField(path);
  return (
    <TextInput
      id={id}
      label={label}
      description={about}
      type={type}
      withAsterisk={required}
      value={value}
      error={error}
      onBlur={onBlur}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few. */
export function ChoiceField({ path, label, about, choices, required = false }: ChoiceProps) {
  const { value, set, id, error, onBlur } = useField(path);
  return (
    <NativeSelect
      id={id}
      label={label}
      description={about}
      withAsterisk={required}
      value={value}
      error={error}
      onBlur={onBlur}
      data={[...choices]}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface DayProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly set: (day: string) => void;
  readonly error?: string | null;
  readonly onBlur?: () => void;
  readonly required?: boolean;
}

/** A day as people write it, 27/03/2026; its weekday stands below it. What is no day yet stays as it was typed. */
export function DayInput({
  id,
  label,
  value,
  set,
  error = null,
  onBlur,
  required = false,
}: DayProps) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (isDay(value) ? dayWords(value) : value);
  const wrong = typed !== null && typed !== "" && cellDay(typed) === null;
  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      label={label}
      description={isDay(value) ? longDay(value, language) : t("day_about")}
      placeholder="27/03/2026"
      inputMode="numeric"
      withAsterisk={required}
      value={shown}
      error={wrong ? t("day_wrong") : error}
      onBlur={() => {
        if (!wrong) setTyped(null);
        onBlur?.();
      }}
      onChange={(event) => {
        const words = event.currentTarget.value;
        setTyped(words);
        const day = cellDay(words.trim());
        if (day !== null || words === "") set(day ?? "");
      }}
    />
  );
}

export function DayField({ path, label, required = false }: FieldProps) {
  const { value, set, id, error, onBlur } = useField(path);
  return <DayInput {...{ id, label, value, set, error, onBlur, required }} />;
}

/** Fields beside each other where there is room. */
export function Fields({ children }: { readonly children: React.ReactNode }) {
  return (
    <Group align="start" grow preventGrowOverflow={false} className="start-fields">
      {children}
    </Group>
  );
}
