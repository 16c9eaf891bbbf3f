import { type Attempt, peopleOf, requireReason } from "./attempt.ts";
import type { Extension } from "./cycle.ts";
import { instantWords } from "./date-words.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { isExtendable, openExtensions, superiorOf } from "./extension.ts";
import { extensionKey } from "./extension-key.ts";
import { roundOf } from "./status.ts";
import type { Instant } from "./time.ts";
import { workOn } from "./work.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** Who owes something asks for a later date, with the reason: its superior then owes the decision. */
export function askExtension({
  state,
  step,
  stands,
  command,
  act,
  person,
  facts,
  now,
}: Of<"ask_extension">): CycleEvent[] {
  if (!isExtendable(command.act)) throw new DomainError("not_extendable");
  const owed = workOn(state, step).find(
    (one) => one.act === command.act && act.posts.includes(one.post),
  );
  if (!owed) throw new DomainError("nothing_owed");
  const round = roundOf(stands);
  const from = dueIn(facts.owed, extensionKey(step.id, owed.act, owed.post, round));
  requireLater(command.until, from, now);
  if (openExtensions(state, step).some((one) => one.act === owed.act && one.post === owed.post))
    throw new DomainError("extension_asked");
  const superior = superiorOf(state, step, owed);
  if (superior === null) throw new DomainError("no_superior");
  const reason = requireReason(command.reason);
  const { until } = command;
  const asked = { person, clerk: act.clerk, at: act.occurredAt, reason };
  return [
    {
      type: "extension_asked",
      at: act.occurredAt,
      step: step.id,
      request: { step: step.id, ...owed, round, superior, from, until, asked, decided: null },
    },
  ];
}

/** The superior grants the date: the obligation moves, its first date stays on record. */
export function grantExtension(attempt: Of<"grant_extension">): CycleEvent[] {
  const { facts, now } = attempt;
  const request = requestOf(attempt);
  const { step, act, post, round, until } = request;
  const from = dueIn(facts.owed, extensionKey(step, act, post, round));
  requireLater(until, from, now);
  return [{ type: "extension_granted", ...decidedOn(attempt, request), from, until }];
}

/** The superior refuses, and says why: the date stays. */
export function refuseExtension(attempt: Of<"refuse_extension">): CycleEvent[] {
  return [{ type: "extension_refused", ...decidedOn(attempt, requestOf(attempt)) }];
}

type Deciding = Of<"grant_extension"> | Of<"refuse_extension">;

/** The request that is decided; nobody decides on their own, behind a cover or as a clerk either. */
function requestOf({ state, step, command, act }: Deciding): Extension {
  const request = openExtensions(state, step).find(
    (one) => one.act === command.act && one.post === command.post,
  );
  if (!request) throw new DomainError("extension_not_asked");
  const authors = peopleOf(request.asked);
  if (peopleOf(act).some((one) => authors.includes(one))) throw new DomainError("four_eyes");
  return request;
}

function decidedOn({ command, act, person }: Deciding, request: Extension) {
  const { step, act: owed, post, round, superior } = request;
  const reason = requireReason(command.reason);
  const decided = { person, clerk: act.clerk, at: act.occurredAt, reason };
  const by = act.posts.includes(superior) ? superior : null;
  return { at: act.occurredAt, step, act: owed, post, round, by, decided };
}

/** When an obligation is due now, as read with the command. @throws DomainError nothing_owed */
function dueIn(owed: Readonly<Record<string, Instant>> | undefined, key: string): Instant {
  const due = owed?.[key];
  if (due === undefined) throw new DomainError("nothing_owed");
  return due;
}

function requireLater(until: Instant, due: Instant, now: Instant): void {
  if (until <= due || until <= now)
    throw new DomainError("extension_not_later", { due: instantWords(due) });
}
