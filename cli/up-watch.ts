import { watch } from "node:fs";
import { fileURLToPath } from "node:url";
import { config } from "#config.ts";
import { end, survivor } from "./process-record.ts";
import { buildWeb } from "./web-build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVER = ["domain", "workflows", "activities", "worker", "api", "prisma", "templates"];
const WEB = ["web", "domain"];
/** An editor writes several files at once, and some of them twice. */
const SETTLE_MS = 300;

/** For work on Plenum itself: ends worker and API when a source changes (they are kept alive), and rebuilds the page. */
export function watchSources(show: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let server = false;
  let web = false;
  const apply = async (): Promise<void> => {
    const [restart, rebuild] = [server, web];
    server = false;
    web = false;
    if (rebuild) await buildWeb(show);
    if (!restart) return;
    for (const name of ["worker", "api"]) {
      const child = survivor(config.dataFolder, name);
      if (child) await end(child, "SIGTERM", 5_000);
    }
  };
  const watchers = [...new Set([...SERVER, ...WEB])].map((folder) =>
    watch(`${ROOT}${folder}`, { recursive: true }, (_, file) => {
      if (file === null || /(^|\/)(dist|node_modules)\/|~$|\.swp$/.test(file)) return;
      server ||= SERVER.includes(folder);
      web ||= WEB.includes(folder);
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void apply(), SETTLE_MS);
    }),
  );
  show("Watching the sources (--dev).");
  return () => {
    for (const watcher of watchers) watcher.close();
    if (timer) clearTimeout(timer);
  };
}
