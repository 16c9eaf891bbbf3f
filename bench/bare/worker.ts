import { fileURLToPath } from "node:url";
import { NativeConnection, Runtime, Worker } from "@temporalio/worker";
import pg from "pg";
import { BARE_QUEUE, type BareActivities } from "./contract.ts";

/** The bare program's worker, with the SDK's own settings: DATABASE and TEMPORAL in the environment. */
async function main(): Promise<void> {
  const { DATABASE, TEMPORAL } = process.env;
  const silent = (): void => undefined;
  const quiet = { log: silent, trace: silent, debug: silent, info: silent };
  Runtime.install({ logger: { ...quiet, warn: console.warn, error: console.error } });
  const pool = new pg.Pool({ connectionString: DATABASE, max: 20 });
  const activities: BareActivities = {
    async writeRow(instance, what) {
      await pool.query({
        name: "row",
        text: "INSERT INTO bare (instance, what) VALUES ($1, $2)",
        values: [instance, what],
      });
    },
  };
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: TEMPORAL ?? "" }),
    taskQueue: BARE_QUEUE,
    workflowsPath: fileURLToPath(new URL("workflow.ts", import.meta.url)),
    activities: { ...activities },
  });
  process.once("disconnect", () => process.exit(0));
  const running = worker.run();
  process.send?.("ready");
  await running;
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
