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
      const failures: unknown[] = [];
      let looked = 0;
      for (let more = true; more && !signal.aborted; ) {
        const places = await conferencesToLook(pool, BATCH);
        for (const place of places) {
          // One that cannot be told must not keep the others' attendees waiting.
          await inTransaction(pool, (tx) => tellConference(tx, place, settings)).catch((error) =>
            failures.push(error),
          );
        }
        looked += places.length;
        more = places.length === BATCH && failures.length === 0;
      }
      const { ready } = await dispatchStatus(pool, CALENDAR, settings.mailServer);
      const { serverDown } = ready ? await box.handOver(signal, false) : { serverDown: false };
      if (failures.length > 0) throw failures[0];
      return { looked, serverDown };
    },
  };
}
