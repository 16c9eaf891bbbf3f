import type { ChangeIn } from "#api/contract-change.ts";
import { isDay } from "#domain/time.ts";
import { CommandError } from "./failure.ts";

/**
 * A change as it is typed: its kind, then what it is about.
 * @throws CommandError with the sentence that says what is missing
 */
export function changeIn([kind = "", ...rest]: readonly string[]): ChangeIn {
  const [first, second, third] = rest;
  switch (kind) {
    case "move-anchor":
      if (first === undefined) throw missing("move-anchor NAME DAY");
      return { kind: "move_anchor", anchor: first, to: { kind: "fixed", day: dayIn(second) } };
    case "move-conference":
      if (first === undefined || second === undefined)
        throw missing("move-conference UNIT STEP DAY");
      return { kind: "move_conference", unit: first, step: second, day: dayIn(third) };
    case "suspend":
      return { kind: "suspend", units: unitsIn(rest) };
    case "resume":
      if (first !== "shift" && first !== "replan") throw missing("resume shift|replan [UNIT…]");
      return { kind: "resume", how: first, units: unitsIn(rest.slice(1)), anchors: {} };
    case "replace-pilot":
      if (first === undefined) throw missing("replace-pilot UNIT");
      return { kind: "replace_pilot", pilot: first };
    case "drop-unit":
      if (first === undefined) throw missing("drop-unit UNIT");
      return { kind: "drop_unit", unit: first };
    default:
      throw new CommandError(
        `“${kind}” is no change: say move-anchor, move-conference, suspend, resume, replace-pilot or drop-unit.`,
        2,
      );
  }
}

const unitsIn = (units: readonly string[]): string[] | null =>
  units.length > 0 ? [...units] : null;

function dayIn(word: string | undefined): string {
  if (word !== undefined && isDay(word)) return word;
  throw new CommandError(`“${word ?? ""}” is no day: write it as 2020-06-30.`, 2);
}

const missing = (form: string): CommandError => new CommandError(`Write it so: ${form}`, 2);
