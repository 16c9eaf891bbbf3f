/**
 * All a client needs to know of the workflows: ids, inputs, names. No code of a workflow is here,
 * so the API may import it without the workflow SDK.
 */

/** The one task queue of this product's workers. */
export const TASK_QUEUE = "plenum";

/** Workflow type of a cycle. */
export const CYCLE_WORKFLOW = "cycle";

/** Update that has the open inbox rows of a cycle recorded; its id is the inbox row's id. */
export const RECORD_UPDATE = "record";

/** Query that tells an operator how a run stands; screens read Postgres instead. */
export const STANDING_QUERY = "standing";

/** Keyword and datetime attributes by which an operator finds runs. Ids and words only, no persons. */
export const SEARCH_ATTRIBUTES = {
  campaign: "PlenumCampaign",
  unit: "PlenumUnit",
  level: "PlenumLevel",
  phase: "PlenumPhase",
  dueAt: "PlenumDueAt",
} as const;

/** Workflow id from the cycle's key (`<campaign>/<unit>`). */
export const workflowIdOf = (cycle: string): string => `cycle/${cycle}`;

/** What a cycle's run is started with. Plain JSON, and the whole of what a continue-as-new carries. */
export interface CycleInput {
  /** `<campaign>/<unit>`. */
  readonly cycle: string;
  /** The run may record only while the cycle's row has this epoch. */
  readonly epoch: number;
  /** Units stand below this one, whose cycles this run starts. */
  readonly below: boolean;
  /** Continue as new at this many history events, even before the server suggests it. */
  readonly historyLimit?: number;
}

/** The Update's argument: the row's id and its kind, never its content. */
export interface RecordRequest {
  readonly row: string;
  readonly kind: string;
}

/** The Update's answer. The outcome itself is read from the inbox row. */
export interface RecordAnswer {
  /** The cycle's sequence number after the recording. */
  readonly seq: number;
  /** The run was fenced off by a newer epoch and recorded nothing: start the cycle, send again. */
  readonly stale: boolean;
}

/** Answer of the standing query. */
export interface CycleStanding {
  readonly cycle: string;
  readonly epoch: number;
  readonly seq: number;
  readonly wakeAt: string | null;
  readonly closed: boolean;
}

/** Timeout of one workflow task: after a killed worker its task is given to another this late. */
export const WORKFLOW_TASK_TIMEOUT = "5 seconds";

/** Workflow type of the dispatcher. */
export const DISPATCHER_WORKFLOW = "dispatcher";

/** One dispatcher a channel: `dispatcher/email`. Started once for the whole installation, with USE_EXISTING. */
export const dispatcherId = (channel: "email"): string => `dispatcher/${channel}`;

/** Workflow type of the reconciler, and the id of its Schedule and of its run. */
export const RECONCILER_WORKFLOW = "reconciler";
export const RECONCILER_ID = "reconciler";
