import type { ObligationAct } from "./obligation-act.ts";

/** The key under which a cycle keeps what was asked and decided about an obligation's date. */
export const extensionKey = (
  step: string,
  act: ObligationAct,
  post: string,
  round: number,
): string => `${step}/${act}/${post}/${round}`;
