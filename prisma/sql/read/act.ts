import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { CommandOutcome } from "../inbox.ts";
import { actingPosts, civilDay, heldPosts } from "../post-holder.ts";

export interface ActQuestion {
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  /** Whose act it is. */
  readonly person: string;
  /** Who enters it; the same person unless a clerk does. */
  readonly account: string;
  readonly occurredAt: Instant | null;
  /** Id that the command's inbox row has, or would have. */
  readonly row: string;
  /** What the command is about: covers of these acts count. */
  readonly acts: readonly ObligationAct[];
}

/** Who enters another's act from paper; all of it is empty where the author enters it themselves. */
export interface Entrant {
  /** Posts of the one who enters it. */
  readonly posts: readonly { readonly unit: string; readonly role: string }[];
  /** The unit of each post that the person ever held or covered. */
  readonly units: Readonly<Record<string, string>>;
}

/** What is known before a command is kept: enough to refuse what the rules refuse anyway. */
export interface ActContext {
  readonly cycle: string;
  readonly now: Instant;
  readonly state: CycleState;
  /** Posts the person held on the day of the act. */
  readonly posts: readonly string[];
  /** Who enters it for them, today. */
  readonly entrant: Entrant;
  /** Other commands of this cycle are still to be decided: what is read here may be old. */
  readonly pending: boolean;
  /** The same key was used before. */
  readonly known: { readonly requestHash: string; readonly outcome: CommandOutcome | null } | null;
}

interface Row extends Omit<ActContext, "state" | "cycle"> {
  readonly cycle: string;
  readonly epoch: number;
  readonly planVersion: number;
  readonly state: Omit<CycleState, "plan">;
}

/** What a question's parts are called in SQL. */
interface Asked {
  readonly person: string;
  readonly account: string;
  readonly occurred: string;
  readonly row: string;
  readonly acts: string;
}

/** Posts of the person of an act when it occurred, or now; `account` is who states it. */
const acting = ({ person, account, occurred }: Omit<Asked, "row" | "acts">, acts: string): string =>
  actingPosts(
    "c.realm",
    person,
    { occurred: `coalesce(${occurred}, n.now)`, received: "n.now", own: `${person} = ${account}` },
    { campaign: "c.campaign", acts },
  );

const entrant = ({ person, account }: Pick<Asked, "person" | "account">): string => `
  CASE WHEN ${person} = ${account} THEN '{"posts": [], "units": {}}'::json ELSE json_build_object(
    'posts', (SELECT coalesce(json_agg(json_build_object('unit', p.unit, 'role', p.role)), '[]') FROM posts p
               WHERE p.realm = c.realm AND p.id = ANY (${heldPosts("c.realm", account, civilDay("n.now"))})),
    'units', (SELECT coalesce(json_object_agg(p.id, p.unit), '{}') FROM posts p
               WHERE p.realm = c.realm AND p.id IN (
                 SELECT a.post FROM appointments a WHERE a.realm = c.realm AND a.person = ${person}
                  UNION
                 SELECT v.post FROM covers v WHERE v.realm = c.realm AND v.person = ${person}))) END`;

const contextSql = (asked: Asked): string => `
  c.id AS cycle, n.now, c.epoch, c.plan_version AS "planVersion", c.state,
  ${acting(asked, asked.acts)} AS posts, ${entrant(asked)} AS entrant,
  EXISTS (SELECT FROM inbox i WHERE i.cycle = c.id AND i.status = 'open') AS pending,
  (SELECT json_build_object('requestHash', i.request_hash, 'outcome', i.outcome)
     FROM inbox i WHERE i.id = ${asked.row}) AS known`;

const ONE = { person: "$4", account: "$5", occurred: "$6::timestamptz", row: "$7" };
const MANY = { person: "q.person", account: "q.account", occurred: "q.occurred", row: 'q."row"' };

const PLANS = 500;
const plans = new Map<string, CyclePlan>();

/** Everything about an act in one query; null when there is no such unit in the account's realm. */
export async function actContext(db: Reader, ask: ActQuestion): Promise<ActContext | null> {
  const { rows } = await db.query<Row>({
    name: "act-context",
    text: `SELECT ${contextSql({ ...ONE, acts: "$8::text[]" })}
             FROM cycles c, campaign_now(c.campaign) AS n (now)
            WHERE c.realm = $1 AND c.campaign = $2 AND c.unit = $3`,
    values: [
      ask.realm,
      ask.campaign,
      ask.unit,
      ask.person,
      ask.account,
      ask.occurredAt,
      ask.row,
      ask.acts,
    ],
  });
  const [row] = rows;
  if (!row) return null;
  const [context = null] = await planned(db, [row]);
  return context;
}

/** The same about many acts of one realm, in one query: in their order, null where there is no such unit. */
export async function actContexts(
  db: Reader,
  realm: string,
  asks: readonly ActQuestion[],
): Promise<(ActContext | null)[]> {
  if (asks.length === 0) return [];
  const { rows } = await db.query<Row & { n: number }>({
    name: "act-contexts",
    text: `SELECT q.n, ${contextSql({ ...MANY, acts: "q.acts" })}
             FROM jsonb_to_recordset($2) AS q (n integer, campaign text, unit text, person text, account text,
                  occurred timestamptz, "row" text, acts text[])
             JOIN cycles c ON c.realm = $1 AND c.campaign = q.campaign AND c.unit = q.unit
            CROSS JOIN LATERAL campaign_now(c.campaign) AS n (now)`,
    values: [
      realm,
      JSON.stringify(
        asks.map(({ occurredAt, ...ask }, n) => ({ n, ...ask, occurred: occurredAt })),
      ),
    ],
  });
  const contexts = await planned(db, rows);
  const found = new Map(rows.map(({ n }, at) => [n, contexts[at] ?? null]));
  return asks.map((_, n) => found.get(n) ?? null);
}

/** With their plans, of which those not yet known are read at once. */
async function planned(db: Reader, rows: readonly Row[]): Promise<ActContext[]> {
  const keyOf = ({ cycle, epoch, planVersion }: Row): string => `${cycle} ${epoch} ${planVersion}`;
  const missing = rows.filter((row) => !plans.has(keyOf(row)));
  const fresh = await readPlans(
    db,
    missing.map(({ cycle }) => cycle),
  );
  return rows.map((row) => {
    const { epoch: _, planVersion: __, state, ...rest } = row;
    const plan = plans.get(keyOf(row)) ?? fresh.get(row.cycle);
    if (!plan) throw new Error(`no cycle ${row.cycle}`);
    keep(keyOf(row), plan);
    return { ...rest, state: { ...state, plan } };
  });
}

async function readPlans(db: Reader, cycles: readonly string[]): Promise<Map<string, CyclePlan>> {
  if (cycles.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; plan: CyclePlan }>(
    "SELECT id, plan FROM cycles WHERE id = ANY ($1)",
    [[...new Set(cycles)]],
  );
  return new Map(rows.map(({ id, plan }) => [id, plan]));
}

/** A plan is tens of kilobytes and changes only with its version: the last few hundred are kept. */
function keep(key: string, plan: CyclePlan): void {
  const oldest = plans.keys().next().value;
  if (plans.size >= PLANS && oldest !== undefined && !plans.has(key)) plans.delete(oldest);
  plans.set(key, plan);
}

export interface CommandRead {
  readonly id: string;
  readonly campaign: string;
  readonly unit: string;
  readonly step: string | null;
  readonly type: string;
  readonly status: "open" | "done" | "refused";
  readonly receivedAt: Instant;
  readonly handledAt: Instant | null;
  readonly outcome: CommandOutcome | null;
}

/** A command of this account; another account's is as unknown as none. */
export async function readCommand(
  db: Reader,
  id: string,
  account: string,
): Promise<CommandRead | null> {
  const { rows } = await db.query<CommandRead>({
    name: "command-read",
    text: `SELECT i.id, i.campaign, c.unit, i.command ->> 'step' AS step, i.command ->> 'type' AS type,
                  i.status, i.received_at AS "receivedAt", i.handled_at AS "handledAt", i.outcome
             FROM inbox i JOIN cycles c ON c.id = i.cycle WHERE i.id = $1 AND i.account = $2`,
    values: [id, account],
  });
  return rows[0] ?? null;
}

/** What is known before a fact is kept. */
export interface FactContext {
  readonly cycle: string;
  /** Posts of the person for which this very fact is owed. */
  readonly owing: readonly string[];
  /** Who enters it for them, today. */
  readonly entrant: Entrant;
}

export interface FactQuestion extends Omit<ActQuestion, "row" | "acts"> {
  readonly step: string;
  readonly act: ObligationAct;
}

/** The cycle of a fact and the posts it may be stated for; null when there is no such unit in the realm. */
export async function factContext(db: Reader, ask: FactQuestion): Promise<FactContext | null> {
  const { rows } = await db.query<FactContext>({
    name: "fact-context",
    text: `SELECT c.id AS cycle,
                  ARRAY(SELECT o.post FROM obligations o
                         WHERE o.cycle = c.id AND o.step = $7 AND o.act = $8
                           AND o.post = ANY (${acting(ONE, "ARRAY[$8::text]")})
                         ORDER BY o.status <> 'open', o.round DESC, o.post) AS owing,
                  ${entrant(ONE)} AS entrant
             FROM cycles c, campaign_now(c.campaign) AS n (now)
            WHERE c.realm = $1 AND c.campaign = $2 AND c.unit = $3`,
    values: [
      ask.realm,
      ask.campaign,
      ask.unit,
      ask.person,
      ask.account,
      ask.occurredAt,
      ask.step,
      ask.act,
    ],
  });
  return rows[0] ?? null;
}

/** How far a condition on facts is; nothing is needed where there is none. */
export async function conditionOf(
  db: Reader,
  cycle: string,
  step: string,
  round: number,
): Promise<{ have: number; need: number; met: boolean }> {
  const { rows } = await db.query<{ have: number; need: number; met: boolean }>({
    name: "condition-read",
    text: "SELECT have, need, met FROM conditions WHERE cycle = $1 AND step = $2 AND round = $3",
    values: [cycle, step, round],
  });
  return rows[0] ?? { have: 0, need: 0, met: true };
}
