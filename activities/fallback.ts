import type pg from "pg";
import { inTransaction } from "#prisma/client.ts";
import { calendarsOf, claimUnreached, openTasks, writeFallBacks } from "#prisma/sql/fallback.ts";
import { freezeMessages } from "#prisma/sql/message.ts";
import { recipientsOf } from "#prisma/sql/recipient.ts";
import { contactLetter, contactOn, TASK } from "./contact-letter.ts";
import type { FreezeSettings } from "./letter.ts";
import { nextMessage } from "./next-channel.ts";

const BATCH = 200;

/**
 * Takes up what a channel did not bring to its person (refused, bounced, no address): the next channel has it,
 * and the contact of the person's unit gets the task to put it right. Returns how many were taken up.
 */
export const fallBackBatch = (pool: pg.Pool, settings: FreezeSettings): Promise<number> =>
  inTransaction(pool, async (tx) => {
    const unreached = await claimUnreached(tx, BATCH);
    if (unreached.length === 0) return 0;
    const owed = unreached.filter((one) => one.owed && one.kind !== TASK);
    const calendars = await calendarsOf(
      tx,
      owed.map(({ campaign }) => campaign),
    );
    const next = owed.flatMap(
      (one) => nextMessage(one, calendars.get(one.campaign), settings) ?? [],
    );
    // That a browser is notified no longer is its owner's own affair: nobody has an address to correct.
    const lost = owed.filter(({ channel }) => channel !== "push");
    const contacts = await recipientsOf(tx, lost.flatMap(contactOn));
    const letters = lost.flatMap((one) => contactLetter(one, contacts, settings) ?? []);
    await freezeMessages(tx, [...next, ...letters]);
    await openTasks(tx, lost);
    const taken = new Map(next.map((message) => [message.fellFrom, message.channel]));
    await writeFallBacks(
      tx,
      unreached.map((one) => ({
        id: one.id,
        channel: taken.get(one.id) ?? one.taken ?? "none",
      })),
    );
    return unreached.length;
  });
