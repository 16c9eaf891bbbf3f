import type { Campaign } from "./campaign.ts";
import { checkEntries } from "./check-entry.ts";
import { checkPlan } from "./check-plan.ts";
import { checkStaff } from "./check-staff.ts";
import { checkUnits } from "./check-unit.ts";
import type { CheckProblem } from "./check-words.ts";

const UNPLANNABLE: ReadonlySet<string> = new Set(["no_root", "pilot_not_leaf"]);

/**
 * Everything wrong with a campaign, at once: names that mean nothing, a tree that is none, posts held twice
 * or by nobody, and what its plan makes impossible.
 */
export function checkCampaign(campaign: Campaign): CheckProblem[] {
  const units = checkUnits(campaign);
  // Without a tree there is nothing to plan; with a wrong pilot every date would come out wrong.
  const isPlannable = !units.some(({ code }) => UNPLANNABLE.has(code));
  const found = [
    ...units,
    ...checkStaff(campaign),
    ...checkEntries(campaign),
    ...(isPlannable ? checkPlan(campaign) : []),
  ];
  const told = new Set<string>();
  return found.filter(({ code, path }) => {
    // One vacancy is one problem, whichever step met it first.
    const key =
      code === "vacant_recipient" ? `nobody_holds ${path.join(" ")}` : `${code} ${path.join(" ")}`;
    const isList =
      code === "clash" ||
      code === "unknown_post" ||
      code === "no_official_list" ||
      code === "anchor_missing";
    const again = !isList && told.has(key);
    told.add(key);
    return !again;
  });
}
