import type { Campaign } from "#domain/campaign.ts";
import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import type { LockedCycle } from "./cycle.ts";

/** A campaign as it stands, for the rules of changes. */
export interface CampaignStanding {
  /** With the row's id in place of the file's, as its cycles' plans have it. */
  readonly campaign: Campaign;
  /** The id in the campaign's file. */
  readonly key: string;
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly version: number;
  readonly status: LockedCycle["campaignStatus"];
  readonly clock: LockedCycle["clock"];
  readonly now: Instant;
  readonly standing: ReadonlyMap<string, CycleState>;
}

interface CampaignRow {
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly key: string;
  readonly version: number;
  readonly status: LockedCycle["campaignStatus"];
  readonly clock: LockedCycle["clock"];
  readonly now: Instant;
  readonly definition: Campaign;
}

const CAMPAIGN = `
  SELECT c.realm, r.kind = 'rehearsal' AS rehearsal, c.key, c.plan_version AS version, c.status,
         k.mode AS clock, campaign_now(c.id) AS now, c.definition
    FROM campaigns c JOIN clocks k ON k.campaign = c.id JOIN realms r ON r.id = c.realm WHERE c.id = $1`;

const CYCLES = `
  SELECT y.id, y.realm, y.campaign, y.unit, y.epoch, y.seq, y.open, y.phase, y.state, y.plan,
         y.plan_version AS "planVersion", y.wake_at AS "wakeAt", y.next_due AS "dueAt"
    FROM cycles y WHERE y.campaign = $1 ORDER BY y.id`;

type CycleRow = Omit<LockedCycle, "campaignStatus" | "campaignPlan" | "clock"> & {
  readonly plan: CyclePlan;
};

const stateOf = ({ state, plan }: CycleRow): CycleState => ({ ...state, plan });

/** A campaign without its cycles. */
export type CampaignHead = Omit<CampaignStanding, "standing">;

export async function readCampaignHead(tx: Tx, campaign: string): Promise<CampaignHead | null> {
  const { rows } = await tx.query<CampaignRow>(CAMPAIGN, [campaign]);
  const [row] = rows;
  if (!row) return null;
  const { definition, ...head } = row;
  return { ...head, campaign: { ...definition, id: campaign } };
}

/** Reads a campaign whole, two statements of one instant: call it in a repeatable-read transaction, or under locks. */
export async function readStanding(db: Reader, campaign: string): Promise<CampaignStanding | null> {
  const { rows } = await db.query<CampaignRow>(CAMPAIGN, [campaign]);
  const [row] = rows;
  if (!row) return null;
  const cycles = await db.query<CycleRow>(CYCLES, [campaign]);
  return standingOf(campaign, row, cycles.rows);
}

const standingOf = (
  id: string,
  { definition, ...row }: CampaignRow,
  cycles: readonly CycleRow[],
): CampaignStanding => ({
  ...row,
  campaign: { ...definition, id },
  standing: new Map(cycles.map((one) => [one.unit, stateOf(one)])),
});

/** The same under locks: the campaign first, which waits for every recording under way, then its cycles by id. */
export interface LockedStanding extends CampaignStanding {
  readonly cycles: ReadonlyMap<string, LockedCycle>;
}

/**
 * Locks a campaign against every recording: they take it FOR SHARE first. NO KEY, so that rows that refer to it may be
 * written meanwhile.
 */
export async function lockStanding(tx: Tx, campaign: string): Promise<LockedStanding | null> {
  await tx.query("SELECT 1 FROM campaigns WHERE id = $1 FOR NO KEY UPDATE", [campaign]);
  const { rows } = await tx.query<CampaignRow>(CAMPAIGN, [campaign]);
  const [row] = rows;
  if (!row) return null;
  const found = await tx.query<CycleRow>(`${CYCLES} FOR NO KEY UPDATE OF y`, [campaign]);
  const more = { campaignStatus: row.status, campaignPlan: row.version, clock: row.clock };
  const cycles = new Map(
    found.rows.map((cycle): [string, LockedCycle] => [cycle.unit, { ...cycle, ...more }]),
  );
  return { ...standingOf(campaign, row, found.rows), cycles };
}
