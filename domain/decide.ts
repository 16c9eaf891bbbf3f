import { approveDocument, returnDocument, withdraw } from "./approval.ts";
import { attempt } from "./attempt.ts";
import { closeBallot } from "./ballot.ts";
import type { Act, Command, Facts, PersonCommand } from "./command.ts";
import { hold } from "./conference.ts";
import { consequences } from "./consequence.ts";
import type { CycleState } from "./cycle.ts";
import { issueDocument, submitDocument } from "./document.ts";
import { isEngineCommand, noted } from "./engine-command.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import { askExtension, grantExtension, refuseExtension } from "./extension-act.ts";
import { openGate, overrideGate } from "./gate.ts";
import { reopen } from "./reopen.ts";
import { CYCLE_STATUS, inWords } from "./status.ts";
import { accept, returnDown, submitUp } from "./submission.ts";
import { complete, decline } from "./task.ts";
import type { Instant } from "./time.ts";

/**
 * What a command leads to, in one place: its own events, then the steps that open because of them, then
 * the cycle's end. `now` is the campaign instant at which the command was received. What a person did
 * counts by when it occurred; what follows from it happens now.
 * @throws DomainError when the rules refuse; nothing has happened then.
 */
export function decide(
  state: CycleState,
  command: Command,
  act: Act,
  facts: Facts,
  now: Instant,
): CycleEvent[] {
  return advance(state, command, act, facts, now).events;
}

/** `decide`, and the state folded from its events. */
export function advance(
  state: CycleState,
  command: Command,
  act: Act,
  facts: Facts,
  now: Instant,
): { readonly events: CycleEvent[]; readonly state: CycleState } {
  const own = isEngineCommand(command)
    ? noted(state, command, facts, now)
    : acted(state, command, act, facts, now);
  const between = own.reduce<CycleState>(evolve, state);
  const followed = own.length > 0 || command.type === "begin" ? consequences(between, now) : [];
  return { events: [...own, ...followed], state: followed.reduce<CycleState>(evolve, between) };
}

function acted(
  state: CycleState,
  command: PersonCommand,
  act: Act,
  facts: Facts,
  now: Instant,
): CycleEvent[] {
  // What was settled last can be lifted again: the cycle runs again by that.
  const again = state.status === "closed" && command.type === "reopen";
  if (state.status !== "running" && !again)
    throw new DomainError("cycle_not_running", inWords("status", CYCLE_STATUS[state.status]));
  const on = <C extends PersonCommand>(one: C) => attempt(state, one, act, facts, now);
  const up = state.plan.steps.some(
    (step) => step.id === command.step && step.kind === "submission",
  );
  switch (command.type) {
    case "submit":
      return up ? submitUp(on(command)) : submitDocument(on(command));
    case "approve":
      return up ? accept(on(command)) : approveDocument(on(command));
    case "return":
      return up ? returnDown(on(command)) : returnDocument(on(command));
    case "withdraw":
      return withdraw(on(command));
    case "decline":
      return decline(on(command));
    case "issue":
      return issueDocument(on(command));
    case "complete":
      return complete(on(command));
    case "hold":
      return hold(on(command));
    case "open_gate":
      return openGate(on(command));
    case "override_gate":
      return overrideGate(on(command));
    case "close_ballot":
      return closeBallot(on(command));
    case "reopen":
      return reopen(on(command));
    case "ask_extension":
      return askExtension(on(command));
    case "grant_extension":
      return grantExtension(on(command));
    case "refuse_extension":
      return refuseExtension(on(command));
    default:
      return command satisfies never;
  }
}
