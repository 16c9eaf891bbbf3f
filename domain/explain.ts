import type { CycleState } from "./cycle.ts";
import { missingWords } from "./gate-words.ts";
import { instantWords } from "./notice-words.ts";
import type { Obligation } from "./obligation.ts";
import { outcomeWords } from "./outcome-words.ts";
import { type Owed, owedOn } from "./owed.ts";
import { CYCLE_STATUS } from "./status.ts";
import type { PlannedStep, StepState } from "./step.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";
import { unmet } from "./wait.ts";
import { asText, type Names, titleOf, waitWords } from "./wait-words.ts";

/** Posts to name one by one; more are counted. */
const NAMED = 3;

/**
 * Why a step stands where it stands, on whom it waits and until when, in one sentence; never empty. With the
 * unit's open obligations it names only who still owes something and their own dates; without, everybody who
 * is asked, and the step's planned date.
 */
export function explain(
  state: CycleState,
  stepId: string,
  names: Names,
  obligations?: readonly Obligation[],
): Text {
  const step = state.plan.steps.find((planned) => planned.id === stepId);
  const stands = state.steps[stepId];
  if (!step || !stands)
    return {
      vi: `Đơn vị này không có bước «${stepId}».`,
      en: `This unit has no step “${stepId}”.`,
    };
  if (stands.status === "declined" || stands.status === "cancelled")
    return sentence(outcomeWords(stands));
  if (stands.status === "done" && stands.acknowledged) return sentence(outcomeWords(stands));
  if (state.status !== "running")
    return sentence(both((l) => `${HALTED[l]} ${CYCLE_STATUS[state.status][l]}`));
  return sentence(awaited(state, step, stands, names, obligations));
}

const HALTED: Text = { vi: "Phần việc của đơn vị này", en: "This unit's cycle is" };

function awaited(
  state: CycleState,
  step: PlannedStep,
  stands: StepState,
  names: Names,
  obligations: readonly Obligation[] | undefined,
): Text {
  if (stands.status === "waiting") {
    const until = instantWords(step.due.at);
    const waits = unmet(state, step.waits);
    if (waits.length === 0) return both((l) => `${BEGINS[l]}; ${STEP_DUE[l]} ${until[l]}`);
    const words = waitWords(state, waits, names);
    return both((l) => `${WAITS[l]} ${words[l]}; ${STEP_DUE[l]} ${until[l]}`);
  }
  const lacks = missingWords(state, step, names);
  const open = obligations?.filter((one) => one.unit === state.plan.unit && one.step === step.id);
  const owed: readonly Owed[] = open ?? owedOn(state, step);
  const due = instantWords(latest(open) ?? step.due.at);
  const first = owed[0];
  const done = stands.status === "done" ? outcomeWords(stands) : null;
  if (!first && lacks) return both((l) => `${WAITS[l]} ${lacks[l]}; ${STEP_DUE[l]} ${due[l]}`);
  if (!first)
    return both((l) => `${done ? `${done[l]}; ` : ""}${EVERYBODY[l]}; ${DUE[l]} ${due[l]}`);
  const who = postsInWords(
    owed.map((one) => one.post),
    names,
  );
  const act = actWords(first.act, step, stands, titleOf(state, step.id));
  // Receipts have a date of their own, known only with the obligations; the step's own is behind them.
  const until = stands.status === "done" && !open ? null : due;
  return both(
    (l) =>
      (done ? `${done[l]}; ${lowered(WAITS[l])}` : WAITS[l]) +
      ` ${who[l]} ${act[l]}${lacks ? ` (${LACKS[l]}: ${lacks[l]})` : ""}${until ? `; ${DUE[l]} ${until[l]}` : ""}`,
  );
}

const WAITS: Text = { vi: "Đợi", en: "Waiting for" };
const LACKS: Text = { vi: "còn thiếu", en: "still lacking" };
const DUE: Text = { vi: "hạn", en: "due" };
const STEP_DUE: Text = { vi: "bước này hạn", en: "this step is due" };
const BEGINS: Text = { vi: "Sắp bắt đầu", en: "About to begin" };
const EVERYBODY: Text = {
  vi: "mọi người đã làm xong phần mình, đang ghi nhận kết quả",
  en: "everybody has done their part and the result is being recorded",
};

/** What the first of them is waited for to do; all who owe something on a step owe the same. */
function actWords(act: Owed["act"], step: PlannedStep, stands: StepState, title: Text): Text {
  const what: Text = { vi: `«${title.vi}»`, en: `“${title.en}”` };
  const verb = (vi: string, en: string): Text => ({
    vi: `${vi} ${what.vi}`,
    en: `${en} ${what.en}`,
  });
  switch (act) {
    case "draft":
      return verb("soạn và trình", "to draft and submit");
    case "correct": {
      const reasons = correction(stands);
      const again = verb("sửa và trình lại", "to correct and resubmit");
      return { vi: `${again.vi}${reasons.vi}`, en: `${again.en}${reasons.en}` };
    }
    case "approve":
      return verb("duyệt", "to approve");
    case "issue":
      return verb("lấy số và ban hành", "to number and issue");
    case "acknowledge":
      return { vi: "xác nhận đã nhận", en: "to acknowledge it" };
    case "do":
      return verb("làm xong", "to finish");
    case "submit":
      return verb("trình", "to submit");
    case "accept":
      return verb("nhận hoặc trả lại", "to accept or return");
    case "hold":
      return verb("tổ chức", "to hold");
    case "vote":
      return verb("bỏ phiếu", "to vote on");
    case "open_gate":
      return verb("quyết định mở", "to decide on opening");
    default:
      return act satisfies never;
  }
}

function correction(stands: StepState): Text {
  if (stands.status !== "open" || !stands.returned) return { vi: "", en: "" };
  const reasons = stands.returned.reasons.map((reason) => reason.text).join("; ");
  return { vi: ` (bị trả lại: ${reasons})`, en: ` (returned: ${reasons})` };
}

function postsInWords(posts: readonly string[], names: Names): Text {
  const shown = posts.slice(0, NAMED).map((post) => asText(names.post(post)));
  const more = posts.length - shown.length;
  const rest: Text =
    more > 0 ? { vi: ` và ${more} nơi khác`, en: ` and ${more} more` } : { vi: "", en: "" };
  return both((l) => `${shown.map((one) => one[l]).join(", ")}${rest[l]}`);
}

const latest = (obligations: readonly Obligation[] | undefined): Instant | undefined =>
  obligations
    ?.map((one) => one.due)
    .sort()
    .at(-1);

const both = (words: (language: keyof Text) => string): Text => ({
  vi: words("vi"),
  en: words("en"),
});

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const sentence = (words: Text): Text =>
  both((l) => `${words[l].charAt(0).toUpperCase()}${words[l].slice(1).replace(/\.+$/, "")}.`);
