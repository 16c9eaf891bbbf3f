import { byConsequence } from "#domain/inbox-order.ts";
import { asText } from "#domain/wait-words.ts";
import type { Reader } from "#prisma/client.ts";
import { type Definition, definitionOf } from "#prisma/sql/read/definition.ts";
import {
  type BesideQuestion,
  comingTo,
  doneBy,
  inboxCounts,
  owedByOthers,
} from "#prisma/sql/read/inbox-beside.ts";
import { inboxOf, type OwedRead } from "#prisma/sql/read/inbox-list.ts";
import type { Account } from "#prisma/sql/token.ts";
import { inboxItems, waitingOf } from "../inbox-item.ts";
import { type PageRequest, pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";
import { type Place, viewsOf } from "../sentence.ts";

type Inbox = "inbox" | "inboxSummary" | "inboxComing" | "inboxOthers" | "inboxDone";

/** More than this nobody sorts by consequence: the soonest of them are. */
const RANKED = 5_000;

/** What I owe, what will come, what others owe me, what I have done. */
export function inboxRoutes({ pool }: Deps): Pick<Handlers, Inbox> {
  return {
    inbox: async ({ account, query }) => {
      const campaign = query.campaign ?? null;
      const { rows, next } =
        query.order === "due"
          ? await byDue(pool, account, campaign, query)
          : await ranked(pool, account, campaign, query);
      return { status: 200, body: { items: await inboxItems(pool, account.realm, rows), next } };
    },
    inboxSummary: async ({ account, query }) => ({
      status: 200,
      body: await inboxCounts(pool, account, query.campaign ?? null),
    }),
    inboxComing: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const rows = await comingTo(pool, asked(account, query.campaign, page));
      const views = await viewsOf(pool, rows);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.due, row.key],
        (row) => ({
          ...placed(row, views.definition(row)),
          kind: row.kind,
          due: row.due,
          proposed: row.proposed,
          day: row.day,
          explain: views.sentence(row, row.step),
        }),
      );
      return { status: 200, body };
    },
    inboxOthers: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const rows = await owedByOthers(pool, asked(account, query.campaign, page));
      const views = await viewsOf(pool, rows);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.due, `${row.campaign}/${row.id}`],
        (row) => {
          const { post, postTitle: title, postUnit: unitName } = row;
          const none = { person: null, name: null, actingFor: null };
          return {
            ...placed(row, views.definition(row)),
            obligation: row.id,
            act: row.act,
            who: { post, title, unitName, ...(row.holder ?? none) },
            arose: row.arose,
            due: row.due,
            overdue: row.overdue,
            explain: views.sentence(row, row.step),
          };
        },
      );
      return { status: 200, body };
    },
    inboxDone: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const rows = await doneBy(pool, asked(account, query.campaign, page));
      const definitions = new Map<string, Definition>();
      for (const row of rows)
        if (!definitions.has(row.campaign))
          definitions.set(row.campaign, await definitionOf(pool, row));
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.at, row.id],
        (row) => ({
          ...placed(row, definitions.get(row.campaign)),
          act: row.act,
          at: row.at,
        }),
      );
      return { status: 200, body };
    },
  };
}

type Query = { readonly cursor?: string | undefined; readonly limit: number };

const asked = (
  account: Account,
  campaign: string | undefined,
  { read, after }: PageRequest<"text,text">,
): BesideQuestion => ({ account, campaign: campaign ?? null, limit: read, after });

type PlacedRow = Place & {
  readonly campaignTitle: { vi: string; en: string };
  readonly unit: string;
  readonly step: string;
  readonly title: { vi: string; en: string };
};

const placed = (row: PlacedRow, definition: Definition | undefined) => ({
  campaign: row.campaign,
  campaignTitle: row.campaignTitle,
  unit: row.unit,
  unitName: asText(definition?.names.unit(row.unit) ?? row.unit).vi,
  step: row.step,
  title: row.title,
});

async function byDue(db: Reader, account: Account, campaign: string | null, query: Query) {
  const page = pageRequest(query, "text,text,text");
  const rows = await inboxOf(db, account, campaign, page.read, page.after);
  const { items, next } = pageOfRows(
    rows,
    page,
    (row) => [row.due, row.campaign, row.id],
    (row) => row,
  );
  return { rows: items, next };
}

/** All of an inbox is read without its cycles, ranked, and cut; a cursor is the place after a row that was shown. */
async function ranked(db: Reader, account: Account, campaign: string | null, query: Query) {
  const page = pageRequest(query, "number,text");
  const all = await inboxOf(db, account, campaign, RANKED, null);
  const definitions = new Map<string, Definition>();
  for (const row of all)
    if (!definitions.has(row.campaign)) definitions.set(row.campaign, await definitionOf(db, row));
  const definition = ({ campaign: of }: Place): Definition => {
    const found = definitions.get(of);
    if (!found) throw new Error(`no campaign ${of}`);
    return found;
  };
  const waiting = all.map((row) => ({ ...row, waiting: waitingOf(row, { definition }) }));
  const now = new Map(all.map((row) => [row.campaign, row.now]));
  const sorted = waiting.sort(byConsequence((of) => now.get(of) ?? ""));
  const idOf = (row: OwedRead): string => `${row.campaign}/${row.id}`;
  // What was shown last may be done by now: then its old place says where to go on.
  const [place, last] = page.after ?? [0, ""];
  const found = sorted.findIndex((row) => idOf(row) === last);
  const from = page.after === null ? 0 : found < 0 ? Math.max(0, place - 1) : found + 1;
  const rows = sorted.slice(from, from + page.limit);
  const more = sorted.length > from + page.limit;
  const end = rows.at(-1);
  const key = more && end ? JSON.stringify([from + rows.length, idOf(end)]) : null;
  return { rows, next: key && Buffer.from(key).toString("base64url") };
}
