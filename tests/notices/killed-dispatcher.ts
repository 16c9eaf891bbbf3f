import { createDispatcher } from "#activities/dispatch.ts";
import { OUTBOX } from "#activities/outbox.ts";
import { createPool } from "#prisma/client.ts";

/** One pass in a process of its own, which a test kills: `tsx killed-dispatcher.ts <database> <smtp>`. */
const [, , url = "", smtpUrl = ""] = process.argv;
const pool = createPool({ url, max: 4, name: "killed" });
const dispatcher = createDispatcher(pool, {
  publicUrl: "http://plenum.test",
  smtpUrl,
  rehearsalSmtpUrl: null,
  mailFrom: "Plenum <plenum@example.vn>",
  outbox: OUTBOX,
});
await dispatcher.once();
dispatcher.close();
await pool.end();
