import type { CampaignTemplate } from "#api/contract-draft.ts";
import type { RehearsalStarted } from "#api/contract-rehearsal.ts";
import type { Manner } from "#domain/behaviour.ts";
import type { Definition } from "#domain/definition.ts";
import { openDesk } from "./desk.ts";

/** A live rehearsal and how its people behave. */
export interface Conducting {
  readonly value: Definition;
  readonly templates: readonly CampaignTemplate[];
  readonly started: RehearsalStarted;
  readonly manner: Manner;
}

/** As long as this page is open: its people act, and its clock moves, from a worker that goes on from page to page. */
export async function conductHere({
  value,
  templates,
  started,
  manner,
}: Conducting): Promise<void> {
  const desk = openDesk();
  const { campaign, seed } = started;
  const actors = started.actors.map(({ person, token }) => [person, token] as const);
  try {
    await desk.ask("templates", { templates });
    await desk.ask("conduct", { value, base: location.origin, campaign, actors, manner, seed });
  } finally {
    desk.close();
  }
}
