import { OUTSIDE } from "./post.ts";
import type { PlannedStep } from "./step.ts";

/** Who enters what a post decides: the post itself; the owner for the party above the root, which has no account. */
export const enteredBy = (post: string, step: PlannedStep): string =>
  post === OUTSIDE ? step.owner : post;
