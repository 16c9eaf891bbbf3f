/** Everything that can be owed: in words of the inbox, one act by one post. */
export const OBLIGATION_ACTS = [
  "draft",
  "correct",
  "approve",
  "issue",
  "acknowledge",
  "do",
  "submit",
  "accept",
  "hold",
  "vote",
  "open_gate",
  "decide_extension",
] as const;

export type ObligationAct = (typeof OBLIGATION_ACTS)[number];

/** Of some acts, which ladder recalls them. */
export type LaddersByAct = { readonly [A in ObligationAct]?: string };
