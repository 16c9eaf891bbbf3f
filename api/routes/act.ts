import type { Act, PersonCommand } from "#domain/command.ts";
import { NO_FACTS } from "#domain/command.ts";
import { actsOfCommand } from "#domain/cover.ts";
import { decide } from "#domain/decide.ts";
import { entitledPosts } from "#domain/entitled.ts";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import type { Reader } from "#prisma/client.ts";
import { keepAsEvidence } from "#prisma/sql/attachment.ts";
import { commandRowId, writeCommand } from "#prisma/sql/inbox.ts";
import {
  type ActContext,
  type ActQuestion,
  actContext,
  type CommandRead,
  readCommand,
} from "#prisma/sql/read/act.ts";
import { scopeOf } from "#prisma/sql/read/scope.ts";
import { requireStep } from "../access.ts";
import { markEntered } from "../attempt.ts";
import type { ActBody, CommandView } from "../contract-act.ts";
import { ApiError, statusAndWords } from "../errors.ts";
import { withEvidence } from "../evidence.ts";
import { actorOf, postsOf } from "../onbehalf.ts";
import { refusedInNames } from "../refused.ts";
import type { Call, Deps, Handlers } from "../router.ts";

/** An act as it came in, its evidence in words. */
export type ActCall = Pick<Call<"act">, "account" | "params" | "body" | "write">;

/** Acts go into the cycle's inbox and through its workflow; the outcome is waited for a moment. */
export function actRoutes(deps: Deps): Pick<Handlers, "act" | "command"> {
  const { pool } = deps;
  return {
    act: async (call) => {
      const { account, params } = call;
      const body = await withEvidence(pool, account, params, call.body);
      const act = { ...call, body };
      const view = await actOn(deps, act, await actContext(pool, questionOf(act)));
      const location = `/api/commands/${encodeURIComponent(view.id)}`;
      return { status: view.status === "open" ? 202 : 200, body: view, location };
    },
    command: async ({ params, write }) => {
      const read = await readCommand(pool, params.command, write.account);
      if (!read) throw new ApiError("not_found", { what: params.command });
      return { status: 200, body: viewOf(read) };
    },
  };
}

/** What has to be known before an act is kept. */
export function questionOf({ account, params, body, write }: ActCall): ActQuestion {
  const actor = actorOf(account, body);
  return {
    realm: account.realm,
    ...params,
    person: actor.person,
    account: account.person ?? "",
    occurredAt: actor.occurredAt,
    row: commandRowId(write.account, write.key),
    acts: actsOfCommand(commandOf(params.step, body)),
  };
}

/**
 * Keeps an act and has it recorded; a repetition gets the first outcome.
 * @throws ApiError not_found, key_reused
 * @throws DomainError what the rules refuse
 */
export async function actOn(
  { pool, sender, patience }: Pick<Deps, "pool" | "sender" | "patience">,
  call: ActCall,
  context: ActContext | null,
): Promise<CommandView> {
  const { account, params, body, write } = call;
  const row = commandRowId(write.account, write.key);
  if (!context) throw new ApiError("not_found", { what: params.unit });
  if (context.known && context.known.requestHash !== write.requestHash)
    throw new ApiError("key_reused");
  if (!context.known) {
    await refuseEarly(pool, call, context);
    await keepAsEvidence(pool, body.evidenceFiles ?? []);
    const command = commandOf(params.step, body);
    const kept = { cycle: context.cycle, command, actor: actorOf(account, body), ...write };
    const { row: written } = await writeCommand(pool, kept);
    if (written.requestHash !== write.requestHash) throw new ApiError("key_reused");
  }
  const known = context.known?.outcome ?? null;
  const outcome = known ?? (await sender.deliver(row, patience));
  const read = await readCommand(pool, row, write.account);
  if (!read) throw new ApiError("not_found", { what: row });
  if (outcome?.status === "refused")
    throw markEntered(await refusedInNames(pool, params.campaign, outcome.code, outcome.data));
  return viewOf(read);
}

/** The command of a body: the step from the path, without who and when. */
function commandOf(step: string, body: ActBody): PersonCommand {
  const { occurredAt: _, onBehalf: __, evidence: ___, evidenceFiles: ____, ...command } = body;
  return { ...command, step } as PersonCommand;
}

/** Refusals that hang on facts (numbers, votes, nominees) only the transaction reads. */
const BY_FACTS: ReadonlySet<DomainErrorCode> = new Set<DomainErrorCode>([
  "number_missing",
  "quorum_missing",
  "over_quota",
  "nominee_unknown",
  "nothing_owed",
]);

/**
 * Refuses on the rows just read what the rules refuse anyway, so that nothing is kept that has no
 * chance. Not while other commands of the unit are still to be decided: what was read may be old.
 */
async function refuseEarly(db: Reader, call: ActCall, context: ActContext): Promise<void> {
  const { params, body } = call;
  const actor = actorOf(call.account, body);
  const command = commandOf(params.step, body);
  const posts = postsOf(actor, context.posts, context.entrant);
  if (actor.clerk !== null && posts.length === 0) {
    await requireKnown(db, call);
    throw new DomainError("not_clerk");
  }
  if (context.pending) {
    // It is kept for the transaction to decide, unless its author may not even know of the step.
    const entitled = entitledPosts(context.state, command);
    if (!entitled.some((post) => posts.includes(post))) await requireKnown(db, call);
    return;
  }
  const act: Act = {
    ...actor,
    posts,
    occurredAt: actor.occurredAt ?? context.now,
  };
  try {
    decide(context.state, command, act, NO_FACTS, context.now);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (BY_FACTS.has(error.code)) return;
    await requireKnown(db, call);
    throw await refusedInNames(db, params.campaign, error.code, error.data);
  }
}

/** What somebody may not know of is not there, rather than forbidden. @throws ApiError not_found */
async function requireKnown(db: Reader, { account, params }: ActCall): Promise<void> {
  const scope = await scopeOf(db, account, params.campaign);
  if (!scope) throw new ApiError("not_found", { what: params.campaign });
  requireStep(scope, params.unit, params.step);
}

function viewOf({ outcome, ...read }: CommandRead): CommandView {
  const refused = outcome?.status === "refused" ? outcome : null;
  return {
    ...read,
    seq: outcome?.seq ?? null,
    refusal: refused && {
      code: refused.code,
      words: statusAndWords(refused.code, refused.data).words,
      data: { ...refused.data },
    },
  };
}
