import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from "@temporalio/client";
import {
  DISPATCHER_WORKFLOW,
  dispatcherId,
  TASK_QUEUE,
  WORKFLOW_TASK_TIMEOUT,
} from "#workflows/contract.ts";

/** Makes sure that the one dispatcher of notices by mail runs. */
export async function startDispatcher(client: Client, taskQueue = TASK_QUEUE): Promise<void> {
  await client.workflow.start(DISPATCHER_WORKFLOW, {
    workflowId: dispatcherId("email"),
    taskQueue,
    args: [],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
  });
}
