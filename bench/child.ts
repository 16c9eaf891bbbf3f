import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";

export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** Ends it without asking. */
  kill(): Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

export interface ChildStart {
  /** What node gets: flags, the script, its arguments. */
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes here. */
  readonly log: string;
  /** Told what else it says while it starts. */
  readonly heard?: (said: unknown) => void;
}

const PATIENCE_MS = 90_000;

/** Starts a Node process that says `ready` over its channel, and waits for that. It ends when we do. */
export async function startNode({ words, env = {}, log, heard }: ChildStart): Promise<Child> {
  const file = openSync(log, "a");
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ["ignore", file, file, "ipc"],
  });
  closeSync(file);
  const ended = once(child, "exit");
  const ready = new Promise<boolean>((resolve) => {
    child.on("message", (said) => (said === "ready" ? resolve(true) : heard?.(said)));
    setTimeout(() => resolve(false), PATIENCE_MS).unref();
  });
  const came = await Promise.race([ready, ended.then(() => false)]);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  if (!came) {
    child.kill("SIGKILL");
    const last = readFileSync(log, "utf8").trim().split("\n").slice(-3).join("\n");
    throw new Error(`${words.join(" ")} did not start: ${last}`);
  }
  return {
    pid: child.pid ?? 0,
    process: child,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}
