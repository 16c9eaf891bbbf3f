import { DateInput } from "@mantine/dates";
import "dayjs/locale/vi";
import type { Day } from "#domain/time.ts";
import { useSpeech } from "#web/language.tsx";

interface DayFieldProps {
  readonly label: string;
  readonly value: Day | null;
  readonly change: (day: Day | null) => void;
  readonly min?: Day;
  readonly required?: boolean;
  readonly description?: string;
}

/** A day, written dd/mm/yyyy as papers have it, or picked; Monday comes first. */
export function DayField({ value, change, min, ...rest }: DayFieldProps) {
  const { language } = useSpeech();
  return (
    <DateInput
      {...rest}
      locale={language}
      valueFormat="DD/MM/YYYY"
      placeholder="dd/mm/yyyy"
      firstDayOfWeek={1}
      value={value}
      onChange={(day) => change(day)}
      {...(min === undefined ? {} : { minDate: min })}
    />
  );
}
