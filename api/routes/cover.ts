import { dayWords } from "#domain/date-words.ts";
import { DomainError } from "#domain/errors.ts";
import type { Day } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import {
  type CoverRead,
  coversOf,
  type OwnCover,
  ownPostsOn,
  replaceCovers,
  todayIn,
} from "#prisma/sql/cover.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { CoversView, SetCover } from "../contract-cover.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import type { Deps, Handlers } from "../router.ts";

/** Who acts for me while I am away: I set it, I end it. */
export function coverRoutes({ pool }: Deps): Pick<Handlers, "covers" | "setCovers"> {
  return {
    covers: async ({ account }) => ({
      status: 200,
      body: viewOf(await coversOf(pool, account.realm, personOf(account))),
    }),
    setCovers: async ({ account, body, write }) => {
      const done = await once(pool, write, (tx) => setCovers(tx, account, body.covers));
      return { status: 200, body: done.body };
    },
  };
}

async function setCovers(
  tx: Tx,
  account: Account,
  given: readonly SetCover[],
): Promise<CoversView> {
  const { realm } = account;
  const person = personOf(account);
  const today = await todayIn(tx, realm);
  const covers: OwnCover[] = [];
  for (const cover of given) covers.push(...(await coverOf(tx, account, cover, today)));
  const begun = new Set((await coversOf(tx, realm, person)).set.map(keyOf));
  const named = new Set<string>();
  for (const cover of covers) {
    const key = keyOf(cover);
    if (named.has(key)) throw malformed(`${cover.post} is given to ${cover.person} twice`);
    named.add(key);
    // Nobody is given yesterday's powers; what has begun may go on.
    if (cover.from < today && !begun.has(key))
      throw new DomainError("date_in_past", { day: dayWords(cover.from) });
  }
  await replaceCovers(tx, { realm, person, today }, covers);
  return viewOf(await coversOf(tx, realm, person));
}

const keyOf = ({ post, person, from }: Pick<OwnCover, "post" | "person" | "from">): string =>
  `${post} ${person} ${from}`;

/** One cover a post. @throws ApiError, DomainError date_in_past, not_entitled */
async function coverOf(
  tx: Tx,
  account: Account,
  { person, from, to, posts, campaigns, acts }: SetCover,
  today: Day,
): Promise<OwnCover[]> {
  const me = personOf(account);
  if (person === me) throw malformed("nobody covers for themselves");
  if (to < from) throw malformed(`it ends (${to}) before it begins (${from})`);
  if (to < today) throw new DomainError("date_in_past", { day: dayWords(to) });
  await requireThere(tx, "persons", account.realm, [person]);
  if (campaigns) await requireThere(tx, "campaigns", account.realm, campaigns);
  const own = await ownPostsOn(tx, account.realm, me, from > today ? from : today);
  const other = posts?.filter((post) => !own.includes(post)) ?? [];
  if (other.length > 0) throw new DomainError("not_entitled", { posts: other.join(", ") });
  return (posts ?? own).map((post) => ({ post, person, from, to, campaigns, acts }));
}

async function requireThere(
  tx: Tx,
  table: "persons" | "campaigns",
  realm: string,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE realm = $1 AND id = ANY ($2)`,
    [realm, ids],
  );
  const missing = ids.find((one) => !rows.some(({ id }) => id === one));
  if (missing !== undefined) throw new ApiError("not_found", { what: missing });
}

const malformed = (reason: string): ApiError => new ApiError("malformed_request", { reason });

function personOf({ person }: Account): string {
  if (person === null) throw new ApiError("not_yours");
  return person;
}

const viewOf = (covers: {
  readonly set: readonly CoverRead[];
  readonly acting: readonly CoverRead[];
}): CoversView => ({ set: covers.set.map(itemOf), acting: covers.acting.map(itemOf) });

const itemOf = ({ campaigns, acts, ...cover }: CoverRead): CoversView["set"][number] => ({
  ...cover,
  campaigns: campaigns && [...campaigns],
  acts: acts && [...acts],
});
