import type { Look } from "./look.ts";

/**
 * The shape of a state, drawn: the characters ⏸ and ⛔ turn into coloured emoji on telephones,
 * and shapes must stay readable in print without colour. The word always stands beside it.
 */
export function Mark({ look }: { readonly look: Look }) {
  return (
    <svg className={`mark mark-${look}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[look]}
    </svg>
  );
}

const RING = <circle cx="8" cy="8" r="6" className="line" />;
const DISC = <circle cx="8" cy="8" r="7" className="fill" />;

const SHAPES: Readonly<Record<Look, React.ReactNode>> = {
  not_begun: RING,
  waiting: (
    <>
      {RING}
      <path d="M8 8V2a6 6 0 0 1 6 6z" className="fill" />
    </>
  ),
  mine: <circle cx="8" cy="8" r="6.5" className="fill" />,
  approval: (
    <>
      {RING}
      <path d="M8 2a6 6 0 0 1 0 12z" className="fill" />
    </>
  ),
  returned: <path d="M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H6" className="line" />,
  done: <path d="m2.5 8.5 3.5 4 7.5-9" className="line" />,
  overdue: (
    <>
      {DISC}
      <path d="M8 3.6v5M8 11.4v1" className="cut" />
    </>
  ),
  excused: <path d="M5 3v10M11 3v10" className="line" />,
  gate: (
    <>
      {DISC}
      <path d="M4.4 8h7.2" className="cut" />
    </>
  ),
  cancelled: <path d="m3.5 3.5 9 9m0-9-9 9" className="line" />,
};
