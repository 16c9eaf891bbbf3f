import type { Response } from "express";
import type pg from "pg";
import type { Change } from "#prisma/sql/read/change.ts";

/** Says which unit of a campaign changed, as Postgres announces it on `plenum_changes`. */
export interface ChangeFeed {
  /**
   * Calls back for every change of one campaign; with `gap` when some may have been missed, and with
   * `end` when the process stops.
   */
  subscribe(campaign: string, listener: Listener): () => void;
  close(): void;
}

export type Listener = (change: Change | "gap" | "end") => void;

/** Stands for the unit when the campaign's clock was moved; the sequence is its generation then. */
export const CLOCK = "*";
const RECONNECT_MS = 500;

/** One listening connection for all streams of this process, taken when the first one opens. */
export function createChangeFeed(pool: pg.Pool, log: (line: string) => void): ChangeFeed {
  const listeners = new Map<string, Set<Listener>>();
  let client: pg.PoolClient | null = null;
  let connecting = false;
  let closed = false;

  const tell = (payload: string): void => {
    const [campaign = "", unit = "", seq = ""] = payload.split(" ");
    for (const listener of listeners.get(campaign) ?? []) listener({ unit, seq: Number(seq) });
  };
  const tellAll = (word: "gap" | "end"): void => {
    for (const listener of [...listeners.values()].flatMap((set) => [...set])) listener(word);
  };
  const lost = (): void => {
    client?.release(true);
    client = null;
    if (!closed) setTimeout(() => void connect(), RECONNECT_MS).unref();
  };
  const connect = async (): Promise<void> => {
    if (client || connecting || closed || listeners.size === 0) return;
    connecting = true;
    try {
      const taken = await pool.connect();
      taken.on("notification", ({ payload }) => tell(payload ?? ""));
      taken.once("error", () => client === taken && lost());
      try {
        await taken.query("LISTEN plenum_changes");
      } catch (error) {
        taken.release(true);
        throw error;
      }
      client = taken;
      tellAll("gap");
    } catch (error) {
      log(`changes cannot be followed yet: ${error instanceof Error ? error.message : "?"}`);
      setTimeout(() => void connect(), RECONNECT_MS).unref();
    } finally {
      connecting = false;
      if (closed) client?.release(true);
    }
  };
  return {
    subscribe(campaign, listener) {
      const set = listeners.get(campaign) ?? new Set();
      listeners.set(campaign, set.add(listener));
      void connect();
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(campaign) === set) listeners.delete(campaign);
      };
    },
    close() {
      closed = true;
      tellAll("end");
      client?.release(true);
      client = null;
    },
  };
}

const FLUSH_MS = 200;
/** A reader this far behind is cut off; it comes back and catches up. */
const BACKLOG_BYTES = 1_000_000;

export interface EventStream {
  /** Notes a change; changes of one unit within a moment become one event. */
  note(change: Change): void;
  /** A heartbeat that also says from when a reader who comes back has to catch up. */
  beat(at: string): void;
  readonly closed: boolean;
}

/** The writing end of one reader's stream. */
export function openStream(response: Response): EventStream {
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.write("retry: 2000\n\n");
  response.once("close", () => {
    closed = true;
    if (timer) clearTimeout(timer);
  });
  const write = (text: string): void => {
    if (closed) return;
    if (response.writableLength > BACKLOG_BYTES) return void response.destroy();
    response.write(text);
  };
  const flush = (): void => {
    timer = null;
    const lines = [...waiting].map(([unit, seq]) =>
      unit === CLOCK
        ? `event: clock\ndata: ${JSON.stringify({ generation: seq })}\n\n`
        : `event: change\ndata: ${JSON.stringify({ unit, seq })}\n\n`,
    );
    waiting.clear();
    write(lines.join(""));
  };
  return {
    note({ unit, seq }) {
      waiting.set(unit, Math.max(seq, waiting.get(unit) ?? 0));
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    // An event of an id alone is not dispatched, but moves what `Last-Event-ID` will say.
    beat: (at) => write(`id: ${at}\n\n`),
    get closed() {
      return closed;
    },
  };
}
