import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from "@temporalio/client";
import { RECONCILER_ID, RECONCILER_WORKFLOW, TASK_QUEUE } from "#workflows/contract.ts";

export interface ReconcilerPlace {
  readonly taskQueue?: string;
  /** Of the Schedule and its runs; one for an installation. */
  readonly id?: string;
}

/** Before the first people come, and long after the last have gone. */
const AT = { hour: 3, minute: 30 };

/**
 * Makes sure that the reconciler's Schedule is there, and has it run once now. One that still runs is not
 * joined by a second; a night that was missed is not made up for later than an hour: the next start does it.
 */
export async function scheduleReconciler(
  client: Client,
  { taskQueue = TASK_QUEUE, id = RECONCILER_ID }: ReconcilerPlace = {},
): Promise<void> {
  const schedule = {
    spec: { calendars: [AT], timezone: "Asia/Ho_Chi_Minh" },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "1 hour" },
    action: {
      type: "startWorkflow" as const,
      workflowType: RECONCILER_WORKFLOW,
      workflowId: id,
      taskQueue,
      args: [],
      workflowRunTimeout: "3 hours" as const,
    },
  };
  try {
    await client.schedule.create({ scheduleId: id, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // An earlier version's is brought up to this one's; whether it is paused is the operator's.
    await client.schedule.getHandle(id).update(({ state }) => ({ ...schedule, state }));
  }
  await client.schedule.getHandle(id).trigger(ScheduleOverlapPolicy.SKIP);
}
