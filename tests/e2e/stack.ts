import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freePort } from "#cli/port.ts";
import { recall, survivor } from "#cli/process-record.ts";
import { environmentWith } from "#config.ts";
import { type CommandResult, plenum, temporaryFolder } from "#tests/support/command.ts";
import { until } from "./until.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The parts of a stack under the names they are remembered by; `up` is the supervisor. */
export const PARTS = ["worker", "api", "temporal", "postgres"] as const;
export type PartName = (typeof PARTS)[number] | "up" | "rehearsal";

/** A whole stack on a data folder and a port of its own, driven from outside as its operator would. */
export interface StackUnderTest {
  readonly folder: string;
  readonly port: number;
  readonly base: string;
  /** All that `plenum up` has said so far. */
  said(): string;
  /** Starts it, in its folder and on its port; resolves when it says that it runs. */
  start(words?: readonly string[]): Promise<void>;
  /** kill -9; false when the part was not running. */
  kill(part: PartName): boolean;
  /** Kills the supervisor first, so that nothing is started again, then every part. */
  killAll(): void;
  /** Waits until the part runs again as another process than `before`. */
  runsAgain(part: PartName, before: number): Promise<void>;
  pid(part: PartName): number | null;
  /** Ctrl-C: the signal goes to the whole foreground group. Resolves with the program's exit code; null when npm stood between. */
  interrupt(): Promise<number | null>;
  plenum(words: readonly string[], env?: Record<string, string>): Promise<CommandResult>;
  /** Rows of its database, read as the owner of the tables, whether or not the stack serves. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Ends everything by its recorded pid and removes the folder. */
  destroy(): Promise<void>;
}

/** `command`: what a person types; `npm start` itself or the program it runs. */
export async function aStack(
  env: Record<string, string> = {},
  command: readonly string[] = [process.execPath, "cli/plenum.js", "up"],
): Promise<StackUnderTest> {
  const folder = temporaryFolder();
  const port = await freePort();
  const settings = { NO_COLOR: "1", PLENUM_DATA: folder, PORT: String(port), ...env };
  let child: ChildProcess | null = null;
  let output = "";

  const pid = (part: PartName): number | null => survivor(folder, part)?.pid ?? null;
  const kill = (part: PartName): boolean => {
    const found = pid(part);
    if (found !== null) process.kill(found, "SIGKILL");
    return found !== null;
  };
  const killAll = (): void => {
    for (const part of ["up", "rehearsal", ...PARTS] as const) kill(part);
  };

  return {
    folder,
    port,
    base: `http://127.0.0.1:${port}`,
    said: () => output,
    pid,
    kill,
    killAll,
    start: async (words = ["--empty"]) => {
      const [program = "", ...first] = command;
      const begins = output.length;
      const started = spawn(program, [...first, ...words], {
        cwd: ROOT,
        env: environmentWith(settings),
        // A group of its own, as a terminal gives it.
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
        });
      const whatItSays = (): string => output.slice(begins);
      await until(
        () => `plenum up runs; it says: ${whatItSays()}`,
        async () => {
          if (started.exitCode !== null) throw new Error(`plenum up ended: ${whatItSays()}`);
          return whatItSays().includes("Plenum runs (");
        },
      );
    },
    runsAgain: (part, before) =>
      until(`the ${part} runs again`, async () => {
        const now = pid(part);
        return now !== null && now !== before;
      }),
    interrupt: async () => {
      const running = child;
      if (!running?.pid) throw new Error("nothing to interrupt");
      process.kill(-running.pid, "SIGINT");
      // npm itself ends at once, by the signal; what it ran takes the time it needs.
      await until("plenum up has ended", async () => {
        const ended = running.exitCode !== null || running.signalCode !== null;
        return ended && pid("up") === null;
      });
      return running.exitCode;
    },
    plenum: (words, more = {}) => plenum(words, { ...settings, ...more }),
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      // These stacks are killed under their readers: a connection that never answers must not hold a test for ever.
      const client = new pg.Client({
        connectionString: ownerUrl(folder),
        connectionTimeoutMillis: 10_000,
        query_timeout: 30_000,
      });
      client.on("error", () => undefined);
      await client.connect();
      try {
        return (await client.query<Row>(sql, [...values])).rows;
      } finally {
        await Promise.race([
          client.end(),
          new Promise((ended) => setTimeout(ended, 5_000).unref()),
        ]);
      }
    },
    destroy: async () => {
      killAll();
      // What was being started just then has no record yet, and a killed Postgres leaves its helpers for a moment.
      await until("everything has ended", async () => {
        const left = processesOf(folder);
        for (const { pid: found } of left) endBy(found);
        return left.length === 0;
      });
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

function endBy(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}

function ownerUrl(folder: string): string {
  const secrets: { owner: string } = JSON.parse(
    readFileSync(join(folder, "postgres.secret.json"), "utf8"),
  );
  const port = recall(folder, "postgres")?.port;
  return `postgresql://plenum_owner:${secrets.owner}@127.0.0.1:${port}/plenum`;
}

/** Every process of this machine that works for a data folder, read from the kernel and not from our own records. */
export function processesOf(folder: string): { readonly pid: number; readonly words: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const surroundings = readFileSync(`/proc/${pid}/environ`, "utf8");
        const ours = words.includes(folder) || surroundings.includes(`PLENUM_DATA=${folder}\0`);
        return ours && words !== "" ? [{ pid: Number(pid), words }] : [];
      } catch {
        return [];
      }
    });
}
