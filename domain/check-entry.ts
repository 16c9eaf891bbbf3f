import type { Campaign } from "./campaign.ts";
import { oneOf, repeated } from "./check-unit.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import { didYouMean } from "./suggest.ts";
import type { Level } from "./template.ts";

/** Models, registers, closures and the template's own numbers. */
export function checkEntries(campaign: Campaign): CheckProblem[] {
  return [
    ...repeated(campaign.models, "models"),
    ...checkModels(campaign),
    ...checkRegisters(campaign),
    ...checkClosures(campaign),
    ...campaign.template.levels.flatMap(checkBallots),
  ];
}

function checkModels(campaign: Campaign): CheckProblem[] {
  const units = new Set(campaign.units.map(({ id }) => id));
  const fields = campaign.template.fields.map(({ id }) => id);
  return campaign.models.flatMap(({ unit, field }, index) => {
    const problems: CheckProblem[] = [];
    if (!units.has(unit)) {
      const near = didYouMean(unit, units);
      problems.push(finding("unknown_unit", ["models", index, "unit"], { id: unit }, near));
    }
    if (!fields.includes(field)) {
      const near = didYouMean(field, fields) ?? oneOf(fields);
      problems.push(
        finding("unknown_model_field", ["models", index, "field"], { id: field }, near),
      );
    }
    return problems;
  });
}

function checkRegisters({ registers, committees }: Campaign): CheckProblem[] {
  const known = committees.map(({ id }) => id);
  const seen = new Set<string>();
  return registers.flatMap(({ committee, type }, index) => {
    const id = `${committee} ${type}`;
    const again = seen.has(id);
    seen.add(id);
    if (again) return [finding("duplicate_register", ["registers", index], { id })];
    if (known.includes(committee)) return [];
    const near = didYouMean(committee, known);
    return [finding("unknown_committee", ["registers", index], { id: committee }, near)];
  });
}

function checkClosures({ calendar, units }: Campaign): CheckProblem[] {
  const known = new Set(units.map(({ id }) => id));
  return calendar.closures.flatMap(({ unit, from, to }, index) => {
    const path = ["calendar", "closures", index];
    if (to < from) return [finding("dates_reversed", path, { from, to })];
    if (unit === "*" || known.has(unit)) return [];
    return [finding("unknown_unit", path, { id: unit }, didYouMean(unit, known))];
  });
}

function checkBallots(level: Level): CheckProblem[] {
  return level.steps.flatMap((step) => {
    if (step.kind === "document" && step.document.commends !== undefined) {
      const id = step.document.commends;
      const ballots = level.steps.filter(({ kind }) => kind === "ballot").map((one) => one.id);
      if (ballots.includes(id)) return [];
      const path = ["template", "levels", level.id, "steps", step.id, "commends"];
      return [finding("unknown_ballot", path, { id }, didYouMean(id, ballots))];
    }
    if (step.kind !== "submission") return [];
    const { nominees } = step.submission;
    if (nominees === undefined || nominees.from === "models") return [];
    const id = nominees.from.ballot;
    const ballot = level.steps.find((one) => one.id === id);
    const path = ["template", "levels", level.id, "steps", step.id];
    if (ballot?.kind !== "ballot") {
      const ballots = level.steps.filter(({ kind }) => kind === "ballot").map((one) => one.id);
      return [finding("unknown_ballot", [...path, "nominees"], { id }, didYouMean(id, ballots))];
    }
    const { seats } = ballot.ballot;
    if (nominees.quota <= seats) return [];
    const data = { quota: nominees.quota, seats, ballot: id };
    return [finding("quota_over_seats", [...path, "quota"], data)];
  });
}
