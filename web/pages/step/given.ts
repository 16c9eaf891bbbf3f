import type { StepView } from "#api/contract-step.ts";

/** An approval that was given: by which post, under which name of the day. */
export type Given = NonNullable<StepView["decision"]>["given"][number];

/**
 * The approvals of a step. One under way carries them; of a finished one they are read from its
 * history, those since it was last handed in: earlier ones were for another text.
 */
export function givenIn({
  decision,
  history,
}: Pick<StepView, "decision" | "history">): readonly Given[] {
  if (decision === null) return [];
  if (decision.given.length > 0) return decision.given;
  const last = history.findLastIndex((entry) => entry.type === "step_submitted");
  return history.slice(last + 1).flatMap((entry) => {
    const { approval } = entry.data;
    if (entry.type !== "step_endorsed" || typeof approval !== "object" || approval === null)
      return [];
    const post = "post" in approval ? approval.post : null;
    return typeof post === "string" ? [{ post, name: entry.by ?? post, at: entry.at }] : [];
  });
}
