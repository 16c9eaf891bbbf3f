import type { Campaign } from "#domain/campaign.ts";
import { missingWords } from "#domain/gate-words.ts";
import type { Text } from "#domain/text.ts";
import type { Names } from "#domain/wait-words.ts";
import type { ClaimedNotice } from "#prisma/sql/claim.ts";

/** What a gate's evidence still lacks, so that whoever must decide on it reads it in the notice. */
export function missingIn({ cycle, step }: ClaimedNotice, definition: Campaign): Text | null {
  const planned = cycle?.plan.steps.find(({ id }) => id === step);
  return cycle && planned ? missingWords(cycle, planned, namesIn(definition)) : null;
}

function namesIn({ units, template }: Campaign): Names {
  const levels = new Map(template.levels.map((level) => [level.id, level.steps]));
  const unit = (id: string) => units.find((one) => one.id === id);
  return {
    unit: (id) => unit(id)?.name ?? id,
    post: (id) => id,
    step: (of, id) =>
      levels.get(unit(of)?.level ?? "")?.find((step) => step.id === id)?.title ?? id,
  };
}
