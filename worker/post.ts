import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from "@temporalio/client";
import { startCycle } from "#activities/cycle-start.ts";
import { readStart } from "#prisma/sql/cycle-start.ts";
import { readOutcome } from "#prisma/sql/inbox.ts";
import {
  RECORD_UPDATE,
  type RecordAnswer,
  type RecordRequest,
  workflowIdOf,
} from "#workflows/contract.ts";
import type { SenderOptions } from "./sender.ts";

/** Carries one row to its cycle's workflow. */
export interface Post {
  /** null when it was recorded; otherwise, in words, why not yet. */
  send(cycle: string, row: string, kind: string, timeoutMs?: number): Promise<string | null>;
}

const PATIENCE_MS = 10_000;
/** A run that is ending is replaced by a new one; this is how often, and how soon, we look for it. */
const RUNS = 4;
const BETWEEN_RUNS_MS = 150;

/**
 * Sends rows as Updates whose id is the row's, so that a repetition meets the first. A cycle without a
 * run is started first, a closed one too: its run records the refusal and ends.
 */
export function createPost({ pool, client, ...options }: SenderOptions): Post {
  const update = async (cycle: string, request: RecordRequest, deadline: number): Promise<Sent> => {
    try {
      const handle = client.workflow.getHandle(workflowIdOf(cycle));
      const answer = await client.withDeadline(deadline, () =>
        handle.executeUpdate<RecordAnswer, [RecordRequest]>(RECORD_UPDATE, {
          updateId: request.row,
          args: [request],
        }),
      );
      return answer.stale ? "no run" : "recorded";
    } catch (error) {
      return whatBecame(error);
    }
  };

  return {
    async send(cycle, row, kind, timeoutMs = PATIENCE_MS) {
      const deadline = Date.now() + timeoutMs;
      for (let run = 1; ; run += 1) {
        const sent = await update(cycle, { row, kind }, deadline);
        if (sent === "recorded") return null;
        if (sent !== "no run") return sent;
        // A run that has just ended may have recorded the row first of all.
        if (await readOutcome(pool, row)) return null;
        if (run === RUNS || Date.now() > deadline) return "its run is being replaced";
        if (run > 1) await new Promise((resolve) => setTimeout(resolve, BETWEEN_RUNS_MS * run));
        const failure = await begin(cycle, deadline);
        if (failure !== null) return failure;
      }
    },
  };

  async function begin(cycle: string, deadline: number): Promise<string | null> {
    const start = await readStart(pool, cycle);
    if (!start) return "there is no such cycle any more";
    try {
      await client.withDeadline(deadline, () => startCycle(client, start, options));
      return null;
    } catch (error) {
      return `it cannot be started (${nameOf(error)})`;
    }
  }
}

type Sent = "recorded" | "no run" | (string & {});

function whatBecame(error: unknown): Sent {
  if (error instanceof WorkflowNotFoundError) return "no run";
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return "nobody has answered yet";
  // The run ended or continued as new while it held the Update; the row tells what became of it.
  if (error instanceof WorkflowUpdateFailedError) return "no run";
  return `Temporal cannot be reached (${nameOf(error)})`;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
