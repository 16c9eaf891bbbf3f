import type pg from "pg";
import { plan } from "#domain/plan.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { issueActorTokens } from "#prisma/sql/token.ts";
import { closedLoop, type LoopResult, until } from "../closed-loop.ts";
import { APPROVERS, benchCampaign, personOf, STEP, unitsOf } from "./campaign.ts";
import { type HttpAnswer, type HttpCall, httpClient } from "./http.ts";

/** A campaign of this bench whose papers wait for their approvals. */
export interface Submitted {
  readonly campaign: string;
  readonly units: readonly string[];
  readonly hashes: ReadonlyMap<string, string>;
  readonly tokens: ReadonlyMap<string, string>;
}

export interface Approval {
  readonly unit: string;
  readonly role: string;
}

/** The same work through Plenum: campaigns in its database, people through HTTP with their own tokens. */
export interface Plenum {
  /** Starts a campaign of so many units; ms from the first statement to the last `begin` recorded. */
  startAll(campaign: string, units: number): Promise<number>;
  /** Every unit's paper drafted and submitted, by its owner. */
  submitAll(campaign: string, units: number): Promise<Submitted>;
  /** Every paper gets its approvals, one after the other; `lanes` papers at a time. */
  approveAll(papers: Submitted, lanes: number): Promise<LoopResult>;
  /** One approval, with the same key until it is acknowledged. */
  approveSurely(papers: Submitted, what: Approval, acknowledged: () => void): Promise<void>;
  /** Approvals that are missing and that are there twice, when all have been acknowledged. */
  faults(papers: Submitted): Promise<{ lost: number; doubled: number }>;
}

export function plenumProgram(pool: pg.Pool, base: string): Plenum {
  const http = httpClient(base);
  return {
    async startAll(campaign, units) {
      const from = Date.now();
      await begin(pool, campaign, units);
      await until("units begun", async () => (await begun(pool, campaign)) === units + 1);
      return Date.now() - from;
    },
    async submitAll(campaign, count) {
      const units = unitsOf(campaign, count).slice(1);
      const issued = await inTransaction(pool, (tx) => issueActorTokens(tx, REAL));
      const tokens = new Map(issued.map(({ person, token }) => [person, token]));
      const hashes = new Map<string, string>();
      const papers: Submitted = { campaign, units, hashes, tokens };
      await closedLoop(units, 16, async (unit) => {
        const path = stepPath(campaign, unit);
        const token = tokenOf(papers, unit, "office");
        const draft = { title: `Báo cáo ${unit}`, content: "Nội dung báo cáo tổng kết." };
        const saved = await surely(http, {
          method: "PUT",
          path: `${path}/draft`,
          token,
          key: `${unit}-draft`,
          body: draft,
        });
        const { hash } = saved.body as { hash: string };
        hashes.set(unit, hash);
        const body = { type: "submit", round: 1, hash };
        await surely(http, {
          method: "POST",
          path: `${path}/acts`,
          token,
          key: `${unit}-submit`,
          body,
        });
      });
      return papers;
    },
    approveAll: (papers, lanes) =>
      closedLoop(papers.units, lanes, async (unit, timed) => {
        for (const role of APPROVERS) {
          await timed(() => surely(http, approval(papers, { unit, role })));
        }
      }),
    async approveSurely(papers, what, acknowledged) {
      for (;;) {
        const answer = await http(approval(papers, what)).catch(() => null);
        if (answer?.status === 200) return acknowledged();
        if (answer && answer.status >= 400 && answer.status < 500)
          throw new Error(`refused: ${JSON.stringify(answer.body)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    faults: (papers) => faultsOf(pool, papers),
  };
}

const approval = (papers: Submitted, { unit, role }: Approval): HttpCall => ({
  method: "POST",
  path: `${stepPath(papers.campaign, unit)}/acts`,
  token: tokenOf(papers, unit, role),
  key: `${unit}-${role}`,
  body: { type: "approve", round: 1, hash: papers.hashes.get(unit) },
});

/** What was acknowledged, against what the cycles' events and the inboxes say. */
async function faultsOf(
  pool: pg.Pool,
  { campaign, units }: Submitted,
): Promise<{ lost: number; doubled: number }> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*) AS n FROM events e JOIN cycles c ON c.id = e.cycle
      WHERE c.campaign = $1 AND e.type = 'step_endorsed' GROUP BY e.cycle, e.data -> 'approval' ->> 'post'`,
    [campaign],
  );
  return {
    lost: units.length * APPROVERS.length - rows.length,
    doubled: rows.reduce((sum, { n }) => sum + n - 1, 0),
  };
}

/** Writes a campaign of this bench whole, as `POST /api/campaigns` does with a file's. */
export async function begin(pool: pg.Pool, id: string, units: number): Promise<void> {
  const now = new Date().toISOString();
  const campaign = benchCampaign(id, units, dayOf(now));
  const started = await inTransaction(pool, (tx) =>
    startCampaign(tx, {
      campaign,
      plan: plan(campaign),
      realm: { id: REAL, kind: "real", title: "Plenum" },
      mode: "real",
      startedBy: null,
      now,
    }),
  );
  if (started.status !== "started") throw new Error(`campaign ${id}: ${started.status}`);
}

async function begun(pool: pg.Pool, campaign: string): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    "SELECT count(*) AS n FROM inbox WHERE campaign = $1 AND command ->> 'type' = 'begin' AND status = 'done'",
    [campaign],
  );
  return Number(rows[0]?.n);
}

const stepPath = (campaign: string, unit: string): string =>
  `/api/campaigns/${campaign}/units/${unit}/steps/${STEP}`;

function tokenOf({ tokens }: Submitted, unit: string, role: string): string {
  const token = tokens.get(personOf(unit, role));
  if (!token) throw new Error(`no token for ${role} of ${unit}`);
  return token;
}

/** Asks again, with the same key, as long as the outcome takes longer than the API waits for it. */
async function surely(
  http: (call: HttpCall) => Promise<HttpAnswer>,
  call: HttpCall,
): Promise<HttpAnswer> {
  for (;;) {
    const answer = await http(call);
    if (answer.status === 200) return answer;
    if (answer.status !== 202)
      throw new Error(`${call.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}
