import type { Script } from "./behaviour.ts";
import { openExtensions } from "./extension.ts";
import { type ActorView, intentOf } from "./intent.ts";
import type { Obligation } from "./obligation.ts";
import type { World } from "./rehearsal-world.ts";
import type { Instant } from "./time.ts";

/** An actor acts on an obligation in the dry world. @throws DomainError when the rules refuse. */
export function perform(
  world: World,
  obligation: Obligation,
  person: string | null,
  now: Instant,
  script: Script,
): void {
  const { unit, step } = obligation;
  const intent = intentOf(obligation, viewOf(world, obligation), script);
  switch (intent.kind) {
    case "acknowledge":
      world.acknowledge(obligation, now);
      return;
    case "vote":
      world.vote(obligation, intent.choices, now);
      return;
    case "command": {
      const { draft } = intent;
      const hash = draft
        ? world.digest(`${draft.title}\n${draft.content}`)
        : hashOf(world, unit, step);
      world.command(unit, intent.command(hash), person ?? "", now);
      return;
    }
    default:
      intent satisfies never;
  }
}

function viewOf(world: World, { unit, step }: Obligation): ActorView {
  const planned = world.planned(unit, step);
  const standing = world.state(unit).steps[step];
  const nominees = world.nominees(unit, step);
  const quota = planned.kind === "submission" ? (planned.submission.nominees?.quota ?? 0) : 0;
  return {
    step: planned,
    unitName: world.unitName(unit),
    round: standing && "round" in standing ? standing.round : 1,
    hash: hashOf(world, unit, step),
    nominees,
    quota,
    asked: openExtensions(world.state(unit), planned)[0],
  };
}

function hashOf(world: World, unit: string, step: string): string {
  const standing = world.state(unit).steps[step];
  return standing && "content" in standing ? standing.content.hash : "";
}
