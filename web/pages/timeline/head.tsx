import { type Scale, type Tick, ticksOf } from "./scale.ts";

/** The head that stays on top: months, and under them weeks or days. */
export function Head({ scale, name }: { readonly scale: Scale; readonly name: string }) {
  const { months, days } = ticksOf(scale);
  const line = (ticks: readonly Tick[]) => (
    <div className="timeline-ticks">
      {ticks.map((tick) => (
        <span key={tick.day} style={{ left: scale.x(tick.day), width: tick.days * scale.perDay }}>
          {tick.words}
        </span>
      ))}
    </div>
  );
  return (
    <div className="timeline-head" aria-hidden="true">
      <div className="lane-name">{name}</div>
      <div className="timeline-axis">
        {line(months)}
        {line(days)}
      </div>
    </div>
  );
}
