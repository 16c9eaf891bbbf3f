import { calendarOf } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { OUTSIDE } from "#domain/post.ts";
import { NO_PREFERENCES } from "#domain/preference.ts";
import { type ComingNotice, messagesOn, type Planned } from "#domain/preview.ts";
import type { Text } from "#domain/text.ts";
import { addDays, type Day, type Instant, instantOf } from "#domain/time.ts";
import { waitingFor } from "#domain/waiting.ts";
import type { Tx } from "#prisma/client.ts";
import { postOnDayKey, recipientsOf } from "./recipient.ts";

interface Row {
  readonly id: string;
  readonly realm: string;
  readonly rung: string;
  readonly posts: readonly string[];
  readonly arose: Instant;
  readonly at: Instant;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  readonly post: string;
  readonly act: string;
  readonly ladder: string;
  readonly due: Instant;
}

/** A digest carries what fell due some days before: a long weekend's. */
const BEFORE = 14;

/** The messages of a campaign's day to come: to everybody, or to one person. */
export async function previewOf(
  tx: Tx,
  campaign: string,
  day: Day,
  person: string | null,
): Promise<Planned[]> {
  const { rows: pinned } = await tx.query<{ definition: Campaign }>(
    "SELECT definition FROM campaigns WHERE id = $1",
    [campaign],
  );
  const definition = pinned[0]?.definition;
  if (!definition) return [];
  const { rows } = await tx.query<Row>(
    `SELECT n.id, n.realm, n.rung, n.posts, n.arose_at AS arose, n.due_at AS at, o.unit, u.name AS "unitName",
            o.step, json_build_object('vi', coalesce(s.title_vi, o.step), 'en', coalesce(s.title_en, o.step)) AS title,
            o.post, o.act, o.ladder, o.due_at AS due
       FROM notices n
       JOIN obligations o ON o.id = n.obligation AND o.status = 'open' AND o.generation = n.generation
       JOIN cycles y ON y.id = o.cycle AND y.status = 'running'
       JOIN campaign_units u ON u.campaign = n.campaign AND u.unit = o.unit
       LEFT JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
      WHERE n.campaign = $1 AND n.status = 'open' AND n.due_at >= $2 AND n.due_at < $3
      ORDER BY n.due_at, n.id`,
    [campaign, instantOf(addDays(day, -BEFORE), "00:00"), instantOf(addDays(day, 1), "00:00")],
  );
  const waiting = await waitingOn(tx, campaign, day);
  const calendar = calendarOf(definition.calendar);
  const who = await recipientsOf(
    tx,
    rows.flatMap(({ realm, posts, act }) =>
      posts.map((post) => ({ realm, post, day, campaign, act })),
    ),
  );
  const coming = rows.flatMap((row) => {
    const told = new Set<string>();
    return row.posts.flatMap((post): ComingNotice[] => {
      const to =
        post === OUTSIDE
          ? null
          : who.get(postOnDayKey({ realm: row.realm, post, day, campaign, act: row.act }));
      if (post !== OUTSIDE && !to?.person) return [];
      if (to?.person && told.has(to.person)) return [];
      if (to?.person) told.add(to.person);
      const { id, posts: _, post: owner, ladder, realm: __, act: ___, ...notice } = row;
      return [
        {
          ...notice,
          notice: id,
          ladder: definition.template.ladders[ladder] ?? null,
          owes: post === owner,
          waiting: waitingFor(definition, row.unit, row.step),
          person: to?.person ?? null,
          name: to?.name ?? definition.outside?.name ?? null,
          preferences: to?.preferences ?? NO_PREFERENCES,
        },
      ];
    });
  });
  const all = [...messagesOn(coming, calendar, day), ...waiting];
  return all
    .filter((one) => person === null || one.person === person)
    .sort((a, b) => (sortedBy(a) < sortedBy(b) ? -1 : 1));
}

const sortedBy = ({ at, person, items }: Planned): string =>
  `${at} ${person ?? ""} ${items[0]?.notice ?? ""}`;

/** What is written already and waits for the morning of that day, a message for each person. */
async function waitingOn(tx: Tx, campaign: string, day: Day): Promise<Planned[]> {
  const { rows } = await tx.query<Planned>(
    `SELECT m.release_at AS at, 'digest' AS why, 'email' AS channel, 'digest' AS kind, m.person, p.name,
            json_agg(json_build_object('notice', m.notice, 'unit', o.unit, 'unitName', m.params ->> 'unit',
              'step', o.step, 'title', m.params -> 'step', 'rung', n.rung,
              'due', to_char(o.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
              ORDER BY json_array_length(m.params::json -> 'waiting') DESC, o.due_at, m.id) AS items
       FROM messages m JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation AND o.status = 'open' AND o.generation = n.generation
       LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
      WHERE m.campaign = $1 AND m.status = 'waiting' AND m.release_at >= $2 AND m.release_at < $3
      GROUP BY m.release_at, m.person, p.name`,
    [campaign, instantOf(day, "00:00"), instantOf(addDays(day, 1), "00:00")],
  );
  return rows;
}
