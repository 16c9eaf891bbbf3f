import { TextInput } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useWindow } from "#web/window.ts";
import { dateOf, type MovedDate, movedRows } from "./compare.ts";
import { PREVIEW_WORDS } from "./preview-words.ts";

interface DatesTableProps {
  readonly dates: readonly MovedDate[];
  /** How many there are; a very large change gives only its first ones. */
  readonly total: number;
}

/** A row is of one height, so that thousands can be scrolled without being drawn (px, as in change.css). */
const ROW = 60;

/** Every date that moves, old and new, with its formula and what it has to spare. */
export function DatesTable({ dates, total }: DatesTableProps) {
  const t = useWords(PREVIEW_WORDS);
  const [query, setQuery] = useState("");
  const rows = useMemo(() => movedRows(dates, query), [dates, query]);
  const box = useRef<HTMLElement>(null);
  const { slots } = useWindow(box, rows.length, ROW);
  return (
    <section aria-labelledby="change-dates">
      <h3 id="change-dates">{t("dates")}</h3>
      <search className="list-tools">
        <TextInput
          className="wide"
          type="search"
          label={t("filter")}
          placeholder={t("filter_hint")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </search>
      <p className="soft" role="status">
        {t("rows", { n: rows.length })}
        {total > dates.length && ` · ${t("first", { shown: dates.length, n: total })}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="moved" ref={box} aria-label={t("dates")} tabIndex={0}>
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              <th scope="col">{t("unit")}</th>
              <th scope="col">{t("step")}</th>
              <th scope="col">{t("from")}</th>
              <th scope="col">{t("to")}</th>
              <th scope="col">{t("formula")}</th>
              <th scope="col">{t("slack")}</th>
            </tr>
          </thead>
          <tbody>
            {slots.map((slot) => {
              if (slot.kind === "room")
                return <Room key={`room-${slot.before}`} height={slot.height} />;
              const row = rows[slot.index];
              if (row === undefined) return null;
              return <Row key={`${row.unit}/${row.step}`} row={row} index={slot.index} />;
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

interface RowProps {
  readonly row: MovedDate;
  readonly index: number;
}

function Row({ row, index }: RowProps) {
  const t = useWords(PREVIEW_WORDS);
  const { say } = useSpeech();
  const { from, to } = row.slack;
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">{capital(row.unitName)}</th>
      <td>{say(row.title)}</td>
      <td>
        <s>{dateOf(row.from)}</s>
      </td>
      <td>
        <b>{dateOf(row.to)}</b>
      </td>
      <td>{say(row.words)}</td>
      <td className={to < 0 ? "late" : undefined}>
        {t("slack_change", { from, to })}
        {to < 0 && ` (${t("tight")})`}
      </td>
    </tr>
  );
}

/** Stands in for rows that are scrolled away. Set through the DOM: the page allows no style attributes. */
function Room({ height }: { readonly height: number }) {
  if (height === 0) return null;
  const setHeight = (row: HTMLTableRowElement | null): void => {
    row?.style.setProperty("height", `${height}px`);
  };
  return (
    <tr aria-hidden="true" className="room" ref={setHeight}>
      <td colSpan={6} />
    </tr>
  );
}
