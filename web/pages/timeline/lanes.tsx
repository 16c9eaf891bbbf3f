import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { WorkingCalendar } from "#domain/calendar.ts";
import { dayOf, daysBetween } from "#domain/time.ts";
import type { Board } from "#web/board.ts";
import { dayWords } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { useWindow } from "#web/window.ts";
import { Backdrop } from "./backdrop.tsx";
import { Head } from "./head.tsx";
import { type Bar, barsOf, type Lane } from "./lane.ts";
import { LANE_HEIGHT, LaneRow } from "./lane-row.tsx";
import { type Held, type Moving, useMoving } from "./moving.ts";
import type { Scale } from "./scale.ts";
import { useBarWords } from "./sentence.ts";
import { WORDS } from "./words.ts";

interface LanesProps {
  readonly lanes: readonly Lane[];
  readonly board: Board;
  readonly scale: Scale;
  readonly calendar: WorkingCalendar;
  readonly mine: ReadonlySet<string>;
  readonly open: (key: string) => void;
  /** A conference was put on another day: its preview is wanted. */
  readonly move: (held: Held) => void;
}

interface Place {
  readonly lane: number;
  readonly bar: number;
}

/** The lanes in a box that scrolls both ways. The keyboard walks over steps; which one it is on is said in a line below. */
export function Lanes({ lanes, board, scale, calendar, mine, open, move }: LanesProps) {
  const t = useWords(WORDS);
  const { sentence } = useBarWords();
  const said = useId();
  const box = useRef<HTMLElement>(null);
  const [at, setAt] = useState<Place | null>(null);
  const { slots, show } = useWindow(box, lanes.length, LANE_HEIGHT, at?.lane ?? 0);
  const bars = (lane: number): readonly Bar[] => {
    const found = lanes[lane];
    return found === undefined ? [] : barsOf(found, board, calendar, mine);
  };
  const here = at === null ? undefined : bars(at.lane)[at.bar];
  const now = dayOf(board.clock.instant);
  const moving = useMoving(now, move);
  const { held } = moving;
  const go = (event: KeyboardEvent): void => {
    if (held !== null) return carry(event, moving, held);
    if (event.key === " " && here !== undefined) {
      event.preventDefault();
      return moving.carry(here, 0);
    }
    if (event.key === "Enter" && here !== undefined) {
      // Else the same stroke would press the button that the sheet gives the focus to.
      event.preventDefault();
      return open(here.key);
    }
    const to = moved(event.key, at, lanes.length, bars);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    show(to.lane);
    const bar = bars(to.lane)[to.bar];
    const element = box.current;
    if (bar === undefined || element === null) return;
    const left = scale.x(bar.from);
    const seen = element.clientWidth / 2;
    if (left < element.scrollLeft || left > element.scrollLeft + seen)
      element.scrollLeft = left - 40;
  };
  return (
    <>
      <section
        ref={box}
        className="timeline"
        aria-label={t("title")}
        aria-describedby={said}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        onKeyDown={go}
      >
        <div
          className="timeline-sheet"
          style={{ width: `calc(var(--lane-name) + ${scale.width}px)` }}
        >
          <Head scale={scale} name={t("lane")} />
          <div className="timeline-body">
            <Backdrop
              scale={scale}
              calendar={board.calendar}
              now={now}
              words={t("today", { day: dayWords(now) })}
            />
            {slots.map((slot) => {
              if (slot.kind === "room")
                return <div key={`room-${slot.before}`} style={{ height: slot.height }} />;
              const lane = lanes[slot.index];
              return lane === undefined ? null : (
                <LaneRow
                  key={lane.key}
                  lane={lane}
                  bars={bars(slot.index)}
                  scale={scale}
                  now={now}
                  moving={moving}
                  chosen={at?.lane === slot.index ? (here?.key ?? null) : null}
                  open={open}
                />
              );
            })}
          </div>
        </div>
      </section>
      <p id={said} className="timeline-said" aria-live="polite">
        {held !== null && held.bar.day !== null
          ? t("carried", {
              unit: held.bar.row.name,
              from: dayWords(held.bar.day),
              to: dayWords(held.day),
            })
          : here === undefined
            ? t("keys")
            : sentence(here)}
      </p>
    </>
  );
}

/** With a conference in the hand: left and right by a day, up and down by a week; Enter asks, Esc lets go. */
function carry(event: KeyboardEvent, moving: Moving, { bar, day }: Held): void {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (by === undefined && event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  if (by !== undefined) moving.carry(bar, daysBetween(bar.day ?? day, day) + by);
  else if (event.key === "Enter") moving.drop();
  else moving.letGo();
}

/** Left and right go through a lane's steps; up and down to the step of the next lane whose day is nearest. */
function moved(
  key: string,
  at: Place | null,
  lanes: number,
  bars: (lane: number) => readonly Bar[],
): Place | null {
  if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(key))
    return null;
  if (at === null) return lanes === 0 ? null : { lane: 0, bar: 0 };
  const own = bars(at.lane);
  const last = own.length - 1;
  if (key === "Home" || key === "End") return { ...at, bar: key === "Home" ? 0 : last };
  if (key === "ArrowLeft") return { ...at, bar: Math.max(0, at.bar - 1) };
  if (key === "ArrowRight") return { ...at, bar: Math.min(last, at.bar + 1) };
  const lane = at.lane + (key === "ArrowDown" ? 1 : -1);
  if (lane < 0 || lane >= lanes) return null;
  const due = own[at.bar]?.due ?? "";
  const next = bars(lane).findIndex((bar) => bar.due >= due);
  return { lane, bar: next === -1 ? Math.max(0, bars(lane).length - 1) : next };
}
