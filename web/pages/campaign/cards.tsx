import { useState } from "react";
import type { BoardRow } from "#web/board.ts";
import { cellLook, type Group, progressOf } from "#web/board.ts";
import { shortDay } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { More, useFirst } from "#web/more.tsx";
import { CellButton, type Cells, UnitName } from "./cell.tsx";

interface UnitCardsProps extends Cells {
  readonly group: Group;
}

/** The board on a telephone: a card a unit, one dot a step, the current step in words. */
export function UnitCards({ group, ...cells }: UnitCardsProps) {
  const { t, say } = useSpeech();
  const first = useFirst(group.rows, group.column.level);
  return (
    <section className="group">
      <h2>
        {say(group.column.title)}{" "}
        <span className="soft">{t("units_n", { n: group.rows.length })}</span>
      </h2>
      <ul className="cards">
        {first.shown.map((row) => (
          <li key={row.unit}>
            <UnitCard row={row} group={group} {...cells} />
          </li>
        ))}
      </ul>
      <More {...first} />
    </section>
  );
}

function UnitCard({ row, group, ...cells }: UnitCardsProps & { readonly row: BoardRow }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const { done, total } = progressOf(row);
  const steps = group.column.steps.flatMap((step) => {
    const cell = row.cells[step.id];
    return cell === undefined ? [] : [{ step, cell, look: cellLook(row, step, cell, cells.mine) }];
  });
  return (
    <details className="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="card-head">
          <b>
            <UnitName row={row} />
          </b>
          <span className="soft">{t("steps_of", { done, total })}</span>
        </span>
        <span className="dots">
          {steps.map(({ step, look }) => (
            <Mark key={step.id} look={look} />
          ))}
        </span>
        <Current steps={steps} />
      </summary>
      {open && (
        <ol className="track">
          {steps.map(({ step, cell }) => (
            <li key={step.id}>
              <CellButton row={row} step={step} cell={cell} title {...cells} />
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

type CardStep = {
  readonly step: Group["column"]["steps"][number];
  readonly cell: BoardRow["cells"][string];
  readonly look: ReturnType<typeof cellLook>;
};

/** What the unit is at: an overdue step first, else the first one under way. */
function Current({ steps }: { readonly steps: readonly CardStep[] }) {
  const { t, say } = useSpeech();
  const active = steps.filter(({ cell }) =>
    ["open", "submitted", "approved"].includes(cell.status),
  );
  const now = active.find(({ look }) => look === "overdue") ?? active[0];
  if (now === undefined) return null;
  return (
    <span className={`current look-${now.look}`}>
      <Mark look={now.look} /> {say(now.step.title)} · {t(lookWord(now.look))} ·{" "}
      {shortDay(now.cell.due)}
    </span>
  );
}
