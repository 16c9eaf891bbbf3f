import type { InboxItem, StepView } from "#api/contract-step.ts";
import type { Write } from "#web/writing.ts";

/** Everything somebody may do on a step: acts (commands) and facts. */
export type Doing = StepView["yours"][number]["act"] | "acknowledge" | "vote" | "seen";

/** What a form of an act holds; each act reads what it needs. */
export interface ActDraft {
  readonly reasons: readonly { readonly field: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly attendance: string;
  /** `2020-05-20T08:00`, by the clock on the wall in Vietnam; a day where only a day is asked. */
  readonly until: string;
  /** Which of the later dates that were asked for. */
  readonly extension: number;
  readonly paper: PaperDraft | null;
}

export interface PaperDraft {
  readonly occurred: string;
  readonly evidence: string;
  readonly files: readonly string[];
}

export const NO_PAPER: PaperDraft = { occurred: "", evidence: "", files: [] };

/** Where an act is done: the step, what is owed there, and for whom a clerk enters it. */
export interface ActPlace {
  readonly step: StepView;
  readonly item: Pick<InboxItem, "act" | "post" | "round"> | null;
  /** What a submission hands in: the draft as the server has it. */
  readonly saved: string | null;
  readonly onBehalf: string | null;
}

export const stepPath = ({
  campaign,
  unit,
  step,
}: Pick<StepView, "campaign" | "unit" | "step">): string =>
  `/api/campaigns/${encodeURIComponent(campaign)}/units/${encodeURIComponent(unit)}/steps/${encodeURIComponent(step)}`;

/** An instant of the clock on the wall in Vietnam, in UTC. */
export const instantIn = (wall: string): string => new Date(`${wall}:00+07:00`).toISOString();

/** The request of an act, bound to the round and the text that were on the screen. */
export function writeOf(act: Doing, draft: ActDraft, place: ActPlace): Write {
  const { step, item } = place;
  const path = stepPath(step);
  const round = item?.round ?? step.round;
  const common = { round, ...paperOf(draft.paper, place.onBehalf) };
  const post = item === null ? {} : { post: item.post };
  if (act === "acknowledge")
    return { method: "POST", path: `${path}/acknowledge`, body: { ...common, ...post } };
  if (act === "vote") {
    const body = { ...common, ...post, choices: draft.chosen };
    return { method: "POST", path: `${path}/votes`, body };
  }
  if (act === "seen") {
    const body = { round, ...post, act: item?.act, until: draft.until };
    return { method: "POST", path: `${path}/seen`, body };
  }
  const body = { type: act, ...common, ...fieldsOf(act, draft, place) };
  return { method: "POST", path: `${path}/acts`, body };
}

function fieldsOf(
  act: Exclude<Doing, "acknowledge" | "vote" | "seen">,
  draft: ActDraft,
  { step, item, saved }: ActPlace,
): object {
  const hash = step.submitted?.hash ?? step.document?.hash ?? "";
  const reason = draft.reasons.map(({ text }) => text).join("; ");
  switch (act) {
    case "submit":
      return { hash: saved ?? "", nominees: draft.chosen };
    case "approve":
      return step.choices === null ? { hash } : { hash, chosen: draft.chosen };
    case "return":
      return {
        hash,
        reasons: draft.reasons.map(({ field, text }) => ({
          field: field.trim() === "" ? null : field.trim(),
          text,
        })),
      };
    case "issue":
      return { hash };
    case "hold":
      return { attendance: draft.attendance === "" ? null : Number(draft.attendance) };
    case "override_gate":
      return { reason, expires: instantIn(draft.until) };
    case "decline":
    case "reopen":
      return { reason };
    case "ask_extension":
      return { act: item?.act ?? "do", until: instantIn(draft.until), reason };
    case "grant_extension":
    case "refuse_extension": {
      const open = openExtensions(step);
      const one = open[draft.extension] ?? open[0];
      return { act: one?.act, post: one?.post, round: one?.round ?? step.round, reason };
    }
    case "withdraw":
    case "complete":
    case "open_gate":
    case "close_ballot":
      return {};
    default:
      return act satisfies never;
  }
}

/** Later dates that wait for a decision. */
export const openExtensions = (step: StepView): NonNullable<StepView["extensions"]> =>
  (step.extensions ?? []).filter(({ decided }) => decided === null);

function paperOf(paper: PaperDraft | null, person: string | null): object {
  const behalf = person === null ? {} : { onBehalf: { person } };
  if (paper === null) return behalf;
  const { occurred, evidence, files } = paper;
  return {
    ...behalf,
    ...(occurred === "" ? {} : { occurredAt: instantIn(occurred) }),
    ...(evidence.trim() === "" ? {} : { evidence: evidence.trim() }),
    ...(files.length === 0 ? {} : { evidenceFiles: files }),
  };
}

/** The order in which acts are offered: the first that may be done is the main one. */
const ORDER: readonly Doing[] = [
  "submit",
  "approve",
  "issue",
  "open_gate",
  "grant_extension",
  "vote",
  "acknowledge",
  "hold",
  "complete",
  "refuse_extension",
  "return",
  "withdraw",
  "close_ballot",
  "override_gate",
  "seen",
  "ask_extension",
  "decline",
  "reopen",
];

/** What the reader may do on a step, the main act first. */
export function doings(step: StepView, items: readonly InboxItem[]): readonly Doing[] {
  const found = new Set<Doing>(step.yours.map(({ act }) => act));
  for (const { act } of items) {
    if (act === "acknowledge" || act === "vote") found.add(act);
    if (act !== "acknowledge" && act !== "vote" && act !== "decide_extension") found.add("seen");
  }
  return ORDER.filter((act) => found.has(act));
}

/** The act that an address names, by the act itself or by what is owed. */
export function doingOf(name: string): Doing | null {
  const owed: Readonly<Record<string, Doing>> = {
    draft: "submit",
    correct: "submit",
    accept: "approve",
    do: "complete",
    decide_extension: "grant_extension",
  };
  return owed[name] ?? ORDER.find((act) => act === name) ?? null;
}
