import { createHash } from "node:crypto";
import type { Campaign } from "#domain/campaign.ts";
import { type Entered, enterEarlier } from "#domain/enter.ts";
import { begun } from "#domain/evolve.ts";
import type { CampaignPlan } from "#domain/plan.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { writeCycles } from "./campaign-cycles.ts";
import { writeEntered } from "./campaign-entered.ts";
import { writeCampaignUnits } from "./campaign-units.ts";
import { campaignIdIn, type RealmWrite, writeRealm } from "./realm.ts";
import { writeRoster } from "./roster.ts";

export interface StartCampaign {
  readonly campaign: Campaign;
  readonly plan: CampaignPlan;
  readonly realm: RealmWrite;
  readonly mode: "real" | "stepped";
  /** Ceiling of a stepped clock, in campaign seconds a second. */
  readonly speed?: number;
  /** The person, or null for an operator. */
  readonly startedBy: string | null;
  /** Campaign instant of the start; the present for a real one. */
  readonly now: Instant;
}

export type CampaignStart =
  | {
      readonly status: "started";
      readonly campaign: string;
      /** The root's cycle: poke the sender with it after the commit. */
      readonly root: string;
      readonly cycles: number;
    }
  | { readonly status: "already_running"; readonly campaign: string }
  /** Another definition runs under this id; `differences` are the top-level fields that differ. */
  | {
      readonly status: "differs";
      readonly campaign: string;
      readonly differences: readonly string[];
    };

/**
 * Starts a campaign whole or not at all: realm, roster, tree, cycles, their first inbox rows. The same
 * definition started again changes nothing. Its dates are not judged here (see `pastSteps`).
 * @throws NumberTaken when a paper is entered under a number that the register has
 */
export async function startCampaign(tx: Tx, start: StartCampaign): Promise<CampaignStart> {
  const { campaign, plan, realm } = start;
  const id = campaignIdIn(realm, campaign.id);
  await writeRealm(tx, realm);
  if (!(await insertCampaign(tx, id, start))) return await compareRunning(tx, start);
  const key = { realm: realm.id, id };
  await writeRoster(tx, realm.id, campaign);
  await writeCampaignUnits(tx, key, campaign, plan.cycles, start.now);
  const entered = cyclesOf(start, id);
  await writeCycles(tx, key, [...entered.states.values()], start.now);
  await writeEntered(tx, key, entered, start.startedBy, start.now);
  const entry = {
    what: "campaign_started",
    at: start.now,
    by: start.startedBy,
    definition: definitionHash(campaign),
    cycles: plan.cycles.length,
  };
  await appendAudit(tx, { campaign: id, realm: realm.id, entry });
  const root = plan.cycles[0];
  if (!root) throw new Error("a plan without cycles cannot be started");
  return {
    status: "started",
    campaign: id,
    root: `${id}/${root.unit}`,
    cycles: plan.cycles.length,
  };
}

/** Every cycle as begun, in tree order, with the steps done that the campaign enters as done. */
function cyclesOf({ campaign, plan, now }: StartCampaign, id: string): Entered {
  const states = new Map(
    plan.cycles.map((cycle) => [cycle.unit, begun({ ...cycle, campaign: id }, now)]),
  );
  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
  return enterEarlier(plan, campaign, states, digest);
}

/** False when a campaign of this key exists in the realm, or is just being started. */
async function insertCampaign(tx: Tx, id: string, start: StartCampaign): Promise<boolean> {
  const { campaign, plan, realm } = start;
  const { rowCount } = await tx.query(
    `WITH started AS (
       INSERT INTO campaigns (id, realm, key, title_vi, title_en, root_unit, pilot_unit, status,
                              definition, definition_hash, started_at, started_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11)
       ON CONFLICT DO NOTHING RETURNING id, realm
     )
     INSERT INTO clocks (campaign, realm, mode, instant, speed) SELECT id, realm, $12, $10, $13 FROM started`,
    [
      id,
      realm.id,
      campaign.id,
      campaign.title.vi,
      campaign.title.en,
      plan.cycles[0]?.unit ?? "",
      campaign.pilot,
      JSON.stringify(campaign),
      definitionHash(campaign),
      start.now,
      start.startedBy,
      start.mode,
      start.speed ?? 1,
    ],
  );
  return rowCount === 1;
}

async function compareRunning(tx: Tx, { campaign, realm }: StartCampaign): Promise<CampaignStart> {
  const { rows } = await tx.query<{ id: string; definition: Campaign; hash: string }>(
    "SELECT id, definition, definition_hash AS hash FROM campaigns WHERE realm = $1 AND key = $2",
    [realm.id, campaign.id],
  );
  const [running] = rows;
  if (!running) throw new Error(`campaign id ${campaign.id} is used in another realm`);
  if (running.hash === definitionHash(campaign))
    return { status: "already_running", campaign: running.id };
  const mine: Readonly<Record<string, unknown>> = { ...campaign };
  const theirs: Readonly<Record<string, unknown>> = { ...running.definition };
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const differences = fields.filter((field) => canonical(mine[field]) !== canonical(theirs[field]));
  return { status: "differs", campaign: running.id, differences };
}

/** SHA-256 of a campaign whose fields may stand in any order. */
export const definitionHash = (campaign: Campaign): string =>
  createHash("sha256").update(canonical(campaign)).digest("hex");

/** JSON with sorted keys, so that the same content is the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? "null";

/** The definition a campaign pinned when it started. */
export async function readDefinition(reader: Reader, campaign: string): Promise<Campaign> {
  const { rows } = await reader.query<{ definition: Campaign }>(
    "SELECT definition FROM campaigns WHERE id = $1",
    [campaign],
  );
  const [row] = rows;
  if (!row) throw new Error(`no campaign ${campaign}`);
  return row.definition;
}

export interface PastStep {
  readonly unit: string;
  readonly step: string;
  readonly due: Instant;
}

/**
 * Steps that would be overdue before anybody could act: a real campaign must not start with them. What is entered
 * as done is not among them.
 */
export const pastSteps = (plan: CampaignPlan, now: Instant): PastStep[] =>
  plan.cycles.flatMap(({ unit, steps }) =>
    steps
      .filter((step) => step.entered === undefined && step.due.at < now)
      .map((step) => ({ unit, step: step.id, due: step.due.at })),
  );
