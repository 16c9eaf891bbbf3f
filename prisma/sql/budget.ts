import type { Reader } from "#prisma/client.ts";

/**
 * Takes up to `wanted` hand-overs from a channel's budget and returns how many it may have. What is not used
 * fills up again evenly, but never beyond two seconds' share, so that no minute of a clock and no sixty
 * seconds between have more than `perMinute`. Postgres keeps it: two dispatchers share it, a restart
 * does not begin it anew.
 */
export async function takeBudget(
  db: Reader,
  channel: string,
  wanted: number,
  perMinute: number,
): Promise<number> {
  const { rows } = await db.query<{ taken: number }>(
    `WITH old AS (
       SELECT channel, tokens, at FROM channel_budgets WHERE channel = $1 FOR UPDATE
     ), filled AS (
       SELECT least($4, coalesce((SELECT tokens + extract(epoch FROM clock_timestamp() - at)::float8 * $3
                                    FROM old), $4)) AS tokens
     ), taken AS (
       SELECT tokens, least($2::float8, floor(tokens)) AS n FROM filled
     )
     INSERT INTO channel_budgets (channel, tokens, at)
     SELECT $1, tokens - n, clock_timestamp() FROM taken
     ON CONFLICT (channel) DO UPDATE SET tokens = excluded.tokens, at = excluded.at
     RETURNING (SELECT n FROM taken)::int AS taken`,
    [channel, wanted, refill(perMinute), share(perMinute)],
  );
  return rows[0]?.taken ?? 0;
}

/** Gives back what was taken and not used. */
export async function giveBack(db: Reader, channel: string, unused: number): Promise<void> {
  await db.query("UPDATE channel_budgets SET tokens = tokens + $2 WHERE channel = $1", [
    channel,
    unused,
  ]);
}

/** The most that can have gathered: two seconds' share, so that a look every second loses nothing. */
const share = (perMinute: number): number =>
  Math.min(perMinute, Math.max(2, Math.floor(perMinute / 30)));

/** Hand-overs a second. With what can have gathered before, a minute has no more than `perMinute`. */
const refill = (perMinute: number): number => (perMinute - share(perMinute) + 1) / 60;
