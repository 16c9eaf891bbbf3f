import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  sleep,
} from "@temporalio/workflow";
import type { BareActivities, BareInput } from "./contract.ts";

export const approveBare = defineUpdate<number>("approve");

const { writeRow } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: "5 seconds" });

const WEEK_MS = 7 * 86_400_000;

/** One conference: rows for its start and each approval, one reminder armed at a time. */
export async function bare(input: BareInput): Promise<void> {
  let approved = 0;
  setHandler(approveBare, async () => {
    await writeRow(input.id, "approved");
    approved += 1;
    return approved;
  });
  await writeRow(input.id, "started");
  if (input.timerAt !== undefined) {
    await sleep(Math.max(1, input.timerAt - Date.now()));
    await writeRow(input.id, "reminded");
    return;
  }
  while (approved < input.approvals) {
    const seen = approved;
    await condition(() => approved > seen, WEEK_MS);
  }
  await condition(allHandlersFinished);
  await writeRow(input.id, "done");
}
