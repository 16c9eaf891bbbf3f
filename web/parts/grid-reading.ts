import { useMemo, useState } from "react";
import type { Grid } from "#api/contract-grid.ts";
import { type Board, boardOf, type Cell } from "#web/board.ts";
import { type Reading, useReading } from "#web/reading.ts";

/** A campaign's board from its compact form: a fifth of the bytes, each different cell once. */
export function useGrid(path: string | null, version = 0): Reading<Board> {
  const [kinds] = useState(() => new Map<string, Cell>());
  const reading = useReading<Grid>(path === null ? null : `${path}/grid`, version);
  const { answer } = reading;
  const board = useMemo(() => (answer === null ? null : boardOf(answer, kinds)), [answer, kinds]);
  return { ...reading, answer: board };
}
