import type { Facts } from "#domain/command.ts";
import type { Reader } from "#prisma/client.ts";

/** Votes cast in a ballot's round: voter post → nominees voted for. */
export async function readVotes(
  reader: Reader,
  cycle: string,
  step: string,
  round: number,
): Promise<Facts["votes"]> {
  const { rows } = await reader.query<{ post: string; choices: string[] }>(
    "SELECT post, choices FROM votes WHERE cycle = $1 AND step = $2 AND round = $3",
    [cycle, step, round],
  );
  return Object.fromEntries(rows.map((row) => [row.post, row.choices]));
}
