import type pg from "pg";
import type { StampedEntry } from "#domain/calendar-entry.ts";
import { postOf } from "#domain/post.ts";
import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import {
  entriesOfCampaign,
  entriesOfPerson,
  entriesOfUnits,
  postPeriods,
} from "./calendar-rows.ts";
import { stamped } from "./calendar-stamp.ts";
import type { Feed, FeedSubject } from "./feed.ts";
import { definitionOf } from "./read/definition.ts";
import { type Scope, scopeOf, seesUnit, visibleCampaigns } from "./read/scope.ts";
import type { Account } from "./token.ts";

/** What a feed shows now. */
export interface FeedReading {
  readonly name: Text;
  readonly entries: readonly (StampedEntry & { readonly campaign: string })[];
}

/** The account whose rights a feed has. */
const rightsOf = ({ id, realm, person, label }: Feed): Account => ({
  token: id,
  kind: person === null ? "operator" : "person",
  realm,
  person,
  label,
});

/**
 * Reads a feed with the rights its maker has at this moment: who has left a post no longer sees through an
 * address what they no longer see on the page. null when nothing of it may be seen any more.
 */
export async function readFeed(pool: pg.Pool, feed: Feed): Promise<FeedReading | null> {
  if (feed.kind === "person") return readPerson(pool, feed);
  const { campaign } = feed;
  if (campaign === null) return null;
  const scope = await scopeOf(pool, rightsOf(feed), campaign);
  const shown = scope && (await shownIn(pool, scope, feed));
  if (!scope || !shown) return null;
  const { units, name } = shown;
  const entries = await stamped(pool, scope, (db) =>
    units === null ? entriesOfCampaign(db, scope) : entriesOfUnits(db, scope, units),
  );
  return { name, entries: entries.map((entry) => ({ ...entry, campaign })) };
}

async function readPerson(pool: pg.Pool, feed: Feed): Promise<FeedReading | null> {
  const { realm, subject } = feed;
  const { rows } = await pool.query<{ name: string }>(
    "SELECT name FROM persons WHERE realm = $1 AND id = $2",
    [realm, subject],
  );
  const [person] = rows;
  if (!person) return null;
  const periods = await postPeriods(pool, realm, subject);
  const account: Account = { ...rightsOf(feed), kind: "person", person: subject };
  const entries = [];
  for (const campaign of await visibleCampaigns(pool, account)) {
    const scope = await scopeOf(pool, account, campaign);
    // A person's own duties are theirs by their posts; a rehearsal's never reach them here.
    if (!scope || scope.realm !== realm) continue;
    const { campaign: definition } = await definitionOf(pool, scope);
    const own = periods.filter(({ post }) => postOf(definition, post) !== null);
    const found = await stamped(pool, scope, (db) => entriesOfPerson(db, scope, own));
    entries.push(...found.map((entry) => ({ ...entry, campaign })));
  }
  return { name: { vi: person.name, en: person.name }, entries };
}

/** The units whose entries a feed shows (null = the whole campaign), and its name; null where it may not. */
export async function shownIn(
  db: Reader,
  scope: Scope,
  { kind, subject }: FeedSubject,
): Promise<{ readonly units: readonly string[] | null; readonly name: Text } | null> {
  const { campaign, names } = await definitionOf(db, scope);
  switch (kind) {
    case "campaign":
      return scope.units === null && subject === scope.campaign
        ? { units: null, name: campaign.title }
        : null;
    case "unit": {
      const known = campaign.units.some((unit) => unit.id === subject);
      const name = names.unit(subject);
      const named = typeof name === "string" ? { vi: name, en: name } : name;
      return known && seesUnit(scope, subject) ? { units: [subject], name: named } : null;
    }
    case "team": {
      const team = campaign.teams.find((one) => one.id === subject);
      if (!team) return null;
      const { leader, members, follows, name } = team;
      const mine = [leader, ...members].some((post) => scope.posts.includes(post));
      const whole = follows.every((unit) => seesUnit(scope, unit));
      return mine || whole ? { units: follows, name: { vi: name, en: name } } : null;
    }
    case "person":
      return null;
    default:
      return kind satisfies never;
  }
}
