import { type Api, allPages } from "#api/conductor/http.ts";
import type { Board } from "#api/contract-campaign.ts";
import type { MessageItem, RegisterItem } from "#api/contract-list.ts";
import type { Rehearsal } from "#domain/rehearsal.ts";

/**
 * What a rehearsal came to, in a form in which live and dry can be compared by equality: steps with their
 * states and instants, numbers given, and who was sent which notice.
 */
export interface Trace {
  readonly steps: readonly string[];
  readonly numbers: readonly string[];
  readonly notices: readonly string[];
}

export function dryTrace(rehearsal: Rehearsal): Trace {
  const { world, notices } = rehearsal;
  return {
    steps: world
      .states()
      .flatMap((state) =>
        state.plan.steps.map((step) => {
          const standing = state.steps[step.id];
          const at = standing?.status === "done" ? standing.at : "";
          return `${state.plan.unit}/${step.id} ${standing?.status} ${at}`;
        }),
      )
      .sort(),
    numbers: world
      .numbers()
      .map((one) => `${one.series} ${one.number} ${one.unit}/${one.step}`)
      .sort(),
    notices: notices
      .map((one) => `${one.obligation} ${one.rung} → ${one.post} ${one.person ?? "—"}`)
      .sort(),
  };
}

/** Messages that stand for others, which are listed themselves. Several channels of one notice are one pair. */
const CARRIERS: ReadonlySet<string> = new Set(["digest", "catch_up"]);

export async function liveTrace(api: Api, campaign: string): Promise<Trace> {
  const base = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const board = await api.get<Board>(`${base}/board`);
  const register = await allPages<RegisterItem>(api, `${base}/register`);
  const messages = await allPages<MessageItem>(api, `${base}/messages`);
  return {
    steps: board.rows
      .flatMap((row) =>
        Object.entries(row.cells).map(
          ([step, cell]) =>
            `${row.unit}/${step} ${cell.status} ${cell.status === "done" ? cell.doneAt : ""}`,
        ),
      )
      .sort(),
    numbers: register.map((one) => `${one.series} ${one.number} ${one.unit}/${one.step}`).sort(),
    // Invitations go out beside the ladders: a dry rehearsal foretells who is chased, not who is invited.
    notices: messages
      .filter((one) => one.channel !== "calendar" && !CARRIERS.has(one.kind ?? ""))
      .map((one) => `${one.obligation} ${one.rung} → ${one.post} ${one.person ?? "—"}`)
      .filter((line, index, lines) => lines.indexOf(line) === index)
      .sort(),
  };
}

/** The differences, each a line: `-` only in the dry rehearsal, `+` only in the live one. */
export function differences(dry: Trace, live: Trace): string[] {
  return (["steps", "numbers", "notices"] as const).flatMap((part) => [
    ...missing(dry[part], live[part]).map((line) => `- ${part}: ${line}`),
    ...missing(live[part], dry[part]).map((line) => `+ ${part}: ${line}`),
  ]);
}

function missing(from: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of other) counts.set(line, (counts.get(line) ?? 0) + 1);
  return from.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}
