import type { PersonCommand } from "#domain/command.ts";
import type { CycleState } from "#domain/cycle.ts";
import { entitledPosts } from "#domain/entitled.ts";
import type { StepState } from "#domain/step.ts";

type Type = PersonCommand["type"];

/** The acts of people, with the statuses of a step that take them, as an empty command each. */
const ACTS = {
  submit: { takes: ["open"], more: { hash: "", nominees: [] } },
  approve: { takes: ["submitted"], more: { hash: "" } },
  return: { takes: ["submitted"], more: { hash: "", reasons: [] } },
  withdraw: { takes: ["submitted"], more: {} },
  decline: { takes: ["open"], more: { reason: "" } },
  issue: { takes: ["approved"], more: { hash: "" } },
  complete: { takes: ["open"], more: {} },
  hold: { takes: ["open"], more: { attendance: null } },
  open_gate: { takes: ["open"], more: {} },
  override_gate: { takes: ["open"], more: { reason: "", expires: "" } },
  close_ballot: { takes: ["open"], more: {} },
  reopen: { takes: ["done"], more: { reason: "" } },
} as const satisfies {
  [T in Type]: {
    readonly takes: readonly StepState["status"][];
    readonly more: Omit<Extract<PersonCommand, { type: T }>, "type" | "step" | "round" | "chosen">;
  };
};

/**
 * What somebody who acts for these posts may do on a step now. A hint for screens: the rules have the
 * last word, which also know who submitted and who decided before.
 */
export function actsOf(
  state: CycleState,
  step: string,
  posts: readonly string[],
): { act: Type; post: string }[] {
  const status = state.steps[step]?.status;
  if (status === undefined || state.status !== "running") return [];
  return (Object.keys(ACTS) as Type[])
    .filter((type) => ACTS[type].takes.some((one) => one === status))
    .flatMap((type) => {
      const command = { type, step, round: 0, ...ACTS[type].more } as unknown as PersonCommand;
      const post = entitledPosts(state, command).find((one) => posts.includes(one));
      return post === undefined ? [] : [{ act: type, post }];
    });
}
