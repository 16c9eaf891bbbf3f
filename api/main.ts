import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import { config } from "#config.ts";
import { createPool } from "#prisma/client.ts";
import { createSender } from "#worker/sender.ts";
import { connectClient } from "#worker/temporal-client.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { createApp } from "./app.ts";
import { createPace } from "./pace.ts";
import { createChangeFeed } from "./sse.ts";

const CONNECTIONS = 20;
const PATIENCE_MS = 3_000;
const AT_ONCE = 25;

const log = (line: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
};

/** The API process: HTTP and the page on HOST:PORT, and a sender for what its requests put into inboxes. */
async function main(): Promise<void> {
  const { databaseUrl, temporal, host, port } = config;
  if (databaseUrl === null || temporal.address === null)
    throw new Error("DATABASE_URL and TEMPORAL_ADDRESS must be set: see .env.example.");
  const pool = createPool({ url: databaseUrl, max: CONNECTIONS, name: "plenum-api" });
  const client = await connectClient({ ...temporal, address: temporal.address });
  const sender = createSender({ pool, client, log });
  const changes = createChangeFeed(pool, log);
  const endRuns = (cycles: readonly string[]): Promise<void> => terminate(client, cycles);
  const patience = PATIENCE_MS;
  const pace = createPace();
  const deps = { pace, pool, sender, changes, patience, endRuns, log };
  const app = createApp({
    ...deps,
    version: versionOf(),
    web: builtPage(),
    publicUrl: config.publicUrl,
    pushHosts: config.push.hosts,
    bounceSecret: config.bounceSecret,
    oidc: config.oidc,
    proxies: config.proxies,
  });

  // A slow sender of headers is cut off, one of a body by the router; a file over a weak network has ten minutes.
  const limits = {
    requestTimeout: 600_000,
    headersTimeout: 15_000,
    keepAliveTimeout: 30_000,
    // The rows of a hundred units re-read at once: their ids stand in the address.
    maxHeaderSize: 128 * 1024,
  };
  const server = createServer(limits, app);
  await listening(server, host, port);
  sender.start();
  process.send?.("ready");
  process.stdout.write(`${new Date().toISOString()} ready on ${config.publicUrl}\n`);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    changes.close();
    await closed(server);
    await sender.stop();
    await pool.end();
    await client.connection.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end());
  process.once("disconnect", () => void end());
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new Error(`port ${port} is taken: set PORT to a free one.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

/** Requests under way get their answer; what takes longer than a command may take is cut off. */
function closed(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), PATIENCE_MS + 500).unref();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** The page as `npm run build` made it; without it only the API is served. */
function builtPage(): string | null {
  const folder = fileURLToPath(new URL("../web/dist", import.meta.url));
  return existsSync(folder) ? folder : null;
}

function versionOf(): string {
  const file = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Ends the runs of cycles that are no more; one that is gone already is no matter. */
async function terminate(client: Client, cycles: readonly string[]): Promise<void> {
  for (let from = 0; from < cycles.length; from += AT_ONCE) {
    const wave = cycles.slice(from, from + AT_ONCE).map(async (cycle) => {
      try {
        await client.workflow.getHandle(workflowIdOf(cycle)).terminate("the rehearsal was deleted");
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) log(`${cycle}: its run could not be ended`);
      }
    });
    await Promise.all(wave);
  }
}

main().catch((error: unknown) => {
  log(`the API cannot go on: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
