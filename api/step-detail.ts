import type { Campaign } from "#domain/campaign.ts";
import type { Extension } from "#domain/cycle.ts";
import { excusersOf } from "#domain/entitled.ts";
import { extensionsOn } from "#domain/extension.ts";
import { type PossibleAct, possibleActs } from "#domain/possible-act.ts";
import { postsToEnterFor } from "#domain/rights.ts";
import { roundOf } from "#domain/status.ts";
import type { PlannedStep, StepState } from "#domain/step.ts";
import type { Text } from "#domain/text.ts";
import { waitingFor } from "#domain/waiting.ts";
import type { Reader } from "#prisma/client.ts";
import { type HolderRow, holdersOf } from "#prisma/sql/read/holder.ts";
import { type Scope, seesUnit } from "#prisma/sql/read/scope.ts";
import {
  historyOf,
  personNames,
  readDocument,
  receiptsOf,
  votesOf,
} from "#prisma/sql/read/step-history.ts";
import type { Account } from "#prisma/sql/token.ts";
import { choicesOf } from "./choices.ts";
import type { StepItem, StepView } from "./contract-step.ts";
import type { Place, Views } from "./sentence.ts";

interface Asked {
  readonly scope: Scope;
  readonly account: Account;
  readonly place: Place;
  readonly views: Views;
  readonly planned: PlannedStep;
}

type Detail = Omit<StepView, keyof StepItem | "campaign" | "unit" | "unitName" | "seq">;
type NameOf = (id: string) => string;

/** Everything about one step beyond its line in a list: paper, decisions, receipts, votes, history. */
export async function stepDetail(
  db: Reader,
  { scope, account, place, views, planned }: Asked,
): Promise<Detail & { readonly holder: (post: string) => HolderRow }> {
  const cycle = views.cycle(place);
  const definition = views.definition(place).campaign;
  const step = planned.id;
  const stands = cycle.state.steps[step] ?? { status: "waiting" as const };
  const round = roundOf(stands);
  const chosen = { cycle, step };
  const [paper, receipts, votes, history, choices] = await Promise.all([
    readDocument(db, place.cycle, step),
    receiptsOf(db, place.cycle, step, round),
    votesOf(db, place.cycle, step, round, scope.posts),
    historyOf(db, place.cycle, step),
    choicesOf(db, scope.campaign, [chosen]),
  ]);
  const approvers = planned.kind === "document" ? planned.decision.approvers : [];
  const asked = receipts.map((receipt) => receipt.post);
  const possible = possibleActs(cycle.state, step);
  const enterable = enterableIn(possible, definition, account, scope);
  const [holder, name] = await Promise.all([
    holdersOf(db, scope, [
      planned.owner,
      ...approvers,
      ...asked,
      ...enterable.map(({ post }) => post),
    ]),
    personNames(db, scope.realm, [
      ...personsIn(stands),
      ...extensionsOn(cycle.state, step).flatMap(peopleIn),
    ]),
  ]);
  // A draft is its unit's own affair until it is handed in.
  const readable = paper?.status !== "draft" || seesUnit(scope, cycle.unit);
  const owes = scope.posts.includes(planned.owner);
  const excuses =
    account.person !== null &&
    excusersOf(cycle.state, step).some((post) => scope.posts.includes(post));
  return {
    holder,
    document: readable || owes ? paper : null,
    submitted: submittedOf(stands, name),
    decision:
      planned.kind === "document"
        ? {
            approvers: approvers.map(holder),
            need: planned.decision.need,
            order: planned.decision.order,
            given: approvalsOf(stands).map(({ post, person, at }) => ({
              post,
              name: name(person),
              at,
            })),
          }
        : null,
    ...overrideAndReturn(stands, views, place, name),
    receipts: receipts.map(({ post, ...receipt }) => ({
      who: holder(post),
      ...receipt,
      mayExcuse: excuses && receipt.acknowledgedAt === null && receipt.excused === null,
    })),
    ballot:
      planned.kind === "ballot"
        ? {
            cast: votes.cast,
            voters: new Set(planned.ballot.voters).size,
            seats: planned.ballot.seats,
            mine: votes.mine === null ? null : [...votes.mine],
          }
        : null,
    choices: choices(chosen),
    outcome: stands.status === "done" ? { ...stands.outcome } : null,
    yours: yoursIn(possible, account, scope),
    enterable: enterable.map(({ act, post }) => ({ act, who: holder(post) })),
    extensions: extensionsOn(cycle.state, step).map((one) =>
      extensionItem(one, name, waitingFor(definition, cycle.unit, step)),
    ),
    history,
  };
}

const extensionItem = (
  { act, post, round, from, until, superior, asked, decided }: Extension,
  name: NameOf,
  waiting: readonly Text[],
) => ({
  act,
  post,
  round,
  from,
  until,
  superior,
  asked: { by: name(asked.person), at: asked.at, reason: asked.reason },
  decided: decided && {
    granted: decided.granted,
    by: name(decided.person),
    at: decided.at,
    reason: decided.reason,
  },
  waiting: [...waiting],
});

const peopleIn = ({ asked, decided }: Extension): string[] => [
  asked.person,
  ...(decided ? [decided.person] : []),
];

const approvalsOf = (stands: StepState) =>
  ("approvals" in stands ? stands.approvals : undefined) ?? [];

/** Of what the step takes now, what the reader may do. Operators never decide anything. */
const yoursIn = (acts: readonly PossibleAct[], { person }: Account, { posts }: Scope) =>
  person === null ? [] : acts.filter(({ post }) => posts.includes(post));

/** What somebody may enter from paper as a clerk: acts of other posts of their unit. */
function enterableIn(
  acts: readonly PossibleAct[],
  { posts }: Campaign,
  { person }: Account,
  scope: Scope,
): readonly PossibleAct[] {
  if (person === null) return [];
  const placed = new Map(posts.map((post) => [post.id, post]));
  const own = scope.posts.flatMap((id) => placed.get(id) ?? []);
  const others = acts.flatMap(({ post }) => placed.get(post) ?? []);
  const allowed = new Set(postsToEnterFor(own, others));
  return acts.filter(({ post }) => allowed.has(post) && !scope.posts.includes(post));
}

function personsIn(stands: StepState): string[] {
  const handed = "content" in stands ? [stands.content.person] : [];
  const override = stands.status === "open" && stands.override ? [stands.override.person] : [];
  return [...handed, ...override, ...approvalsOf(stands).map((one) => one.person)];
}

function submittedOf(stands: StepState, name: NameOf): StepView["submitted"] {
  if (!("content" in stands)) return null;
  const { hash, person, nominees } = stands.content;
  return { hash, by: name(person), nominees: [...nominees], at: stands.since };
}

function overrideAndReturn(
  stands: StepState,
  views: Views,
  place: Place,
  name: NameOf,
): Pick<StepView, "returned" | "override"> {
  if (stands.status !== "open") return { returned: null, override: null };
  const { returned, override } = stands;
  const by = returned ? views.definition(place).names.post(returned.by) : "";
  const reasons = (returned?.reasons ?? []).map((reason) => ({ ...reason }));
  return {
    returned: returned
      ? { by: typeof by === "string" ? by : by.vi, at: returned.at, reasons }
      : null,
    override: override
      ? {
          by: name(override.person),
          reason: override.reason,
          at: override.at,
          expires: override.expires,
        }
      : null,
  };
}
