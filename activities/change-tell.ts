import type pg from "pg";
import { calendarOf } from "#domain/calendar.ts";
import { changeWords, type ToldItem } from "#domain/change-words.ts";
import { NO_PREFERENCES } from "#domain/preference.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { appendAudit } from "#prisma/sql/audit.ts";
import { type ChangeDeed, type ChangeRow, lockChange } from "#prisma/sql/change.ts";
import { type ToldNotice, writeTold, writeToldNotices } from "#prisma/sql/change-commit.ts";
import { type FrozenMessage, freezeMessages } from "#prisma/sql/message.ts";
import { namesOf } from "#prisma/sql/read/definition.ts";
import { postOnDayKey, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
import { type CampaignHead, readCampaignHead } from "#prisma/sql/standing.ts";
import { type FreezeSettings, messageKey } from "./letter.ts";
import { mailText } from "./mail-text.ts";
import { waysTo } from "./way.ts";

/**
 * Tells a committed change whose grace is over: one message a person with all that concerns them, to whoever holds or
 * covers the posts today. A second call finds it told.
 */
export const tellChange = (
  pool: pg.Pool,
  { id, campaign }: { readonly id: string; readonly campaign: string },
  settings: FreezeSettings,
): Promise<number> =>
  inTransaction(pool, async (tx) => {
    const row = await lockChange(tx, campaign, id);
    if (row?.status !== "committed" || !row.graceOver || row.did === null) return 0;
    const head = await readCampaignHead(tx, campaign);
    if (!head) return 0;
    const letters = await lettersOf(tx, row, row.did, head, settings);
    const placed = await writeToldNotices(
      tx,
      row,
      head.now,
      letters.map(({ notice }) => notice),
    );
    const messages = letters
      .flatMap((one) => one.messages)
      .filter(({ notice }) => placed.has(notice));
    await freezeMessages(tx, messages);
    await tx.query("SELECT pg_notify('plenum_notices', '')");
    await writeTold(tx, id, head.now);
    const entry = { what: "change_told", id, at: head.now, messages: messages.length };
    await appendAudit(tx, { campaign, realm: row.realm, entry });
    return messages.length;
  });

interface Letter {
  readonly notice: ToldNotice;
  readonly messages: readonly FrozenMessage[];
}

type Items = ChangeDeed["tell"][number]["items"];

async function lettersOf(
  tx: Tx,
  row: ChangeRow,
  did: ChangeDeed,
  head: CampaignHead,
  settings: FreezeSettings,
): Promise<Letter[]> {
  const at = (post: string) => ({
    realm: row.realm,
    post,
    day: dayOf(head.now),
    campaign: row.campaign,
  });
  const recipients = await recipientsOf(
    tx,
    did.tell.map(({ post }) => at(post)),
  );
  const moved = new Map(
    did.dates.map(([unit, step, from, to]) => [`${unit}/${step}`, { from, to }]),
  );
  const byPerson = new Map<
    string,
    { post: string; to: Recipient | null; items: Items[number][] }
  >();
  for (const { post, items } of did.tell) {
    const to = recipients.get(postOnDayKey(at(post))) ?? null;
    const key = to?.person ?? `?${post}`;
    const known = byPerson.get(key);
    if (known) known.items.push(...items);
    else byPerson.set(key, { post, to, items: [...items] });
  }
  const names = namesOf(head.campaign);
  return [...byPerson.values()].map(({ post, to, items }) => {
    const dated = items.map(
      (item): ToldItem => ({
        ...item,
        ...(moved.get(`${item.unit}/${item.step ?? ""}`) ?? { from: null, to: null }),
      }),
    );
    const { change, reason, paper } = row;
    const name = to?.name ?? null;
    const words = changeWords({ change, reason, paper, name, items: dated, names });
    return letterOf({ row, head, settings, post, to, words, items: dated });
  });
}

interface Writing {
  readonly row: ChangeRow;
  readonly head: CampaignHead;
  readonly settings: FreezeSettings;
  readonly post: string;
  readonly to: Recipient | null;
  readonly words: ReturnType<typeof changeWords>;
  readonly items: readonly ToldItem[];
}

function letterOf({ row, head, settings, post, to, words, items }: Writing): Letter {
  const { realm, campaign } = row;
  const { now, rehearsal } = head;
  const unit = items[0]?.unit ?? "";
  const notice = `${row.id}/${post}`;
  // What was for today, or is now, is told at once; the rest waits for the morning.
  const soonest = items
    .flatMap(({ from, to: until }) => [from, until])
    .filter((one): one is string => one !== null && one >= now)
    .sort()[0];
  const ways = waysTo({
    to: to && { ...to, preferences: { ...(to.preferences ?? NO_PREFERENCES), digest: false } },
    // Of a unit that stops or goes on: in the morning.
    notice: { channel: "email", rehearsal, dueAt: now, now, due: soonest ?? LATE, unit },
    again: false,
    kind: "new",
    calendar: calendarOf(head.campaign.calendar),
    roads: settings,
  });
  const { html, ...text } = mailText({
    words,
    campaign: head.campaign.title,
    link: `${settings.publicUrl}/campaigns/${encodeURIComponent(campaign)}`,
    rehearsal,
  });
  const messages = ways.map((way): FrozenMessage => {
    const id = messageKey(notice, post, way.channel);
    return {
      id,
      realm,
      campaign,
      notice,
      post,
      person: to?.person ?? null,
      actingFor: to?.actingFor ?? null,
      messageId: `<${id.slice(2)}@plenum>`,
      ...text,
      html: way.channel === "email" ? html : "",
      at: now,
      ...way,
      kind: "new",
    };
  });
  const open = messages.some(({ status }) => status === "frozen");
  const sent = messages.some(({ status }) => status === "accepted");
  const reason = open || sent ? null : (messages[0]?.reason ?? "no_post");
  const status = open ? "frozen" : sent ? "sent" : "dropped";
  return { notice: { id: notice, post, unit, status, reason }, messages };
}

/** Later than any morning. */
const LATE = "9999-01-01T00:00:00.000Z";
