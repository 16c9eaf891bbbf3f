import type { PlannedStep, StepState } from "#domain/step.ts";
import type { Reader } from "#prisma/client.ts";
import type { CycleRead } from "#prisma/sql/read/inbox-list.ts";
import { type ModelRead, modelsById, modelsToChoose } from "#prisma/sql/read/models.ts";
import type { Choices } from "./contract-step.ts";

/** A step whose choices are asked for. */
export interface Choosing {
  readonly cycle: CycleRead;
  readonly step: string;
}

/** Where the names to choose from come from, as the step stands. */
type Source =
  | { readonly from: "unit"; readonly unit: string; readonly atMost: number }
  | { readonly from: "council"; readonly unit: string; readonly atMost: number }
  | { readonly from: "ids"; readonly ids: readonly string[]; readonly atMost: number };

function sourceOf({ cycle, step }: Choosing): Source | null {
  const planned = cycle.state.plan.steps.find((one) => one.id === step);
  const stands = cycle.state.steps[step];
  if (!planned || !stands) return null;
  if (planned.kind === "ballot" && stands.status === "open")
    return { from: "council", unit: cycle.unit, atMost: planned.ballot.seats };
  return planned.kind === "submission" ? dossierSource(cycle, planned, stands) : null;
}

function dossierSource(
  cycle: CycleRead,
  planned: Extract<PlannedStep, { kind: "submission" }>,
  stands: StepState,
): Source | null {
  const { nominees } = planned.submission;
  if (!nominees) return null;
  if (stands.status === "submitted") {
    const ids = stands.content.nominees;
    return { from: "ids", ids, atMost: ids.length };
  }
  if (stands.status !== "open") return null;
  if (nominees.from === "models") return { from: "unit", unit: cycle.unit, atMost: nominees.quota };
  const ballot = cycle.state.steps[nominees.from.ballot];
  const chosen =
    ballot?.status === "done" && ballot.outcome.kind === "tallied" ? ballot.outcome.chosen : [];
  return { from: "ids", ids: chosen, atMost: nominees.quota };
}

/** The models that may be named on each of these steps of one campaign: two queries for any number. */
export async function choicesOf(
  db: Reader,
  campaign: string,
  asked: readonly Choosing[],
): Promise<(one: Choosing) => Choices | null> {
  const sources = asked.map(sourceOf).filter((source) => source !== null);
  if (sources.length === 0) return () => null;
  const of = (from: "unit" | "council") =>
    sources.flatMap((source) => (source.from === from ? [source.unit] : []));
  const ids = sources.flatMap((source) => (source.from === "ids" ? source.ids : []));
  const [found, named] = await Promise.all([
    modelsToChoose(db, campaign, of("unit"), of("council")),
    modelsById(db, campaign, ids),
  ]);
  const modelsFrom = (source: Source): ModelRead[] => {
    if (source.from === "unit") return found.own.filter((model) => model.unit === source.unit);
    if (source.from === "council")
      return found.candidates.filter((model) => model.at === source.unit);
    return source.ids.flatMap((id) => named.get(id) ?? []);
  };
  return (one) => {
    const source = sourceOf(one);
    return source && { models: modelsFrom(source), atMost: source.atMost };
  };
}
