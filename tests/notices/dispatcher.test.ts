import { Client, Connection } from "@temporalio/client";
import { NativeConnection, Runtime } from "@temporalio/worker";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createDispatchActivities } from "#activities/dispatch.ts";
import { buildBundle } from "#worker/bundle.ts";
import { createWorker } from "#worker/create.ts";
import { DISPATCHER_WORKFLOW } from "#workflows/contract.ts";
import { temporalAddress } from "../support/database.ts";
import { aDesk } from "./desk.ts";
import { stage } from "./stage.ts";

const desk = aDesk();
const TASK_QUEUE = "notices-test";
const WORKFLOW_ID = "dispatcher/notices-test";
let connection: NativeConnection;
let client: Client;
let bundle: { code: string };

beforeAll(async () => {
  Runtime.install({ logger: { ...SILENT } });
  const address = temporalAddress();
  connection = await NativeConnection.connect({ address });
  client = new Client({ connection: await Connection.connect({ address }) });
  bundle = { code: await buildBundle() };
});
afterAll(async () => {
  await client.workflow.getHandle(WORKFLOW_ID).terminate();
  await client.connection.close();
  await connection.close();
});

const silent = (): void => undefined;
const SILENT = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};

/** A worker that only dispatches; `stop` shuts it down in order. */
async function dispatching(): Promise<{ stop: () => Promise<void> }> {
  const worker = await createWorker({
    connection,
    namespace: "default",
    taskQueue: TASK_QUEUE,
    bundle,
    recordings: 1,
    activities: {
      ...createDispatchActivities(desk.dispatcher),
      record: () => Promise.reject(new Error("no cycle runs here")),
      startCyclesBelow: () => Promise.resolve(0),
    },
  });
  const running = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}

const letters = (count: number) =>
  vi.waitFor(() => expect(desk.office.letters).toHaveLength(count), {
    timeout: 60_000,
    interval: 50,
  });

it("sends what falls due by itself, and goes on where it was under the next worker", async () => {
  await client.workflow.start(DISPATCHER_WORKFLOW, {
    workflowId: WORKFLOW_ID,
    taskQueue: TASK_QUEUE,
    args: [],
  });
  const play = await stage(desk.pool);
  const first = await dispatching();
  await play.owe();
  await letters(1);
  await play.clockTo("2020-03-26T01:00:00.000Z");
  await letters(2);
  await first.stop();

  await play.clockTo("2020-03-30T01:00:00.000Z");
  const second = await dispatching();
  await letters(4);
  await second.stop();

  expect(new Set(desk.office.letters.map((letter) => letter.mail.messageId)).size).toBe(4);
});
