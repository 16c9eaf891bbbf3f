import { config } from "#config.ts";
import { createPool } from "#prisma/client.ts";
import { type Rehydrated, rehydrate } from "#worker/rehydrate.ts";
import { connectClient } from "#worker/temporal-client.ts";
import { CommandError } from "./failure.ts";
import { survivor } from "./process-record.ts";
import { presentDatabase } from "./stack.ts";

/** Rehydrates the running stack, or the cluster of the settings. */
export async function rehydrateNow(
  raise: boolean,
  progress: (started: number, of: number) => void,
): Promise<Rehydrated> {
  const { temporal, dataFolder } = config;
  const own = survivor(dataFolder, "temporal");
  const address = temporal.address ?? (own?.port ? `127.0.0.1:${own.port}` : null);
  const urls = presentDatabase();
  if (address === null || urls === null) {
    throw new CommandError(`The stack of ${dataFolder} is not running: npm start, then try again.`);
  }
  const pool = createPool({ url: urls.url, max: 4, name: "plenum rehydrate" });
  const client = await connectClient({ ...temporal, address });
  try {
    return await rehydrate({ pool, client, raise, progress });
  } finally {
    await Promise.all([pool.end(), client.connection.close()]);
  }
}
