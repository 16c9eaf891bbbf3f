import type pg from "pg";
import { calendarOf, type WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { climbOf, rungFormula } from "#domain/climb.ts";
import { postsOfNotice } from "#domain/ladder.ts";
import { isNews } from "#domain/news.ts";
import { PACKAGE } from "#domain/package.ts";
import { OUTSIDE } from "#domain/post.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import type { Scope } from "#prisma/sql/read/scope.ts";
import type { ExplainedObligation } from "#prisma/sql/read/why.ts";
import { postOnDayKey, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
import type { NextOfObligation } from "./contract-why.ts";

type ComingRung = NextOfObligation["next"][number];
interface Rung {
  readonly rung: string;
  readonly at: string;
  readonly channel: string;
  readonly notice: string | null;
  readonly posts: readonly string[];
}

/** The rungs that remain of an obligation, each with whom it would go to as things stand today. */
export async function nextRungs(
  pool: pg.Pool,
  scope: Scope,
  definition: Campaign,
  owed: ExplainedObligation,
): Promise<ComingRung[]> {
  if (owed.status !== "open") return [];
  const ladder = definition.template.ladders[owed.ladder] ?? null;
  const rungs = remaining(definition, calendarOf(definition.calendar), owed, scope.now);
  const { realm } = scope;
  const day = dayOf(scope.now);
  const posts = [...new Set(rungs.flatMap((one) => one.posts))];
  const who = await inTransaction(pool, (tx) =>
    recipientsOf(
      tx,
      posts.map((post) => ({ realm, post, day })),
    ),
  );
  return rungs.map(({ posts: to, ...one }) => ({
    ...one,
    formula: rungFormula(ladder, one.rung),
    to: toWhom(
      to,
      (post) =>
        post === OUTSIDE
          ? outside(definition)
          : (who.get(postOnDayKey({ realm, post, day })) ?? null),
      scope.kind === "rehearsal",
    ),
  }));
}

/** What is written already and waits, then the rest of the ladder after it. */
function remaining(
  definition: Campaign,
  calendar: WorkingCalendar,
  owed: ExplainedObligation,
  now: string,
): Rung[] {
  const { id, unit, step, act, post, round, due } = owed;
  const ladder = definition.template.ladders[owed.ladder];
  const written = owed.notices
    .filter(({ status }) => status === "open")
    .map(({ id: notice, rung, at, channel, posts }) => ({ notice, rung, at, channel, posts }));
  const obligation = { id, unit, step, act, post, round, due, ladder: owed.ladder };
  const climbed = owed.notices.filter(({ rung }) => rung !== PACKAGE && !isNews(rung));
  const last = written.at(-1)?.at ?? now;
  const later = ladder
    ? climbOf({
        obligation,
        ladder,
        calendar,
        climbed: climbed.map(({ rung }) => rung),
        arose: climbed.at(-1)?.arose ?? owed.arose,
        now: last > now ? last : now,
      })
    : [];
  return [
    ...written,
    ...later.map(({ rung, at, channel, to }) => ({
      rung,
      at,
      channel,
      notice: null,
      posts: postsOfNotice(definition, obligation, to),
    })),
  ];
}

function toWhom(
  posts: readonly string[],
  recipientOf: (
    post: string,
  ) => Pick<Recipient, "title" | "person" | "name" | "email" | "phone" | "actingForName"> | null,
  rehearsal: boolean,
): ComingRung["to"] {
  const written = new Set<string>();
  return posts.map((post) => {
    const to = recipientOf(post);
    const person = to?.person ?? null;
    const again = person !== null && written.has(person);
    if (person !== null) written.add(person);
    const reachable = rehearsal || to?.email || to?.phone;
    const reason =
      !to || to.name === null
        ? "no_holder"
        : again
          ? "same_person"
          : reachable
            ? null
            : "no_address";
    const { title, name, actingForName } = to ?? { title: null, name: null, actingForName: null };
    return {
      post,
      title: title ?? { vi: post, en: post },
      person,
      name,
      actingFor: actingForName,
      reason,
    };
  });
}

const outside = ({ outside: party }: Campaign) =>
  party === null
    ? null
    : {
        title: { vi: party.name, en: party.name },
        person: null,
        name: party.name,
        email: party.email,
        phone: null,
        actingForName: null,
      };
