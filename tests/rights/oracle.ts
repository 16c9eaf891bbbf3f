import { type Right, reachOfRole } from "#domain/rights.ts";
import { COMMUNES, type Persona, ROOT } from "./world.ts";

const ALL = [ROOT, ...COMMUNES];
const below = (unit: string): readonly string[] => (unit === ROOT ? ALL : [unit]);

/** The units that a right reaches for somebody, read off the table row by row: slow, and made of nothing else. */
export function unitsFor({ roles }: Persona, right: Right): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const { role, units } of roles) {
    const reach = reachOfRole(role, right);
    if (reach === "realm") for (const unit of ALL) reached.add(unit);
    if (reach === "subtree") for (const unit of units.flatMap(below)) reached.add(unit);
    if (reach === "unit" || reach === "followed") for (const unit of units) reached.add(unit);
  }
  return reached;
}

/** Whether somebody has a right at all, for themselves or in some unit. */
export const hasRight = ({ roles }: Persona, right: Right): boolean =>
  roles.some(({ role }) => reachOfRole(role, right) !== "none");

/** Whether the table gives the right to some role for what is their own only. */
export const isOwn = ({ roles }: Persona, right: Right): boolean =>
  roles.some(({ role }) => reachOfRole(role, right) === "own");
