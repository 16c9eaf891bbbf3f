import type { CycleEvent } from "#domain/event.ts";
import { refusedRung } from "#domain/news.ts";
import type { Obligation } from "#domain/obligation.ts";
import { sendAt } from "#domain/quiet.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { obligationRowId } from "#prisma/sql/cycle.ts";
import { insertNotices, type NoticeRow } from "#prisma/sql/notice.ts";
import { generationOf } from "#prisma/sql/obligation.ts";
import type { PinnedCampaign } from "./pinned.ts";

/** The part of a recording that a refusal is told from. */
interface Told {
  readonly cycle: { readonly campaign: string; readonly unit: string; readonly seq: number };
  readonly pinned: PinnedCampaign;
  readonly row: { readonly campaignAt: Instant };
  readonly events: readonly CycleEvent[];
}

type Refused = Extract<CycleEvent, { readonly type: "extension_refused" }>;

/** Tells who asked for a later date that it was refused, and why; a granted one is told by the moved date itself. */
export async function tellRefusals(
  tx: Tx,
  { cycle, pinned, row, events }: Told,
  owed: readonly Obligation[],
): Promise<void> {
  const refused = events.filter((event): event is Refused => event.type === "extension_refused");
  const rows: NoticeRow[] = [];
  for (const { step, act, post, round, decided } of refused) {
    const id = `${cycle.unit}/${step}/${act}/${post}/${round}`;
    const due = owed.find((one) => one.id === id)?.due;
    const generation = await generationOf(tx, obligationRowId(cycle.campaign, id));
    if (due === undefined || generation === null) continue;
    rows.push({
      obligation: obligationRowId(cycle.campaign, id),
      generation,
      rung: refusedRung(cycle.seq + 1),
      posts: [post],
      arose: row.campaignAt,
      due: sendAt({ at: row.campaignAt, due, unit: cycle.unit }, pinned.calendar).at,
      note: decided.reason,
      saidBy: decided.person,
    });
  }
  await insertNotices(tx, cycle.campaign, rows);
}
