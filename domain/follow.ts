import type { CycleState } from "./cycle.ts";
import { postsInWords } from "./name-words.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { PlannedStep } from "./step.ts";
import type { Text } from "./text.ts";
import { undecided } from "./undecided.ts";
import type { Names } from "./wait-words.ts";

/** An act whose consequence is asked for, and who is known to wait for its step. */
export interface Following {
  readonly state: CycleState;
  readonly step: PlannedStep;
  readonly act: ObligationAct;
  readonly post: string;
  /** From `waitingFor`. */
  readonly waiting: readonly Text[];
}

/**
 * What happens next when an act is done, in one clause without a full stop: “the clerk numbers and issues it, to 14
 * recipients”. Null where nothing follows that anybody sees.
 */
export function followWords(asked: Following, names: Names): Text | null {
  const { state, step, act, post, waiting } = asked;
  const on = waiting.length === 0 ? null : begun(waiting);
  switch (act) {
    case "draft":
    case "correct":
    case "submit":
      return step.kind === "document"
        ? decided(step, names)
        : step.kind === "submission"
          ? of(names, [step.submission.receiver], "tiếp nhận hoặc trả lại", "accepts or returns it")
          : on;
    case "approve": {
      if (step.kind !== "document") return on;
      const stands = state.steps[step.id];
      const given = stands && "approvals" in stands ? (stands.approvals ?? []) : [];
      const left = undecided(step, given).filter((one) => one !== post);
      const need = step.decision.need - given.length - 1;
      if (need > 0 && left.length > 0)
        return of(names, left.slice(0, need), "duyệt tiếp", "approves next");
      return issued(step, names);
    }
    case "issue": {
      const sent = step.kind === "document" ? recipients(step) : null;
      return joined(sent, on);
    }
    case "acknowledge":
      return { vi: "nơi ban hành biết đơn vị đã nhận", en: "the issuer knows that it has arrived" };
    case "decide_extension":
      return { vi: "hạn mới hoặc hạn cũ có hiệu lực", en: "the new or the old date holds" };
    case "do":
    case "accept":
    case "hold":
    case "vote":
    case "open_gate":
      return on;
    default:
      return act satisfies never;
  }
}

type Document = Extract<PlannedStep, { readonly kind: "document" }>;

const decided = (step: Document, names: Names): Text =>
  step.decision.approvers.length === 0
    ? issued(step, names)
    : of(names, step.decision.approvers, "xem xét duyệt", "decides on it");

function issued(step: Document, names: Names): Text {
  const clerk = of(names, [step.document.clerk], "lấy số và ban hành", "numbers and issues it");
  return joined(clerk, recipients(step)) ?? clerk;
}

function recipients({ document }: Document): Text | null {
  const n = document.recipients.length;
  return n === 0 ? null : { vi: `gửi ${n} nơi nhận`, en: `sent to ${n} recipients` };
}

function of(names: Names, posts: readonly string[], vi: string, en: string): Text {
  const who = postsInWords(posts, names, "people");
  return { vi: `${who.vi} ${vi}`, en: `${who.en} ${en}` };
}

const begun = (waiting: readonly Text[]): Text => ({
  vi: `${waiting.map(({ vi }) => vi).join(", ")} làm tiếp được`,
  en: `${waiting.map(({ en }) => en).join(", ")} can go on`,
});

function joined(first: Text | null, second: Text | null): Text | null {
  if (!first || !second) return first ?? second;
  return { vi: `${first.vi}, ${second.vi}`, en: `${first.en}, ${second.en}` };
}
