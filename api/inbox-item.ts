import { followWords } from "#domain/follow.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import { possibleActs } from "#domain/possible-act.ts";
import { asText } from "#domain/wait-words.ts";
import { waitingCount, waitingFor } from "#domain/waiting.ts";
import type { Reader } from "#prisma/client.ts";
import { type HolderRow, holdersOf } from "#prisma/sql/read/holder.ts";
import type { OwedRead } from "#prisma/sql/read/inbox-list.ts";
import { draftHashes } from "#prisma/sql/read/step-history.ts";
import { type Choosing, choicesOf } from "./choices.ts";
import type { Choices, InboxItem } from "./contract-step.ts";
import { type Views, viewsOf } from "./sentence.ts";

/** Whatever is handed to somebody by the owner of its step. */
const HANDED: ReadonlySet<string> = new Set<ObligationAct>([
  "approve",
  "accept",
  "issue",
  "acknowledge",
  "decide_extension",
]);

/** The items of an inbox with everything an act on them must name: a few queries for any number of rows. */
export async function inboxItems(
  db: Reader,
  realm: string,
  rows: readonly OwedRead[],
): Promise<InboxItem[]> {
  const views = await viewsOf(db, rows);
  const ownerOf = (row: OwedRead): string | null =>
    views.cycle(row).state.plan.steps.find(({ id }) => id === row.step)?.owner ?? null;
  const [choices, hashes, holder] = await Promise.all([
    choicesPerCampaign(db, rows, views),
    draftHashes(db, rows),
    holdersPerCampaign(db, realm, rows, ownerOf),
  ]);
  return rows.map((row) => {
    const { state, unit } = views.cycle(row);
    const step = state.plan.steps.find(({ id }) => id === row.step);
    const stands = state.steps[row.step];
    const { names, campaign } = views.definition(row);
    const handedIn = stands && "content" in stands ? stands.content.hash : null;
    const act = row.act as InboxItem["act"];
    const waits = act === "acknowledge" ? [] : waitingFor(campaign, unit, row.step);
    const owner = ownerOf(row);
    return {
      obligation: row.id,
      campaign: row.campaign,
      campaignTitle: row.campaignTitle,
      unit,
      unitName: asText(names.unit(unit)).vi,
      step: row.step,
      title: step?.title ?? { vi: row.step, en: row.step },
      kind: step?.kind ?? "task",
      act,
      post: row.post,
      postTitle: row.postTitle,
      due: row.due,
      overdue: row.overdue,
      round: row.round,
      hash: handedIn ?? hashes.get(`${row.cycle}/${row.step}`) ?? null,
      choices: choices(row),
      explain: views.sentence(row, row.step),
      arose: row.arose,
      seenUntil: row.seenUntil,
      covering: !row.own,
      from: owner === null || owner === row.post || !HANDED.has(act) ? null : holder(row, owner),
      waiting: waitingOf(row, views),
      follows: step
        ? followWords({ state, step, act, post: row.post, waiting: waits }, names)
        : null,
      acts: possibleActs(state, row.step).flatMap((one) => (one.post === row.post ? one.act : [])),
    };
  });
}

/** How many wait for this to be done; nobody waits for a receipt. */
export const waitingOf = (row: OwedRead, views: Pick<Views, "definition">): number =>
  row.act === "acknowledge" ? 0 : waitingCount(views.definition(row).campaign, row.unit, row.step);

const perCampaign = <Row extends { readonly campaign: string }>(
  rows: readonly Row[],
): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.campaign, [...(found.get(row.campaign) ?? []), row]);
  return found;
};

/** Who holds the posts, on each campaign's own day. */
async function holdersPerCampaign(
  db: Reader,
  realm: string,
  rows: readonly OwedRead[],
  ownerOf: (row: OwedRead) => string | null,
): Promise<(row: OwedRead, post: string) => HolderRow> {
  const found = new Map<string, (post: string) => HolderRow>();
  for (const [campaign, own] of perCampaign(rows)) {
    const posts = own.flatMap((row) => ownerOf(row) ?? []);
    found.set(campaign, await holdersOf(db, { realm, now: own[0]?.now ?? "" }, posts));
  }
  const nobody = { unitName: null, person: null, name: null, actingFor: null };
  return ({ campaign }, post) =>
    found.get(campaign)?.(post) ?? { post, title: { vi: post, en: post }, ...nobody };
}

/** Choices of an inbox, which may span campaigns: asked campaign by campaign, not row by row. */
async function choicesPerCampaign(
  db: Reader,
  rows: readonly OwedRead[],
  views: Views,
): Promise<(row: OwedRead) => Choices | null> {
  const choosing = (row: OwedRead): Choosing => ({ cycle: views.cycle(row), step: row.step });
  const found = new Map<string, (one: Choosing) => Choices | null>();
  for (const [campaign, own] of perCampaign(rows))
    found.set(campaign, await choicesOf(db, campaign, own.map(choosing)));
  return (row) => found.get(row.campaign)?.(choosing(row)) ?? null;
}
