import { config } from "#config.ts";
import { migrate } from "#prisma/migrate.ts";
import { apiAddress } from "./api-client.ts";
import { hearingReady, startChild } from "./child.ts";
import { type KeptPart, keep, type Part, type Started } from "./part.ts";
import { startPostgres } from "./postgres.ts";
import { end, recall, survivor } from "./process-record.ts";
import type { DatabaseUrls } from "./stack.ts";
import { findTemporal } from "./temporal-program.ts";
import { startTemporal } from "./temporal-server.ts";
import { buildWeb } from "./web-build.ts";

export interface Stack {
  start(): Promise<RunningStack>;
  /** Ends the parts in order: first those that use the others. */
  stop(): Promise<void>;
}

export interface RunningStack extends DatabaseUrls {
  readonly temporalUi: string | null;
}

type Show = (line: string) => void;

/** Everything that `plenum up` runs, each part kept alive for as long as the stack is open. */
export function openStack(show: Show): Stack {
  const parts: KeptPart[] = [];
  const run = async <T extends Started>(part: Part & { start(): Promise<T> }): Promise<T> => {
    const begun = Date.now();
    const kept = await keep(part, show);
    parts.push(kept);
    const current = kept.current as T;
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    show(`✓ ${part.title}: ${current.words} (${seconds} s)`);
    return current;
  };
  return {
    start: async () => {
      const [database, temporal] = await Promise.all([
        startDatabase(run, show),
        startEngine(run, show),
        buildWeb(show),
      ]);
      const env = () => childEnvironment(database, temporal);
      await Promise.all([run(workerPart(env)), run(apiPart(env))]);
      return { ...database, temporalUi: temporal.ui };
    },
    stop: async () => {
      for (const title of ["API", "worker", "Temporal server", "PostgreSQL"]) {
        await parts.find((part) => part.title === title)?.stop();
      }
    },
  };
}

type Run = <T extends Started>(part: Part & { start(): Promise<T> }) => Promise<T>;

async function startDatabase(run: Run, show: Show): Promise<DatabaseUrls> {
  const { databaseUrl, databaseOwnerUrl, dataFolder } = config;
  let urls: DatabaseUrls;
  if (databaseUrl !== null) {
    urls = { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl };
    show("✓ PostgreSQL: yours (DATABASE_URL)");
  } else {
    urls = await run({
      title: "PostgreSQL",
      start: async () => {
        const port = recall(dataFolder, "postgres")?.port;
        const postgres = await startPostgres(dataFolder);
        if (port !== undefined && port !== postgres.record.port) await endUsers();
        const { record, adopted } = postgres;
        return { ...postgres, words: `port ${record.port}${adopted ? ", was still running" : ""}` };
      },
    });
  }
  const { applied } = await migrate(urls.ownerUrl);
  show(applied.length > 0 ? `✓ Database: ${applied.join(", ")} applied` : "✓ Database: up to date");
  return urls;
}

interface Engine {
  readonly address: string;
  readonly ui: string | null;
}

async function startEngine(run: Run, show: Show): Promise<Engine> {
  const { dataFolder, temporal } = config;
  if (temporal.address !== null) {
    show(`✓ Temporal server: yours (${temporal.address}, TEMPORAL_ADDRESS)`);
    return { address: temporal.address, ui: null };
  }
  let from = "";
  const find = async (): ReturnType<typeof findTemporal> => {
    const found = await findTemporal({ progress: show });
    from = found.from;
    return found;
  };
  const server = await run({
    title: "Temporal server",
    start: async () => {
      const port = recall(dataFolder, "temporal")?.port;
      const running = await startTemporal(dataFolder, find, { namespace: temporal.namespace });
      if (port !== undefined && port !== running.record.port) await endUsers();
      const how = running.adopted ? "was still running" : `from ${from}`;
      return { ...running, words: `port ${running.record.port}, ${how}` };
    },
  });
  return { address: server.address, ui: server.uiAddress };
}

/** Worker and API have been told an address that is no longer right: they are started again with the new one. */
async function endUsers(): Promise<void> {
  for (const name of ["worker", "api"]) {
    const user = survivor(config.dataFolder, name);
    if (user) await end(user, "SIGTERM", 5_000);
  }
}

/** Asked at every start of a child: the servers' ports may have changed since. */
function childEnvironment(database: DatabaseUrls, engine: Engine): Record<string, string> {
  const { databaseUrl, temporal, dataFolder } = config;
  const port = recall(dataFolder, "temporal")?.port;
  const url = new URL(database.url);
  if (databaseUrl === null) url.port = String(recall(dataFolder, "postgres")?.port ?? url.port);
  return {
    DATABASE_URL: url.href,
    // The children are the app: they never own the tables.
    DATABASE_OWNER_URL: "",
    TEMPORAL_ADDRESS: temporal.address ?? (port ? `127.0.0.1:${port}` : engine.address),
  };
}

const workerPart = (env: () => Record<string, string>): Part => ({
  title: "worker",
  start: () => startChild({ command: "worker", env: env(), ready: hearingReady() }),
});

const apiPart = (env: () => Record<string, string>): Part => ({
  title: "API",
  start: async () => {
    const started = await startChild({ command: "api", env: env(), ready: isHealthy });
    return { ...started, words: `port ${config.port}` };
  },
});

async function isHealthy(): Promise<boolean> {
  try {
    const answer = await fetch(`${apiAddress()}/api/health`, {
      signal: AbortSignal.timeout(2_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
