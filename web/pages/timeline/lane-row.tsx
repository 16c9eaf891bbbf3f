import { Link, useParams } from "@tanstack/react-router";
import { addDays, type Day } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { useWords } from "#web/language.tsx";
import { Diamond } from "./diamond.tsx";
import { type Bar, type Lane, linesOf } from "./lane.ts";
import type { Moving } from "./moving.ts";
import type { Scale } from "./scale.ts";
import { useBarWords } from "./sentence.ts";
import { WORDS } from "./words.ts";

/** Every lane is this high (px), as in timeline.css: the window over thousands of them counts on it. */
export const LANE_HEIGHT = 64;
const LINES = 4;
const LINE = LANE_HEIGHT / LINES - 2;

interface LaneRowProps {
  readonly lane: Lane;
  readonly bars: readonly Bar[];
  readonly scale: Scale;
  readonly now: Day;
  /** The bar that the keyboard is on. */
  readonly chosen: string | null;
  readonly moving: Moving;
  readonly open: (key: string) => void;
}

export function LaneRow({ lane, bars, scale, now, chosen, moving, open }: LaneRowProps) {
  const t = useWords(WORDS);
  const { campaign = "" } = useParams({ strict: false });
  const lines = linesOf(bars, LINES);
  const suspended = lane.rows.length === 1 && lane.rows[0]?.phase === "suspended";
  const [row] = lane.rows;
  const name = lane.rows.length === 1 && row !== undefined && lane.key === row.unit;
  return (
    <div className="timeline-lane">
      <div className="lane-name">
        {lane.pilot && <span className="star">★ </span>}
        {name ? (
          <Link to="/campaigns/$campaign/units/$unit" params={{ campaign, unit: lane.key }}>
            {capital(lane.name)}
          </Link>
        ) : (
          <b>{capital(lane.name)}</b>
        )}
        <span className="soft">{name ? lane.note : t("units", { n: lane.rows.length })}</span>
      </div>
      <svg
        className="lane-bars"
        width={scale.width}
        height={LANE_HEIGHT}
        aria-hidden="true"
        focusable="false"
      >
        {suspended && (
          <rect
            className="suspended-band"
            x={scale.x(now)}
            width={Math.max(0, scale.width - scale.x(now))}
            height={LANE_HEIGHT}
          />
        )}
        {bars.map((bar, n) => (
          <BarShape
            key={bar.key}
            bar={bar}
            y={4 + (lines[n] ?? 0) * LINE}
            scale={scale}
            chosen={chosen === bar.key}
            moving={moving}
            open={open}
          />
        ))}
      </svg>
    </div>
  );
}

interface BarShapeProps {
  readonly bar: Bar;
  readonly y: number;
  readonly scale: Scale;
  readonly chosen: boolean;
  readonly moving: Moving;
  readonly open: (key: string) => void;
}

/** The pointer's short way to a step; keyboard and reader have the lane's own and the table. */
function BarShape({ bar, y, scale, chosen, moving, open }: BarShapeProps) {
  const { sentence } = useBarWords();
  const x = scale.x(bar.from);
  const ready = Math.max(4, scale.x(addDays(bar.ready, 1)) - x);
  const due = scale.x(addDays(bar.due, 1));
  const middle = y + 6;
  const look = `look-${bar.look}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from readers, who have the keyboard's line and the table.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <g
      className={`bar-group ${tightness(bar)}`}
      data-chosen={chosen || undefined}
      onClick={() => open(bar.key)}
    >
      <title>{sentence(bar)}</title>
      {due > x + ready && <path className="slack" d={`M${x + ready} ${middle}H${due}`} />}
      <rect
        className={`bar ${look} ${bar.proposed ? "proposed-bar" : ""}`}
        x={x}
        y={y + 1}
        width={ready}
        height={10}
        rx={2}
      />
      <Diamond bar={bar} middle={middle} scale={scale} moving={moving} />
    </g>
  );
}

/** How near a step is to moving what waits for it. */
function tightness({ slack, look }: Bar): string {
  if (look === "done" || look === "cancelled") return "";
  if (slack < 0) return "slack-none";
  return slack <= 2 ? "slack-small" : "slack-enough";
}
