import { proxyActivities } from "@temporalio/workflow";
import type { ReconcileActivities, ReconcileSummary } from "#activities/contract.ts";

// Safe to repeat from its beginning: what was healed is not found again.
const { reconcile } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: "30 minutes",
  heartbeatTimeout: "2 minutes",
  retry: { initialInterval: "10 seconds", maximumInterval: "1 minute", maximumAttempts: 5 },
  summary: "compares what must agree, heals what is safe to heal",
});

/** One reconciliation; its Schedule starts it each night and a worker when it starts. */
export async function reconciler(): Promise<ReconcileSummary> {
  return await reconcile();
}
