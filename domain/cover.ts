import type { Appointment, Cover } from "./campaign.ts";
import type { Command, PersonCommand } from "./command.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { Day } from "./time.ts";

/** What a person's command is about, in the words of obligations: a cover of those acts may give it. */
export const ACTS_OF_COMMAND = {
  submit: ["draft", "correct", "submit"],
  withdraw: ["draft", "correct", "submit"],
  decline: ["draft", "correct", "submit", "do", "hold"],
  approve: ["approve", "accept"],
  return: ["approve", "accept"],
  issue: ["issue"],
  complete: ["do"],
  hold: ["hold"],
  open_gate: ["open_gate"],
  override_gate: ["open_gate"],
  close_ballot: ["do", "vote"],
  reopen: ["approve", "accept", "do"],
  grant_extension: ["decide_extension"],
  refuse_extension: ["decide_extension"],
} as const satisfies Record<
  Exclude<PersonCommand["type"], "ask_extension">,
  readonly ObligationAct[]
>;

/** The acts that a command is about; none for the engine's. */
export function actsOfCommand(command: Command): readonly ObligationAct[] {
  if (command.type === "ask_extension") return [command.act];
  return command.type in ACTS_OF_COMMAND
    ? ACTS_OF_COMMAND[command.type as keyof typeof ACTS_OF_COMMAND]
    : [];
}

/**
 * Whether an appointment or a cover holds on a day for any of these acts. An appointment is for all of them, a
 * cover for those it names; one that names none is for all.
 */
export const holdsFor = (
  one: Appointment | Cover,
  day: Day,
  acts: readonly ObligationAct[],
): boolean => {
  if (one.from > day || (one.to !== null && one.to < day)) return false;
  const named = "acts" in one ? one.acts : undefined;
  return named === undefined || acts.some((act) => named.includes(act));
};
