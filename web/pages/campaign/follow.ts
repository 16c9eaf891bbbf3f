import { useEffect, useMemo, useReducer, useRef } from "react";
import type { Grid } from "#api/contract-grid.ts";
import { type Failure, isFailure, read } from "#web/api.ts";
import { type Board, boardOf, type Cell, changedCells, keepingRows, withRows } from "#web/board.ts";
import type { Live } from "#web/live.ts";

/** The board as it stands, and which cells the last reading changed. */
export interface Followed {
  readonly board: Board | null;
  readonly failure: Failure | null;
  readonly fresh: ReadonlySet<string>;
  /** Rises with every reading that changed a cell: restarts the flash. */
  readonly flash: number;
  readonly retry: () => void;
}

type State = Omit<Followed, "retry"> & { readonly tries: number };
type Told =
  | { readonly type: "read"; readonly board: Board }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "retry" };

const START: State = { board: null, failure: null, fresh: new Set(), flash: 0, tries: 0 };

function told(state: State, message: Told): State {
  switch (message.type) {
    case "retry":
      return { ...state, tries: state.tries + 1 };
    case "failed":
      return { ...state, failure: message.failure };
    case "read": {
      const { board: last } = state;
      if (message.board === last)
        return state.failure === null ? state : { ...state, failure: null };
      const board = last === null ? message.board : keepingRows(last, message.board);
      const fresh = last === null ? [] : changedCells(last, board);
      const next = { ...state, board, failure: null };
      return fresh.length === 0 ? next : { ...next, fresh: new Set(fresh), flash: state.flash + 1 };
    }
    default:
      return message satisfies never;
  }
}

/** A large board is a large answer: between whole readings only the rows of changed units are read. */
const LARGE = 200;
const FEW = 60;
const WHOLE_EVERY_MS = 30_000;

/** Reads the board, and again as the campaign changes. */
export function useBoard(path: string, live: Live): Followed {
  const [state, tell] = useReducer(told, START);
  const held = useRef<Board | null>(null);
  const changed = useRef<Set<string> | null>(null);
  const whole = useRef(0);
  const kinds = useRef(new Map<string, Cell>());
  const { version, units } = live;
  const { tries } = state;
  useEffect(() => {
    // Units of an earlier change whose reading was cut short are read with this one.
    if (units === null) changed.current = null;
    else for (const unit of units) changed.current?.add(unit);
    const abort = new AbortController();
    const part = partOf(held.current, changed.current, performance.now() - whole.current);
    void readBoard({ path, part, kinds: kinds.current }, abort.signal).then((answer) => {
      if (abort.signal.aborted) return;
      if (isFailure(answer)) return tell({ type: "failed", failure: answer });
      if (part === null) whole.current = performance.now();
      held.current = answer;
      changed.current = new Set();
      tell({ type: "read", board: answer });
    });
    return () => abort.abort();
  }, [path, version, units, tries]);
  return useMemo(() => ({ ...state, retry: () => tell({ type: "retry" }) }), [state]);
}

interface Part {
  readonly board: Board;
  readonly units: readonly string[];
}

/** Which rows to re-read into the board that is held; null = read all of it. */
function partOf(board: Board | null, units: ReadonlySet<string> | null, age: number): Part | null {
  if (board === null || units === null) return null;
  if (board.rows.length <= LARGE || units.size > FEW || age > WHOLE_EVERY_MS) return null;
  return { board, units: [...units] };
}

interface Asked {
  readonly path: string;
  readonly part: Part | null;
  readonly kinds: Map<string, Cell>;
}

async function readBoard(
  { path, part, kinds }: Asked,
  signal: AbortSignal,
): Promise<Board | Failure> {
  if (part?.units.length === 0) return part.board;
  const query = new URLSearchParams((part?.units ?? []).map((unit) => ["unit", unit]));
  const grid = await read<Grid>(`${path}/grid?${query}`, signal);
  if (isFailure(grid)) return grid;
  const board = boardOf(grid, kinds);
  return part === null ? board : withRows(part.board, board);
}
