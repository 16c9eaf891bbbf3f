import { proxyActivities, sleep } from "@temporalio/workflow";
import type { RecordActivities } from "#activities/contract.ts";
import type { CycleInput } from "#workflows/contract.ts";

const { record } = proxyActivities<RecordActivities>({ startToCloseTimeout: "20 seconds" });

/** A cycle changed in a way that would break every running campaign: it sleeps before it records. */
export async function cycle({ cycle, epoch }: CycleInput): Promise<void> {
  await sleep("1 minute");
  await record({ cycle, epoch });
}
