import type pg from "pg";
import { calendarOf } from "#domain/calendar.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { type ClaimedNotice, claimNotices, definitionsOf, writeFates } from "#prisma/sql/claim.ts";
import { freezeMessages } from "#prisma/sql/message.ts";
import { insertNotices, type NoticeRow } from "#prisma/sql/notice.ts";
import { type PostOnDay, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
import { dropReason, type Frozen, freeze } from "./freeze.ts";
import type { FreezeSettings, Pinned } from "./letter.ts";

/** Notices claimed by one transaction. */
export const NOTICE_BATCH = 500;

/** Campaigns kept parsed; their definitions are large and change only with the plan. */
const KEPT_CAMPAIGNS = 16;

export interface NoticeBatches {
  /**
   * Claims due notices, freezes their messages and writes their obligations' next notices, in one short
   * transaction with a fixed number of statements. Returns how many it settled; 0 when none was free.
   */
  freezeBatch(): Promise<number>;
}

export function noticeBatches(pool: pg.Pool, settings: FreezeSettings): NoticeBatches {
  const kept = new Map<string, Pinned>();
  return {
    freezeBatch: () =>
      inTransaction(pool, async (tx) => {
        const claimed = await claimNotices(tx, NOTICE_BATCH);
        if (claimed.length === 0) return 0;
        const frozen = await frozenOf(tx, claimed, kept, settings);
        await freezeMessages(
          tx,
          frozen.flatMap((one) => one.messages),
        );
        await writeFates(
          tx,
          frozen.map((one) => one.fate),
        );
        for (const [campaign, rows] of nextByCampaign(claimed, frozen)) {
          await insertNotices(tx, campaign, rows);
        }
        return claimed.length;
      }),
  };
}

async function frozenOf(
  tx: Tx,
  claimed: readonly ClaimedNotice[],
  kept: Map<string, Pinned>,
  settings: FreezeSettings,
): Promise<Frozen[]> {
  const owed = claimed.filter((notice) => dropReason(notice) === null);
  const pinned = await pinnedOf(tx, owed, kept);
  const recipients = await recipientsOf(tx, owed.flatMap(postsOf));
  return claimed.map((notice) => settle(notice, pinned.get(notice.campaign), recipients, settings));
}

function settle(
  notice: ClaimedNotice,
  pinned: Pinned | undefined,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): Frozen {
  const reason = dropReason(notice);
  if (reason !== null || !pinned) {
    return { fate: { id: notice.id, status: "dropped", reason }, messages: [], next: null };
  }
  return freeze(notice, pinned, recipients, settings);
}

/** Everybody a message names: its recipients, who owes, who handed in. */
function postsOf({ posts, post, stepOwner, ...notice }: ClaimedNotice): PostOnDay[] {
  const { realm, campaign, act, now } = notice;
  const named = [...posts, post, ...(stepOwner === null ? [] : [stepOwner])];
  return named.map((one) => ({ realm, post: one, day: dayOf(now), campaign, act }));
}

async function pinnedOf(
  tx: Tx,
  notices: readonly ClaimedNotice[],
  kept: Map<string, Pinned>,
): Promise<Map<string, Pinned>> {
  const hashes = new Map(notices.map((notice) => [notice.campaign, notice.definitionHash]));
  const missing = [...hashes].filter(([campaign, hash]) => !kept.has(`${campaign} ${hash}`));
  for (const { id, hash, definition } of await definitionsOf(
    tx,
    missing.map(([campaign]) => campaign),
  )) {
    kept.set(`${id} ${hash}`, { definition, calendar: calendarOf(definition.calendar) });
    // The claim read the hash a moment earlier: what is found now is at least as new.
    hashes.set(id, hash);
  }
  const pinned = new Map<string, Pinned>();
  for (const [campaign, hash] of hashes) {
    const one = kept.get(`${campaign} ${hash}`);
    if (one) pinned.set(campaign, one);
  }
  for (const oldest of [...kept.keys()].slice(0, -KEPT_CAMPAIGNS)) kept.delete(oldest);
  return pinned;
}

function nextByCampaign(
  claimed: readonly ClaimedNotice[],
  frozen: readonly Frozen[],
): Map<string, NoticeRow[]> {
  const rows = new Map<string, NoticeRow[]>();
  for (const [index, { next }] of frozen.entries()) {
    const campaign = claimed[index]?.campaign;
    if (!next || campaign === undefined) continue;
    const list = rows.get(campaign);
    if (list) list.push(next);
    else rows.set(campaign, [next]);
  }
  return rows;
}
