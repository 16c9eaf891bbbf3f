import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createDispatcher, type Dispatcher, type DispatchSettings } from "#activities/dispatch.ts";
import { OUTBOX } from "#activities/outbox.ts";
import { createPool } from "#prisma/client.ts";
import { type FreshDatabase, freshDatabase } from "../support/database.ts";
import { type PostOffice, postOffice } from "./post-office.ts";

/** A database for the file; for each test it is empty, with a mail server and a dispatcher that uses it. */
export interface Desk {
  database: FreshDatabase;
  pool: pg.Pool;
  office: PostOffice;
  dispatcher: Dispatcher;
  /** Another dispatcher on the same database; closed after the test. */
  dispatcherTo(
    smtpUrl: string | null,
    rehearsalSmtpUrl?: string | null,
    more?: Partial<DispatchSettings>,
  ): Dispatcher;
}

/** Registers the hooks; the desk may be used from the first test on. */
export function aDesk(): Desk {
  let opened: Dispatcher[] = [];
  const desk = {
    dispatcherTo(
      smtpUrl: string | null,
      rehearsalSmtpUrl: string | null = null,
      more: Partial<DispatchSettings> = {},
    ): Dispatcher {
      const dispatcher = createDispatcher(desk.pool, {
        publicUrl: "http://plenum.test/",
        smtpUrl,
        rehearsalSmtpUrl,
        mailFrom: "Plenum <plenum@example.vn>",
        // Deferred messages are ready again at once, so that nothing waits.
        outbox: { ...OUTBOX, rest: () => 0 },
        ...more,
      });
      opened.push(dispatcher);
      return dispatcher;
    },
  } as Desk;
  beforeAll(async () => {
    desk.database = await freshDatabase();
    desk.pool = createPool({ url: desk.database.url, max: 12, name: "test" });
  });
  afterAll(async () => {
    await desk.pool.end();
    await desk.database.drop();
  });
  beforeEach(async () => {
    const owner = createPool({ url: desk.database.ownerUrl, max: 1, name: "test" });
    await owner.query("TRUNCATE realms CASCADE");
    await owner.end();
    desk.office = await postOffice();
    desk.dispatcher = desk.dispatcherTo(desk.office.url);
  });
  afterEach(async () => {
    for (const dispatcher of opened) dispatcher.close();
    opened = [];
    await desk.office.close();
  });
  return desk;
}
