import { memo } from "react";
import { type CalendarData, calendarOf, isWorkingDay, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { addDays, type Day } from "#domain/time.ts";
import type { Scale } from "./scale.ts";

interface BackdropProps {
  readonly scale: Scale;
  readonly calendar: CalendarData | undefined;
  readonly now: Day;
  readonly words: string;
}

/** Behind all lanes: bands where nobody works, and the line of today. */
export const Backdrop = memo(function Backdrop({ scale, calendar, now, words }: BackdropProps) {
  const bands = bandsOf(scale, calendar ?? NO_CALENDAR_DATA);
  return (
    <div className="timeline-backdrop" aria-hidden="true">
      {bands.map(({ day, days }) => (
        <i
          key={day}
          className="off-band"
          style={{ left: scale.x(day), width: days * scale.perDay }}
        />
      ))}
      <b className="today" style={{ left: scale.x(now) }} title={words}>
        <span>{words}</span>
      </b>
    </div>
  );
});

/** Runs of days off; from afar only the longer ones: weekends would be a grey haze. */
function bandsOf({ from, to, perDay }: Scale, data: CalendarData): { day: Day; days: number }[] {
  const calendar = calendarOf(data);
  const bands: { day: Day; days: number }[] = [];
  let last: { day: Day; days: number } | null = null;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) last = null;
    else if (last === null) {
      last = { day, days: 1 };
      bands.push(last);
    } else last.days += 1;
  }
  return perDay < 6 ? bands.filter(({ days }) => days > 2) : bands;
}
