import { explain, type OpenObligation } from "#domain/explain.ts";
import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { type Definition, definitionOf } from "#prisma/sql/read/definition.ts";
import { type CycleRead, openOf, readCycles } from "#prisma/sql/read/inbox-list.ts";

/** Where a step stands: enough to say its sentence and to know its campaign's names. */
export interface Place {
  readonly campaign: string;
  readonly definitionHash: string;
  readonly cycle: string;
}

/** The rules' view of many cycles, read at once. */
export interface Views {
  cycle(place: Place): CycleRead;
  definition(place: Place): Definition;
  open(place: Place): readonly OpenObligation[];
  /** Why a step waits, on whom, until when. */
  sentence(place: Place, step: string): Text;
}

/** Reads cycles, what is owed on them and the names of their campaigns: two queries for any number. */
export async function viewsOf(db: Reader, places: readonly Place[]): Promise<Views> {
  const ids = places.map((place) => place.cycle);
  const [cycles, open] = await Promise.all([readCycles(db, ids), openOf(db, ids)]);
  const definitions = new Map<string, Definition>();
  for (const place of places)
    if (!definitions.has(place.campaign))
      definitions.set(place.campaign, await definitionOf(db, place));
  const known = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`no ${what}`);
    return value;
  };
  const views: Views = {
    cycle: ({ cycle }) => known(cycles.get(cycle), `cycle ${cycle}`),
    definition: ({ campaign }) => known(definitions.get(campaign), `campaign ${campaign}`),
    open: ({ cycle }) => open.get(cycle) ?? [],
    sentence: (place, step) =>
      explain(views.cycle(place).state, step, views.definition(place).names, views.open(place)),
  };
  return views;
}
