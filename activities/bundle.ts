import type pg from "pg";
import { bundleWords, type DigestItem } from "#domain/digest.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import {
  type CarriedFate,
  claimWaiting,
  countWritten,
  gatherHeldBack,
  lockBundles,
  type WaitingMessage,
  writeCarried,
} from "#prisma/sql/bundle.ts";
import { type FrozenMessage, freezeMessages } from "#prisma/sql/message.ts";
import { type FreezeSettings, messageKey } from "./letter.ts";
import { mailText } from "./mail-text.ts";
import { type Way, wayBy } from "./way.ts";

/** Persons whose messages one transaction carries. */
const PERSONS = 200;

/**
 * Makes one message for each person of all that waits for them and whose time has come: the morning's digest,
 * or what an outage held back. What is not true any more is left out, with its reason. Returns how many
 * waiting messages it settled; 0 when none is due, or another dispatcher is at it.
 */
export const bundleBatch = (pool: pg.Pool, settings: FreezeSettings): Promise<number> =>
  inTransaction(pool, async (tx) => {
    if (!(await lockBundles(tx))) return 0;
    const waiting = await claimWaiting(tx, PERSONS);
    if (waiting.length === 0) return 0;
    await carry(tx, waiting, settings);
    return waiting.length;
  });

/** Gathers what an outage of the mail server has held back; `bundleBatch` then carries it. */
export const gatherBatch = (pool: pg.Pool): Promise<number> =>
  inTransaction(pool, async (tx) => ((await lockBundles(tx)) ? gatherHeldBack(tx) : 0));

async function carry(
  tx: Tx,
  waiting: readonly WaitingMessage[],
  settings: FreezeSettings,
): Promise<void> {
  const carriers: FrozenMessage[] = [];
  const fates: CarriedFate[] = [];
  for (const ended of waiting.filter((one) => one.ended !== null))
    fates.push({ id: ended.id, carriedBy: null, reason: ended.ended });
  for (const same of byPerson(waiting.filter((one) => one.ended === null))) {
    const carrier = carrierOf(same, settings);
    if (carrier) carriers.push(carrier);
    for (const { id } of same)
      fates.push({ id, carriedBy: carrier?.id ?? null, reason: carrier ? null : "no_address" });
  }
  await freezeMessages(tx, carriers);
  const ids = carriers.map(({ id }) => id);
  if ((await countWritten(tx, ids)) < ids.length)
    throw new Error("a message that carries others could not be written");
  await writeCarried(tx, fates);
}

function byPerson(waiting: readonly WaitingMessage[]): WaitingMessage[][] {
  const groups = new Map<string, WaitingMessage[]>();
  for (const one of waiting) {
    const key = `${one.realm}\0${one.person}\0${one.bundle}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** One message that carries these. Its id follows from theirs: the same ones make the same message. */
function carrierOf(
  carried: readonly WaitingMessage[],
  settings: FreezeSettings,
): FrozenMessage | null {
  const [first] = carried;
  if (!first) return null;
  const { realm, campaign, notice, post, person, name, bundle, rehearsal, now } = first;
  const id = messageKey(...carried.map((one) => one.id), bundle);
  const way = roadOf(first, settings);
  const since = carried.map(({ dueAt }) => dueAt).reduce((a, b) => (a < b ? a : b));
  const words = bundleWords({
    kind: bundle,
    now,
    since,
    recipient: { name },
    items: carried.map(itemOf),
  });
  const link = `${settings.publicUrl}/campaigns/${encodeURIComponent(campaign)}`;
  const text = mailText({ words, campaign: first.campaignTitle, link, rehearsal });
  return {
    id,
    realm,
    campaign,
    notice,
    post,
    person,
    actingFor: null,
    messageId: `<${id.slice(2)}@plenum>`,
    ...text,
    at: now,
    ...way,
    kind: bundle,
    bundle,
    releaseAt: null,
    params: { ...first.params, count: carried.length },
  };
}

/** By mail where that leads anywhere, else by phone; in the app where there is neither. */
function roadOf(to: WaitingMessage, settings: FreezeSettings): Way {
  const ways = ["email", "webhook", "inapp"].map((channel) => wayBy(channel, to, to, settings));
  return ways.find(({ status }) => status !== "not_sent") ?? wayBy("inapp", to, to, settings);
}

const itemOf = ({ id, params }: WaitingMessage): DigestItem => ({
  id,
  step: params.step,
  unit: params.unit,
  due: params.due,
  waiting: params.waiting,
  owedBy: params.owedBy,
});
