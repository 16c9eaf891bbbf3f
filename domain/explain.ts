import type { CycleState } from "./cycle.ts";
import { missingWords } from "./gate-words.ts";
import { capital, lowered, postsInWords } from "./name-words.ts";
import { instantWords } from "./notice-words.ts";
import type { Obligation } from "./obligation.ts";
import { outcomeWords } from "./outcome-words.ts";
import { type Owed, owedOn } from "./owed.ts";
import { OUTSIDE } from "./post.ts";
import { CYCLE_STATUS } from "./status.ts";
import type { PlannedStep, ProposedOverride, StepState } from "./step.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";
import { undecided } from "./undecided.ts";
import { unmet } from "./wait.ts";
import { asText, type Names, titleOf, waitWords } from "./wait-words.ts";

/** What is owed, as it stands in the rows: nobody may hold the post today. */
export interface OpenObligation extends Obligation {
  readonly vacant?: boolean;
}

/**
 * Why a step stands where it stands, on whom it waits and until when, in one sentence; never empty. With the
 * unit's open obligations it names only who still owes something and their own dates; without, everybody who
 * is asked, and the step's planned date.
 */
export function explain(
  state: CycleState,
  stepId: string,
  names: Names,
  obligations?: readonly OpenObligation[],
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
  obligations: readonly OpenObligation[] | undefined,
): Text {
  if (stands.status === "waiting") {
    const until = instantWords(step.due.at);
    const waits = unmet(state, step.waits);
    const words = waits.length === 0 ? null : waitWords(state, waits, names);
    const lacks = missingWords(state, step, names);
    return both(
      (l) =>
        (words ? `${WAITS[l]} ${words[l]}` : BEGINS[l]) +
        `${lacks ? `; ${GATE_LACKS[l]} ${lacks[l]}` : ""}; ${STEP_DUE[l]} ${until[l]}`,
    );
  }
  const lacks = missingWords(state, step, names);
  if (stands.status === "open" && stands.override)
    return proposed(stands.override, lacks, names, titleOf(state, step.id));
  const open = obligations?.filter((one) => one.unit === state.plan.unit && one.step === step.id);
  const owed = stillOwed(state, step, stands, open);
  const due = instantWords(latest(open) ?? step.due.at);
  const first = owed[0];
  const done = stands.status === "done" ? outcomeWords(stands) : null;
  if (!first && lacks) return both((l) => `${GATE_SHUT[l]} ${lacks[l]}; ${LATEST[l]} ${due[l]}`);
  if (!first) return both((l) => `${done ? `${done[l]}; ` : ""}${EVERYBODY[l]}`);
  const who = postsInWords(
    owed.map((one) => one.post),
    names,
    first.act === "acknowledge" ? "places" : "people",
  );
  if (outsideDecides(step, stands)) {
    const outside = asText(names.post(OUTSIDE));
    const title = titleOf(state, step.id);
    return {
      vi: `Đợi ${outside.vi} trả lời «${title.vi}» (${who.vi} nhập kết quả); hạn ${due.vi}`,
      en: `Waiting for ${outside.en} to answer “${title.en}” (${who.en} enters the answer); due ${due.en}`,
    };
  }
  const act = actWords(first.act, step, stands, titleOf(state, step.id));
  // Receipts have a date of their own, known only with the obligations; the step's own is behind them.
  const until = stands.status === "done" && !open ? null : due;
  const blocked = vacantIn(open, names);
  return both(
    (l) =>
      (done ? `${done[l]}; ${lowered(WAITS[l])}` : WAITS[l]) +
      ` ${who[l]} ${act[l]}${lacks ? ` (${LACKS[l]}: ${lacks[l]})` : ""}${until ? `; ${DUE[l]} ${until[l]}` : ""}` +
      (blocked ? `; ${BLOCKED[l]} ${blocked[l]}` : ""),
  );
}

/** The posts of these that nobody holds, in words; null when somebody holds each. */
function vacantIn(open: readonly OpenObligation[] | undefined, names: Names): Text | null {
  const vacant = (open ?? []).filter((one) => one.vacant);
  return vacant.length === 0
    ? null
    : postsInWords(
        vacant.map((one) => one.post),
        names,
        "places",
      );
}

/**
 * Who is named. Voters and recipients leave the list one by one, because their votes and receipts are facts; of
 * every other step somebody is always waited for, also when their obligation was excused.
 */
function stillOwed(
  state: CycleState,
  step: PlannedStep,
  stands: StepState,
  open: readonly Obligation[] | undefined,
): readonly Owed[] {
  const byFacts = stands.status === "done" || step.kind === "ballot";
  return open && (open.length > 0 || byFacts) ? open : owedOn(state, step);
}

/** The party above the root has it: nobody here decides, somebody enters what it answers. */
function outsideDecides(step: PlannedStep, stands: StepState): boolean {
  if (stands.status !== "submitted") return false;
  if (step.kind === "submission") return step.submission.receiver === OUTSIDE;
  return step.kind === "document" && undecided(step, stands.approvals)[0] === OUTSIDE;
}

function proposed(
  { post, reason, expires }: ProposedOverride,
  lacks: Text | null,
  names: Names,
  title: Text,
): Text {
  const who = asText(names.post(post));
  const until = instantWords(expires);
  const why = trimmed(reason);
  return {
    vi: `Đợi người thứ hai xác nhận mở ngoại lệ «${title.vi}» do ${who.vi} đề nghị vì: ${why}${lacks ? ` (còn thiếu: ${lacks.vi})` : ""}; đề nghị có hiệu lực đến ${until.vi}`,
    en: `Waiting for a second person to confirm the override of “${title.en}” that ${who.en} proposed because: ${why}${lacks ? ` (still lacking: ${lacks.en})` : ""}; the proposal holds until ${until.en}`,
  };
}

const BLOCKED: Text = {
  vi: "tắc vì chức danh chưa có người giữ:",
  en: "blocked, post vacant:",
};
const WAITS: Text = { vi: "Đợi", en: "Waiting for" };
const LACKS: Text = { vi: "còn thiếu", en: "still lacking" };
const DUE: Text = { vi: "hạn", en: "due" };
const LATEST: Text = { vi: "hạn cuối", en: "to be decided by" };
const GATE_SHUT: Text = {
  vi: "Cổng chưa mở được vì còn thiếu:",
  en: "The gate cannot open yet; still lacking:",
};
const GATE_LACKS: Text = {
  vi: "căn cứ để mở còn thiếu:",
  en: "evidence for opening still lacking:",
};
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
      return verb("tiếp nhận hoặc trả lại", "to accept or return");
    case "hold":
      return verb("tổ chức", "to hold");
    case "vote":
      return verb("bỏ phiếu ở bước", "to vote in");
    case "open_gate":
      return verb("quyết định mở", "to decide on opening");
    case "decide_extension":
      return verb("quyết định đề nghị lùi hạn", "to decide on the later date asked for");
    default:
      return act satisfies never;
  }
}

function correction(stands: StepState): Text {
  if (stands.status !== "open" || !stands.returned) return { vi: "", en: "" };
  const reasons = stands.returned.reasons
    .map(({ field, text }) => `${field === null ? "" : `${field}: `}${trimmed(text)}`)
    .join("; ");
  return { vi: ` (bị trả lại: ${reasons})`, en: ` (returned: ${reasons})` };
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

/** What somebody typed, without its own full stop. */
const trimmed = (words: string): string => words.trim().replace(/\.+$/, "");

const sentence = (words: Text): Text => both((l) => `${capital(trimmed(words[l]))}.`);
