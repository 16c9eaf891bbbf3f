import { type NativeConnection, Worker, type WorkflowBundleOption } from "@temporalio/worker";
import type {
  CycleActivities,
  DispatchActivities,
  ReconcileActivities,
  RecordActivities,
} from "#activities/contract.ts";
import { TASK_QUEUE } from "#workflows/contract.ts";

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly bundle: WorkflowBundleOption;
  readonly activities: RecordActivities &
    CycleActivities &
    Partial<DispatchActivities & ReconcileActivities>;
  /** Recordings at the same time; a few less than the pool has connections. */
  readonly recordings: number;
  readonly taskQueue?: string;
  /** Workflows kept in memory, a third of a megabyte each. */
  readonly cached?: number;
  /** A deployment's name and build, where versions run side by side. */
  readonly deployment?: { readonly name: string; readonly build: string };
}

const CACHED = 600;
/** Endless dispatchers and waves of starts are activities, too. */
const OTHER_ACTIVITIES = 10;

/** A worker of this product. Its limits are explicit: the defaults follow the heap, not the database. */
export function createWorker(options: WorkerOptions): Promise<Worker> {
  const { connection, namespace, bundle, activities, recordings, deployment } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: options.taskQueue ?? TASK_QUEUE,
    workflowBundle: bundle,
    activities: { ...activities },
    maxCachedWorkflows: options.cached ?? CACHED,
    maxConcurrentLocalActivityExecutions: recordings,
    maxConcurrentActivityTaskExecutions: recordings + OTHER_ACTIVITIES,
    // A killed worker's tasks are waited for this long before anybody may take them (default 10 s).
    stickyQueueScheduleToStartTimeout: "2 seconds",
    shutdownGraceTime: "5 seconds",
    shutdownForceTime: "8 seconds",
    ...(deployment
      ? {
          workerDeploymentOptions: {
            version: { deploymentName: deployment.name, buildId: deployment.build },
            useWorkerVersioning: true,
            defaultVersioningBehavior: "AUTO_UPGRADE" as const,
          },
        }
      : {}),
  });
}
