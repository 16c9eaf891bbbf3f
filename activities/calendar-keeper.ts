import type pg from "pg";
import { inTransaction } from "#prisma/client.ts";
import { dispatchStatus } from "#prisma/sql/claim.ts";
import { CALENDAR, conferencesToLook } from "#prisma/sql/invitation.ts";
import { tellConference } from "./invitation.ts";
import type { InvitationSettings } from "./invitation-mail.ts";
import type { Outbox } from "./outbox.ts";

/** Conferences looked at before the mail is handed over. */
const BATCH = 50;

export interface CalendarKeeper {
  /** Looks at every conference that has changed, and hands over what its attendees must be told. */
  once(signal: AbortSignal): Promise<Kept>;
}

export interface Kept {
  readonly looked: number;
  readonly answers: number;
  readonly serverDown: boolean;
}

/** Keeps attendees' calendars: the way out of invitations, beside that of notices. */
export function calendarKeeper(
  pool: pg.Pool,
  box: Outbox,
  settings: InvitationSettings,
): CalendarKeeper {
  return {
    async once(signal) {
      let looked = 0;
      for (let more = true; more && !signal.aborted; ) {
        const places = await conferencesToLook(pool, BATCH);
        for (const place of places)
          await inTransaction(pool, (tx) => tellConference(tx, place, settings));
        looked += places.length;
        more = places.length === BATCH;
      }
      const { ready } = await dispatchStatus(pool, CALENDAR, settings.mailServer);
      if (!ready) return { looked, answers: 0, serverDown: false };
      return { looked, ...(await box.handOver(signal, false)) };
    },
  };
}
