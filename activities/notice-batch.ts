import type pg from "pg";
import { calendarOf } from "#domain/calendar.ts";
import { unwritable } from "#domain/notice-reason.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction, isRefusedValue, type Tx } from "#prisma/client.ts";
import { type ClaimedNotice, claimNotices, definitionsOf, writeFates } from "#prisma/sql/claim.ts";
import { freezeMessages } from "#prisma/sql/message.ts";
import { insertNotices, type NoticeRow } from "#prisma/sql/notice.ts";
import { type PostOnDay, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
import { dropReason, type Frozen, freeze, nextRow } from "./freeze.ts";
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
        const frozen = await written(tx, await frozenOf(tx, claimed, kept, settings));
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
  return claimed.map((notice) => {
    try {
      return settle(notice, pinned.get(notice.campaign), recipients, settings);
    } catch (error) {
      // One that cannot be written may not keep the others of its batch from going.
      return setAside(notice, pinned.get(notice.campaign), error);
    }
  });
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

function setAside(notice: ClaimedNotice, pinned: Pinned | undefined, error: unknown): Frozen {
  const fate = { id: notice.id, status: "dropped", reason: unwritable(error) } as const;
  try {
    return { fate, messages: [], next: pinned ? nextRow(notice, pinned) : null };
  } catch {
    return { fate, messages: [], next: null };
  }
}

/** Writes the messages; what the database refuses to take is set aside, and the rest goes. */
async function written(tx: Tx, frozen: readonly Frozen[]): Promise<readonly Frozen[]> {
  const all = await tryWrite(tx, frozen);
  if (all === null) return frozen;
  const kept: Frozen[] = [];
  for (const one of frozen) {
    const error = one.messages.length > 0 ? await tryWrite(tx, [one]) : null;
    const fate = { id: one.fate.id, status: "dropped", reason: unwritable(error) } as const;
    kept.push(error === null ? one : { ...one, fate, messages: [] });
  }
  return kept;
}

/** null: they are written; otherwise the refusal of a value among them, and nothing is. */
async function tryWrite(tx: Tx, frozen: readonly Frozen[]): Promise<Error | null> {
  await tx.query("SAVEPOINT messages");
  try {
    await freezeMessages(
      tx,
      frozen.flatMap((one) => one.messages),
    );
    await tx.query("RELEASE SAVEPOINT messages");
    return null;
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await tx.query("ROLLBACK TO SAVEPOINT messages");
    return error;
  }
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
