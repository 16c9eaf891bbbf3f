import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  beginMail,
  holdMailbox,
  type MailboxHold,
  type MailFate,
  type MailPlace,
  releaseMailbox,
  settleMail,
  standingOf,
  writeMailboxState,
  writeMailFailure,
} from "#prisma/sql/incoming-mail.ts";
import { bell, rest } from "./bell.ts";
import { imapFailure, mailboxName, type OpenMailbox, openMailbox } from "./imap.ts";
import { enterMail, MailboxTaken } from "./incoming-mail.ts";

export interface ReaderSettings {
  /** `imaps://user:password@host/INBOX`. */
  readonly url: string;
  /** Between two looks when the server tells of nothing, in ms. */
  readonly poll?: number;
  /** How long a reader keeps the mailbox after its last sign of life, in ms. */
  readonly lease?: number;
  /** Longest rest while the server is away, in ms. */
  readonly longestRest?: number;
}

export interface MailboxReader {
  /** Reads what is there and what comes, until `signal` aborts; whatever fails is tried again. */
  run(signal: AbortSignal): Promise<void>;
  /** One look; null while another reader has the mailbox. @throws where it cannot be read */
  once(): Promise<readonly MailFate[] | null>;
}

/** So often a mail may fail, or kill its reader, before it is set aside. */
const ATTEMPTS = 3;

/** A report or an answer is small; of a longer mail the rest says nothing to us. */
const LONGEST = 2 * 1024 * 1024;

/** How far back a mailbox is read that never was. */
const FIRST_READ = 30 * 86_400_000;

const POLL = 60_000;
const LEASE = 30_000;
const LONGEST_REST = 60_000;

/** Reads the mailbox where bounces and answers to invitations come in: one reader at a time, each mail once. */
export function createMailboxReader(pool: pg.Pool, settings: ReaderSettings): MailboxReader {
  const { url, poll = POLL, lease = LEASE, longestRest = LONGEST_REST } = settings;
  const hold: MailboxHold = { mailbox: mailboxName(url), holder: randomUUID() };
  const keep = (): Promise<boolean> => holdMailbox(pool, hold, lease);

  /** From the connection to its end. */
  const read = async (signal: AbortSignal, well: () => void): Promise<void> => {
    const door = bell();
    let news = true;
    const arrived = (): void => {
      news = true;
      door.ring();
    };
    const box = await openMailbox(url, { arrived, closed: door.ring });
    signal.addEventListener("abort", door.ring);
    try {
      let askedAt = Date.now();
      // The lease is kept while nothing comes; a server that is silent for long is asked.
      while (!signal.aborted && box.alive() && (await keep())) {
        if (Date.now() - askedAt >= poll) {
          await box.check();
          askedAt = Date.now();
          news = true;
        }
        if (news) {
          news = false;
          await look(pool, hold, box, keep);
          await writeMailboxState(pool, hold, null);
          well();
        }
        await door.wait(Math.min(poll, lease / 3));
      }
    } finally {
      signal.removeEventListener("abort", door.ring);
      await box.close();
    }
  };

  return {
    async run(signal) {
      let failed = 0;
      while (!signal.aborted) {
        try {
          if (await keep()) {
            await read(signal, () => {
              failed = 0;
            });
          }
        } catch (error) {
          failed += 1;
          // Where Postgres is away too, the next round says so.
          const failure = imapFailure(error, url);
          await writeMailboxState(pool, hold, failure).catch(() => undefined);
        }
        await rest(failed === 0 ? lease / 3 : Math.min(1_000 * 2 ** failed, longestRest), signal);
      }
      await releaseMailbox(pool, hold).catch(() => undefined);
    },
    async once() {
      if (!(await keep())) return null;
      const box = await openMailbox(url, { arrived: () => undefined, closed: () => undefined });
      try {
        const fates = await look(pool, hold, box, keep);
        await writeMailboxState(pool, hold, null);
        return fates;
      } finally {
        await box.close();
        await releaseMailbox(pool, hold);
      }
    },
  };
}

/** Everything that has not come to an outcome, oldest first. One mail's failure does not keep the others waiting. */
async function look(
  pool: pg.Pool,
  hold: MailboxHold,
  box: OpenMailbox,
  keep: () => Promise<boolean>,
): Promise<MailFate[]> {
  const { uidValidity } = box;
  const { lastUid, unread } = await standingOf(pool, hold, uidValidity);
  const fates: MailFate[] = [];
  for (const uid of [
    ...unread,
    ...(await box.newUids(lastUid, new Date(Date.now() - FIRST_READ))),
  ]) {
    if (!(await keep())) throw new MailboxTaken(hold.mailbox);
    const fate = await readOne(pool, { ...hold, uidValidity, uid }, box);
    if (fate) fates.push(fate);
  }
  return fates;
}

/** null: it failed, and is tried again at the next look. */
async function readOne(
  pool: pg.Pool,
  place: MailPlace,
  box: OpenMailbox,
): Promise<MailFate | null> {
  const { attempts, reason } = await beginMail(pool, place);
  if (attempts > ATTEMPTS) return setAside(pool, place, reason ?? "its reader stopped each time");
  try {
    const source = await box.source(place.uid, LONGEST);
    if (source !== null) return await enterMail(pool, place, source);
    const fate = { messageId: null, outcome: "other", reason: "gone", about: null } as const;
    await settleMail(pool, place, fate);
    return fate;
  } catch (error) {
    if (error instanceof MailboxTaken) throw error;
    const why =
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "unknown";
    await writeMailFailure(pool, place, why);
    if (attempts >= ATTEMPTS) return setAside(pool, place, why);
    if (!box.alive()) throw error;
    return null;
  }
}

async function setAside(pool: pg.Pool, place: MailPlace, reason: string): Promise<MailFate> {
  const fate = { messageId: null, outcome: "set_aside", reason, about: null } as const;
  await settleMail(pool, place, fate);
  return fate;
}
