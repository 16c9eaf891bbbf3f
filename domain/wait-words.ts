import type { CycleState } from "./cycle.ts";
import type { Wait } from "./step.ts";
import type { Text } from "./text.ts";
import { reachedBelow } from "./wait.ts";

/** How ids read. `post` is complete in itself: “Trưởng ban (xã Bình An)”. */
export interface Names {
  unit(id: string): Text | string;
  post(id: string): Text | string;
  step(unit: string, id: string): Text | string;
}

/** Ids as names, where the caller has nothing better: refusals of the rules themselves. */
export const PLAIN_NAMES: Names = {
  unit: (id) => id,
  post: (id) => id,
  step: (_, id) => id,
};

/** Waits in words, joined: “«Kế hoạch» của xã Bình An; 3/10 đơn vị cấp dưới xong «Báo cáo»”. */
export function waitWords(
  state: CycleState,
  waits: readonly Wait[],
  names: Names = PLAIN_NAMES,
): Text {
  const each = waits.map((wait) => oneWait(state, wait, names));
  return {
    vi: each.map((words) => words.vi).join("; "),
    en: each.map((words) => words.en).join("; "),
  };
}

function oneWait(state: CycleState, wait: Wait, names: Names): Text {
  if (wait.on === "below") {
    const title = asText(names.step(wait.units[0] ?? state.plan.unit, wait.step));
    const have = reachedBelow(state, wait);
    return {
      vi: `các đơn vị cấp dưới xong «${title.vi}» (${have}/${wait.need})`,
      en: `units below to finish “${title.en}” (${have}/${wait.need})`,
    };
  }
  const own = wait.unit === state.plan.unit;
  const title = own ? titleOf(state, wait.step) : asText(names.step(wait.unit, wait.step));
  const unit = asText(names.unit(wait.unit));
  const of: Text = own ? { vi: "", en: "" } : { vi: ` của ${unit.vi}`, en: ` of ${unit.en}` };
  return wait.until === "acknowledged"
    ? {
        vi: `mọi nơi nhận xác nhận đã nhận «${title.vi}»${of.vi}`,
        en: `all recipients to acknowledge “${title.en}”${of.en}`,
      }
    : { vi: `«${title.vi}»${of.vi} xong`, en: `“${title.en}”${of.en} to be done` };
}

/** A step's title in this unit's plan; its id where the plan does not know it. */
export function titleOf(state: CycleState, step: string): Text {
  return state.plan.steps.find((planned) => planned.id === step)?.title ?? asText(step);
}

export const asText = (words: Text | string): Text =>
  typeof words === "string" ? { vi: words, en: words } : words;
