import { excusersOf } from "#domain/entitled.ts";
import { DomainError } from "#domain/errors.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { keepAsEvidence } from "#prisma/sql/attachment.ts";
import { saveDraft } from "#prisma/sql/draft.ts";
import type { FactActor } from "#prisma/sql/fact.ts";
import { conditionOf, type FactContext, factContext } from "#prisma/sql/read/act.ts";
import { readCycles } from "#prisma/sql/read/inbox-list.ts";
import { scopeOf } from "#prisma/sql/read/scope.ts";
import { acknowledge, excuseReceipt, type FactResult } from "#prisma/sql/receipt.ts";
import { castVote } from "#prisma/sql/vote.ts";
import { requireStep } from "../access.ts";
import type { FactRecorded } from "../contract-act.ts";
import { ApiError } from "../errors.ts";
import { withEvidence } from "../evidence.ts";
import { once } from "../idempotency.ts";
import { actorOf, type OnPaper, postsOf } from "../onbehalf.ts";
import { refusedInNames } from "../refused.ts";
import type { Call, Deps, Handlers } from "../router.ts";

export type FactCall =
  | Call<"acknowledge">
  | Call<"excuseReceipt">
  | Call<"vote">
  | Call<"draft">
  | Call<"seen">;

/** Facts change nothing a process waits for, until the last one that was needed: one transaction each. */
export function factRoutes({
  pool,
  sender,
}: Deps): Pick<Handlers, "draft" | "acknowledge" | "vote" | "excuseReceipt"> {
  const stated = async (
    call: Call<"acknowledge"> | Call<"vote"> | Call<"excuseReceipt">,
    act: "acknowledge" | "vote",
    state: (tx: Tx, fact: Fact) => Promise<FactResult>,
  ): Promise<FactRecorded> => {
    const { params, body } = call;
    const { actor, context } = await prepare(pool, call, body, act);
    const post = body.post ?? context.owing[0];
    if (post === undefined) throw await unknownOrForbidden(pool, call);
    const { cycle } = context;
    const fact = { cycle, step: params.step, round: body.round, post, actor };
    const { body: done } = await refusing(pool, call, () =>
      once(pool, call.write, async (tx) => {
        const { told } = await state(tx, fact);
        return { told, ...(await conditionOf(tx, cycle, params.step, body.round)) };
      }),
    );
    const { told, ...recorded } = done;
    if (told) sender.poke([cycle]);
    return recorded;
  };
  return {
    acknowledge: async (call) => ({
      status: 200,
      body: await stated(call, "acknowledge", acknowledge),
    }),
    excuseReceipt: async (call) => {
      const { reason } = call.body;
      const { campaign, unit, step } = call.params;
      const by = await excusers(pool, `${campaign}/${unit}`, step);
      const excuse = (tx: Tx, fact: Fact) => excuseReceipt(tx, { ...fact, reason, by });
      return { status: 200, body: await stated(call, "acknowledge", excuse) };
    },
    vote: async (call) => {
      const choices = call.body.choices;
      const body = await stated(call, "vote", (tx, fact) => castVote(tx, { ...fact, choices }));
      return { status: 200, body };
    },
    draft: async (call) => {
      const { params, body, write } = call;
      const { actor, context } = await prepare(pool, call, body, "acknowledge");
      const { cycle } = context;
      const { title, content, basedOn } = body;
      const draft = { cycle, step: params.step, title, content, actor };
      const saved = await refusing(pool, call, () =>
        once(pool, write, (tx) =>
          saveDraft(tx, basedOn === undefined ? draft : { ...draft, basedOn }),
        ),
      );
      const { hash, version, changed } = saved.body;
      const document = `${cycle}/${params.step}`;
      return { status: 200, body: { document, hash, version, unchanged: !changed } };
    },
  };
}

/** Who may excuse a receipt on this step, as its unit's plan says. */
async function excusers(db: Reader, cycle: string, step: string): Promise<readonly string[]> {
  const state = (await readCycles(db, [cycle])).get(cycle)?.state;
  return state ? excusersOf(state, step) : [];
}

interface Fact {
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  readonly post: string;
  readonly actor: FactActor;
}

/** Who states the fact and where. @throws ApiError not_found, not_yours, not_clerk, evidence_needed */
export async function prepare(
  db: Reader,
  call: FactCall,
  given: OnPaper,
  act: ObligationAct,
): Promise<{ actor: FactActor; context: FactContext }> {
  const { account, params } = call;
  const body = await withEvidence(db, account, params, given);
  const actor = actorOf(account, body);
  const { person, occurredAt } = actor;
  const entrant = { realm: account.realm, account: account.person ?? "" };
  const context = await factContext(db, { ...params, ...entrant, person, occurredAt, act });
  if (!context) throw new ApiError("not_found", { what: params.unit });
  await keepAsEvidence(db, body.evidenceFiles ?? []);
  if (actor.clerk === null) return { actor, context };
  const theirs = Object.keys(context.entrant.units);
  if (postsOf(actor, theirs, context.entrant).length === 0) {
    await requireKnown(db, call);
    throw new DomainError("not_clerk");
  }
  return { actor, context: { ...context, owing: postsOf(actor, context.owing, context.entrant) } };
}

/** A refusal in names; one about what may not be known of says that it is not there. */
export async function refusing<T>(db: Reader, call: FactCall, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await requireKnown(db, call);
    throw await refusedInNames(db, call.params.campaign, error.code, error.data);
  }
}

export async function unknownOrForbidden(db: Reader, call: FactCall): Promise<Error> {
  await requireKnown(db, call);
  return new DomainError("not_entitled", { posts: call.params.step });
}

async function requireKnown(db: Reader, { account, params }: FactCall): Promise<void> {
  const scope = await scopeOf(db, account, params.campaign);
  if (!scope) throw new ApiError("not_found", { what: params.campaign });
  requireStep(scope, params.unit, params.step);
}
