import { type PointerEvent, useRef } from "react";
import type { Bar } from "./lane.ts";
import { isMovable, type Moving } from "./moving.ts";
import type { Scale } from "./scale.ts";

interface DiamondProps {
  readonly bar: Bar;
  readonly middle: number;
  readonly scale: Scale;
  readonly moving: Moving;
}

/** A conference's day. Dragged it shows where it would stand; let go, the preview opens. */
export function Diamond({ bar, middle, scale, moving }: DiamondProps) {
  const from = useRef<number | null>(null);
  const dragged = useRef(false);
  if (bar.day === null) return null;
  const held = moving.held?.bar.key === bar.key ? moving.held : null;
  const shape = (day: string): string =>
    `M${scale.x(day) + scale.perDay / 2} ${middle - 7}l7 7-7 7-7-7z`;
  const look = `conference look-${bar.look} ${bar.proposed ? "proposed-bar" : ""}`;
  const take = (event: PointerEvent<SVGPathElement>): void => {
    dragged.current = false;
    if (event.button !== 0 || !isMovable(bar)) return;
    from.current = event.clientX;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const carry = ({ clientX }: PointerEvent): void => {
    if (from.current === null) return;
    const days = Math.round((clientX - from.current) / scale.perDay);
    if (days === 0 && !dragged.current) return;
    dragged.current = true;
    moving.carry(bar, days);
  };
  const drop = (): void => {
    from.current = null;
    if (dragged.current) moving.drop();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hidden from readers, who have the keyboard's way. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
      <path
        className={isMovable(bar) ? `${look} movable` : look}
        d={shape(bar.day)}
        onPointerDown={take}
        onPointerMove={carry}
        onPointerUp={drop}
        onPointerCancel={() => {
          from.current = null;
          moving.letGo();
        }}
        // The click that ends a drag opens nothing.
        onClick={(event) => dragged.current && event.stopPropagation()}
      />
      {held !== null && <path className={`${look} carried`} d={shape(held.day)} />}
    </>
  );
}
