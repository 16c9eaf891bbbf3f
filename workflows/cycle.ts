import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import type { CycleActivities, RecordActivities, Recorded } from "#activities/contract.ts";
import {
  type CycleInput,
  type CycleStanding,
  RECORD_UPDATE,
  type RecordAnswer,
  type RecordRequest,
  STANDING_QUERY,
} from "./contract.ts";
import { type Standing, showStanding, standingAtFirst } from "./standing.ts";

const recordUpdate = defineUpdate<RecordAnswer, [RecordRequest]>(RECORD_UPDATE);
const standingQuery = defineQuery<CycleStanding>(STANDING_QUERY);

// A recording is one short transaction: as a local activity it needs no further workflow task. Both
// tries together end before 80 % of the workflow task's 5 s, so that no heartbeat delays other updates.
const atOnce = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: "2500 milliseconds",
  scheduleToCloseTimeout: "3500 milliseconds",
  retry: { maximumAttempts: 2, initialInterval: "100 milliseconds" },
});

// Where that fails (a stalled Postgres), the regular activity waits without holding the task.
const patiently = proxyActivities<RecordActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", maximumInterval: "5 seconds" },
});

const { startCyclesBelow } = proxyActivities<CycleActivities>({
  startToCloseTimeout: "1 hour",
  heartbeatTimeout: "30 seconds",
  retry: { maximumInterval: "10 seconds" },
});

/**
 * One unit's part in a campaign. It holds no rule and no state of its own: whatever is in its inbox
 * it has recorded, then sleeps until the next row or the next wake; it starts the cycles below.
 */
export async function cycle(input: CycleInput): Promise<void> {
  const self = standingAtFirst(input);
  setHandler(recordUpdate, async () => answerOf(await record(self)));
  setHandler(standingQuery, () => standingOf(self));

  // First of all, what came while nobody ran: `begin`, commands, a wake that is past.
  await record(self);
  if (input.below && !hasEnded(self)) await startCyclesBelow({ cycle: self.cycle });
  while (!hasEnded(self) && !isLong(input)) {
    if (await sleptUntilWake(self, input)) await record(self);
  }

  await condition(allHandlersFinished);
  if (!hasEnded(self)) await continueAsNew<typeof cycle>({ ...input, below: false });
}

/**
 * Has every open inbox row recorded, and a wake that is due. One recording at a time: whoever asks while
 * one is under way shares the next, which takes all rows there are by then. (Two local activities of one
 * workflow task may be resolved together on replay, and then no longer in their order.)
 */
function record(self: Standing): Promise<Standing> {
  const shared =
    self.next ??
    self.last.then(() => {
      self.next = null;
      const recording = recordNow(self);
      self.last = recording;
      return recording;
    });
  self.next = shared;
  return shared;
}

async function recordNow(self: Standing): Promise<Standing> {
  const { cycle, epoch } = self;
  let recorded: Recorded;
  try {
    recorded = await atOnce.record({ cycle, epoch });
  } catch (failure) {
    // Of whatever kind: on replay the SDK hands a local activity's timeout over without its wrapping.
    if (isCancellation(failure)) throw failure;
    recorded = await patiently.record({ cycle, epoch });
  }
  return follow(self, recorded);
}

/** Recordings may return out of order: an older one changes nothing. */
function follow(self: Standing, recorded: Recorded): Standing {
  if (recorded.stale) self.stale = true;
  else if (recorded.seq >= self.seq) {
    const { seq, wakeAt, closed } = recorded;
    Object.assign(self, { seq, wakeAt, closed });
    showStanding(self, recorded);
  }
  return self;
}

/** Sleeps until the wake, true then; false as soon as it has moved or there is something else to do. */
async function sleptUntilWake(self: Standing, input: CycleInput): Promise<boolean> {
  const { wakeAt } = self;
  const changed = (): boolean => self.wakeAt !== wakeAt || hasEnded(self) || isLong(input);
  if (wakeAt === null) {
    await condition(changed);
    return false;
  }
  // At least a second, so that a timer that fires early by a skewed clock does not spin.
  const rest = Math.max(1_000, Date.parse(wakeAt) - Date.now());
  return !(await condition(changed, rest));
}

const hasEnded = (self: Standing): boolean => self.closed || self.stale;

const isLong = ({ historyLimit = Number.POSITIVE_INFINITY }: CycleInput): boolean =>
  workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= historyLimit;

const answerOf = ({ seq, stale }: Standing): RecordAnswer => ({ seq, stale });

const standingOf = ({ cycle, epoch, seq, wakeAt, closed }: Standing): CycleStanding => ({
  cycle,
  epoch,
  seq,
  wakeAt,
  closed,
});
