import { continueAsNew, proxyActivities, workflowInfo } from "@temporalio/workflow";
import type { DispatchActivities } from "#activities/contract.ts";

// The activity ends by itself within half a day; a worker that dies is noticed by its missing heartbeat,
// and the next one goes on from the rows, which are all it needs.
const { dispatch } = proxyActivities<DispatchActivities>({
  startToCloseTimeout: "1 day",
  heartbeatTimeout: "10 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "5 seconds" },
  summary: "freezes due notices and hands them over",
});

/** Rounds of one run, so that its history stays short whatever the server suggests. */
const LONGEST_RUN = 200;

/** Keeps one endless activity alive. What it has to do is in Postgres; the workflow knows nothing of it. */
export async function dispatcher(): Promise<void> {
  for (let round = 0; round < LONGEST_RUN; round += 1) {
    await dispatch();
    if (workflowInfo().continueAsNewSuggested) break;
  }
  await continueAsNew<typeof dispatcher>();
}
