import type { Reader } from "#prisma/client.ts";
import { postsHeld } from "#prisma/sql/read/account.ts";
import { inboxOf, type OwedRead } from "#prisma/sql/read/inbox-list.ts";
import { draftHashes } from "#prisma/sql/read/step-history.ts";
import { type Choosing, choicesOf } from "../choices.ts";
import type { Choices, InboxItem } from "../contract-step.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";
import { type Views, viewsOf } from "../sentence.ts";

/** Who I am, and what I owe. */
export function accountRoutes({ pool }: Deps): Pick<Handlers, "health" | "me" | "inbox"> {
  return {
    health: async () => {
      await pool.query("SELECT 1");
      return { status: 200, body: { ok: true, database: "ok" } };
    },
    me: async ({ account }) => {
      const held = await postsHeld(pool, account);
      const { kind, realm, label, person } = account;
      const named = person === null ? null : { id: person, name: held.name ?? person };
      return { status: 200, body: { kind, realm, label, person: named, posts: held.posts } };
    },
    inbox: async ({ account, query }) => {
      const page = pageRequest(query, "text,text,text");
      const rows = await inboxOf(pool, account, query.campaign ?? null, page.read, page.after);
      const shown = pageOfRows(
        rows,
        page,
        (row) => [row.due, row.campaign, row.id],
        (row) => row,
      );
      return { status: 200, body: { ...shown, items: await inboxItems(pool, shown.items) } };
    },
  };
}

async function inboxItems(db: Reader, rows: readonly OwedRead[]): Promise<InboxItem[]> {
  const views = await viewsOf(db, rows);
  const [choices, hashes] = await Promise.all([
    choicesPerCampaign(db, rows, views),
    draftHashes(db, rows),
  ]);
  return rows.map((row) => {
    const { state, unit } = views.cycle(row);
    const planned = state.plan.steps.find((step) => step.id === row.step);
    const stands = state.steps[row.step];
    const { names } = views.definition(row);
    const name = names.unit(unit);
    const handedIn = stands && "content" in stands ? stands.content.hash : null;
    return {
      obligation: row.id,
      campaign: row.campaign,
      campaignTitle: row.campaignTitle,
      unit,
      unitName: typeof name === "string" ? name : name.vi,
      step: row.step,
      title: planned?.title ?? { vi: row.step, en: row.step },
      kind: planned?.kind ?? "task",
      act: row.act as InboxItem["act"],
      post: row.post,
      postTitle: row.postTitle,
      due: row.due,
      overdue: row.overdue,
      round: row.round,
      hash: handedIn ?? hashes.get(`${row.cycle}/${row.step}`) ?? null,
      choices: choices(row),
      explain: views.sentence(row, row.step),
    };
  });
}

/** Choices of an inbox, which may span campaigns: asked campaign by campaign, not row by row. */
async function choicesPerCampaign(
  db: Reader,
  rows: readonly OwedRead[],
  views: Views,
): Promise<(row: OwedRead) => Choices | null> {
  const choosing = (row: OwedRead): Choosing => ({ cycle: views.cycle(row), step: row.step });
  const found = new Map<string, (one: Choosing) => Choices | null>();
  for (const campaign of new Set(rows.map((row) => row.campaign))) {
    const own = rows.filter((row) => row.campaign === campaign);
    found.set(campaign, await choicesOf(db, campaign, own.map(choosing)));
  }
  return (row) => found.get(row.campaign)?.(choosing(row)) ?? null;
}
