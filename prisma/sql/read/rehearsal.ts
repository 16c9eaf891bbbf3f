import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

export interface RehearsalRead {
  readonly campaign: string;
  readonly realm: string;
  readonly kind: "real" | "rehearsal";
  readonly mode: "real" | "stepped";
  readonly instant: Instant;
  readonly speed: number;
  readonly generation: number;
  /** Real milliseconds since the clock was last moved. */
  readonly elapsed: number;
  readonly inbox: number;
  readonly notices: number;
  readonly messages: number;
  readonly nextEngineDue: Instant | null;
}

/**
 * A rehearsal's clock, what is still unhandled at its instant, and when the engine has something to
 * do next. null when there is no such campaign in a realm the account may look into.
 */
export async function readRehearsal(
  db: Reader,
  campaign: string,
  realm: string,
): Promise<RehearsalRead | null> {
  const { rows } = await db.query<RehearsalRead>({
    name: "rehearsal-clock",
    text: `
SELECT g.id AS campaign, g.realm, r.kind, k.mode, k.instant, k.speed, k.generation,
       extract(epoch FROM clock_timestamp() - k.set_at)::float8 * 1000 AS elapsed,
       (SELECT count(*)::int FROM inbox i WHERE i.campaign = g.id AND i.status = 'open') AS inbox,
       (SELECT count(*)::int FROM notices n WHERE n.campaign = g.id
           AND n.status = 'open' AND n.due_at <= k.instant) AS notices,
       (SELECT count(*)::int FROM messages m WHERE m.campaign = g.id
           AND (m.status = 'frozen' OR (m.status = 'waiting' AND m.release_at <= k.instant))) AS messages,
       least((SELECT min(n.due_at) FROM notices n
               WHERE n.campaign = g.id AND n.status = 'open' AND n.due_at > k.instant),
             (SELECT min(m.release_at) FROM messages m
               WHERE m.campaign = g.id AND m.status = 'waiting' AND m.release_at > k.instant),
             (SELECT min(c.wake_at) FROM cycles c
               WHERE c.campaign = g.id AND c.open AND c.wake_at > k.instant)) AS "nextEngineDue"
  FROM campaigns g JOIN realms r ON r.id = g.realm JOIN clocks k ON k.campaign = g.id
 WHERE g.id = $1 AND (g.realm = $2 OR $2 = 'real')`,
    values: [campaign, realm],
  });
  return rows[0] ?? null;
}
