import {
  type CalendarEntry,
  conferencesOf,
  dayOfEntry,
  entryOf,
  type StepInCalendar,
} from "#domain/calendar-entry.ts";
import type { Day } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { definitionOf } from "./read/definition.ts";

/** A campaign whose calendar is read. */
export interface CalendarCampaign {
  readonly campaign: string;
  readonly definitionHash: string;
}

/** Which steps of a campaign: of some units (null = all), only the conferences, or those of some posts. */
interface StepFilter {
  readonly units?: readonly string[];
  readonly conferences?: boolean;
  readonly owners?: readonly string[];
  /** `unit/step`, besides those of `owners`. */
  readonly steps?: readonly string[];
}

const SHOWN = `
  s.unit, u.name AS "unitName", s.step, json_build_object('vi', s.title_vi, 'en', s.title_en) AS title,
  s.owner, s.kind, s.status, s.due_at AS due, s.day, s.proposed,
  'cancelled' IN (y.status, c.status) AS cancelled
  FROM steps s JOIN cycles y ON y.id = s.cycle JOIN campaigns c ON c.id = s.campaign
  JOIN campaign_units u ON u.campaign = s.campaign AND u.unit = s.unit`;

async function stepsIn(
  db: Reader,
  campaign: string,
  filter: StepFilter,
): Promise<StepInCalendar[]> {
  const { units = null, conferences = false, owners = null, steps = [] } = filter;
  const { rows } = await db.query<StepInCalendar>({
    name: "calendar-steps",
    text: `SELECT NULL AS owed, ${SHOWN}
            WHERE s.campaign = $1 AND ($2::text[] IS NULL OR s.unit = ANY ($2))
              AND (s.kind = 'conference' OR s.status NOT IN ('done', 'declined', 'cancelled'))
              AND (NOT $3 OR s.kind = 'conference')
              AND ($4::text[] IS NULL OR s.owner = ANY ($4) OR s.unit || '/' || s.step = ANY ($5))
              AND ($4::text[] IS NULL OR s.kind = 'conference' OR s.status IN ('waiting', 'open'))
            ORDER BY s.unit, s.ord`,
    values: [campaign, units, conferences, owners, steps],
  });
  return rows;
}

/** What the posts owe on steps that are not theirs, or at another time than the step is due. */
async function owedIn(
  db: Reader,
  campaign: string,
  posts: readonly string[],
): Promise<StepInCalendar[]> {
  const { rows } = await db.query<StepInCalendar>({
    name: "calendar-owed",
    text: `SELECT json_build_object('act', o.act, 'post', o.post,
                  'due', to_char(o.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS owed, ${SHOWN}
             JOIN obligations o ON o.cycle = s.cycle AND o.step = s.step
            WHERE o.campaign = $1 AND o.status = 'open' AND o.post = ANY ($2)
              AND s.kind <> 'conference' AND (o.post <> s.owner OR s.status NOT IN ('waiting', 'open'))
            ORDER BY o.id`,
    values: [campaign, posts],
  });
  return rows;
}

async function entriesOf(
  db: Reader,
  of: CalendarCampaign,
  steps: readonly StepInCalendar[],
): Promise<CalendarEntry[]> {
  const definition = await definitionOf(db, of);
  return steps.flatMap((step) => entryOf(definition.campaign, step) ?? []);
}

/** Conferences and deadlines of some units. */
export const entriesOfUnits = async (
  db: Reader,
  of: CalendarCampaign,
  units: readonly string[],
): Promise<CalendarEntry[]> => entriesOf(db, of, await stepsIn(db, of.campaign, { units }));

/** Every unit's conferences, and the deadlines of the root: what concerns the campaign as a whole. */
export async function entriesOfCampaign(
  db: Reader,
  of: CalendarCampaign,
): Promise<CalendarEntry[]> {
  const { rows } = await db.query<{ root: string }>(
    "SELECT root_unit AS root FROM campaigns WHERE id = $1",
    [of.campaign],
  );
  const own = await stepsIn(db, of.campaign, { units: rows.map(({ root }) => root) });
  const known = new Set(own.map(({ unit, step }) => `${unit}/${step}`));
  const conferences = await stepsIn(db, of.campaign, { conferences: true });
  const others = conferences.filter(({ unit, step }) => !known.has(`${unit}/${step}`));
  return entriesOf(db, of, [...own, ...others]);
}

/** When somebody holds or covers a post; `to` null = still. */
export interface PostPeriod {
  readonly post: string;
  readonly from: Day;
  readonly to: Day | null;
}

export async function postPeriods(
  db: Reader,
  realm: string,
  person: string,
): Promise<PostPeriod[]> {
  const { rows } = await db.query<PostPeriod>({
    name: "calendar-posts",
    text: `SELECT post, from_day AS "from", to_day AS "to" FROM appointments WHERE realm = $1 AND person = $2
            UNION ALL
           SELECT post, from_day, to_day FROM covers WHERE realm = $1 AND person = $2`,
    values: [realm, person],
  });
  return rows;
}

/** What concerns a person: where they are expected and what they owe, by the posts they hold on the day itself. */
export async function entriesOfPerson(
  db: Reader,
  of: CalendarCampaign,
  periods: readonly PostPeriod[],
): Promise<CalendarEntry[]> {
  const posts = [...new Set(periods.map(({ post }) => post))];
  if (posts.length === 0) return [];
  const definition = await definitionOf(db, of);
  const steps = posts.flatMap((post) => conferencesOf(definition.campaign, post));
  const own = await stepsIn(db, of.campaign, { owners: posts, steps });
  const owed = await owedIn(db, of.campaign, posts);
  const entries = await entriesOf(db, of, [...own, ...owed]);
  return entries.filter((entry) => {
    const day = dayOfEntry(entry);
    return periods.some(
      ({ post, from, to }) =>
        entry.posts.includes(post) && from <= day && (to === null || day <= to),
    );
  });
}

/** One conference as it stands; null when there is none. */
export async function conferenceIn(
  db: Reader,
  of: CalendarCampaign,
  unit: string,
  step: string,
): Promise<CalendarEntry | null> {
  const steps = await stepsIn(db, of.campaign, { units: [unit], conferences: true });
  const found = steps.filter((one) => one.step === step);
  return (await entriesOf(db, of, found))[0] ?? null;
}
