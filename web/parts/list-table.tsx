import { Button, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { matches } from "#domain/search.ts";
import { useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { useNarrow } from "#web/narrow.ts";
import { type Column, compareValues } from "./column.ts";
import { WORDS } from "./words.ts";
import { saveWorkbook } from "./workbook.ts";

interface ListTableProps<Row> {
  /** Names the list: its caption, and the file it is saved to. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What stands beside the search: filters, acts on what is chosen. */
  readonly tools?: React.ReactNode;
}

interface Order {
  readonly key: string;
  readonly down: boolean;
}

/** A list that can be searched without accents, sorted, saved as a workbook and printed; cards on a telephone. */
export function ListTable<Row>({ name, columns, rows, keyOf, tools }: ListTableProps<Row>) {
  const t = useWords(WORDS);
  const narrow = useNarrow();
  const [query, setQuery] = useState("");
  const [order, setOrder] = useState<Order | null>(null);
  const found = useMemo(() => {
    const text = (row: Row): string => columns.map(({ value }) => value(row) ?? "").join(" ");
    const kept = query === "" ? rows : rows.filter((row) => matches(text(row), query));
    const column = columns.find(({ key }) => key === order?.key);
    if (column === undefined) return kept;
    const sign = order?.down ? -1 : 1;
    return kept.toSorted((a, b) => sign * compareValues(column.value(a), column.value(b)));
  }, [rows, columns, query, order]);
  const first = useFirst(found, `${query} ${order?.key} ${order?.down}`);
  const turn = (key: string): void =>
    setOrder((last) => (last?.key === key ? { key, down: !last.down } : { key, down: false }));
  const View = narrow ? Cards : Table;
  return (
    <section aria-label={name}>
      <search className="list-tools">
        <TextInput
          className="wide"
          type="search"
          label={t("search")}
          placeholder={t("hint")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {tools}
        <Button variant="default" onClick={() => void saveWorkbook({ name, columns, rows: found })}>
          {t("excel")}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t("print")}
        </Button>
      </search>
      <p className="soft" role="status">
        {found.length === 0 ? t("none") : t("found", { n: found.length })}
      </p>
      {found.length > 0 && <View {...{ name, columns, keyOf, order, turn }} rows={first.shown} />}
      <More {...first} />
    </section>
  );
}

interface ViewProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly order: Order | null;
  readonly turn: (key: string) => void;
}

function Table<Row>({ name, columns, rows, keyOf, order, turn }: ViewProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className="list-scroll" aria-label={name} tabIndex={0}>
      <table className="list">
        <caption className="unseen">{name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" aria-sort={sortOf(order, column.key)}>
                <button type="button" onClick={() => turn(column.key)}>
                  {column.title}
                  {order?.key === column.key && (
                    <span aria-hidden="true">{order.down ? " ↓" : " ↑"}</span>
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.kind === "number" ? "number" : undefined}>
                  {shown(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards<Row>({ columns, rows, keyOf }: ViewProps<Row>) {
  return (
    <ul className="row-cards">
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <dl>
            {columns.map((column) => (
              <div key={column.key} style={{ display: "contents" }}>
                <dt>{column.title}</dt>
                <dd>{shown(column, row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function sortOf(order: Order | null, key: string): "ascending" | "descending" | "none" {
  if (order?.key !== key) return "none";
  return order.down ? "descending" : "ascending";
}

function shown<Row>(column: Column<Row>, row: Row): React.ReactNode {
  return column.show === undefined ? column.value(row) : column.show(row);
}
