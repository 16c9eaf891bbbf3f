import { describe, expect, test } from "vitest";
import { mailSource } from "#activities/mail-source.ts";
import { addDays } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { enterReply } from "#prisma/sql/attendee.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { aDesk } from "#tests/notices/desk.ts";
import { CLIENT_RULES, type InvitationMail, readInvitation } from "./client-rules.ts";
import { play } from "./play.ts";

const desk = aDesk();
const FROM = "Ủy ban <plenum@example.vn>";
const sent: InvitationMail[] = [];

/** Everything that was written to anybody, as the bytes that would go over the wire. */
async function written(): Promise<InvitationMail[]> {
  const { rows } = await desk.pool.query<ClaimedMessage & { address: string }>(
    `SELECT m.id, m.realm, false AS rehearsal, m.notice, 1 AS attempt, m.address, p.name,
            m.message_id AS "messageId", m.subject, m.body_text AS text, m.body_html AS html,
            m.attachments, m.campaign, m.frozen_at AS "frozenAt"
       FROM messages m LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
      WHERE m.address IS NOT NULL ORDER BY m.frozen_at, m.id`,
  );
  return Promise.all(
    rows.map(async (row) => {
      const { raw } = mailSource(row, { from: FROM, to: row.address });
      return readInvitation(raw, row.address);
    }),
  );
}

describe("given all that is written of a conference that moves, loses people and is called off", () => {
  test("then it is all there is to check", async () => {
    const stage = await play(desk.pool);
    const look = async () => {
      await desk.pool.query("UPDATE invitations SET look_at = now()");
      await desk.dispatcher.once();
    };
    await stage.open("binh-an");
    await desk.dispatcher.once();
    const day = await stage.dayOf("binh-an");
    await stage.moveTo("binh-an", day, true);
    await desk.dispatcher.once();
    const { rows } = await desk.pool.query<{ address: string; uid: string }>(
      `SELECT a.address, e.uid FROM attendees a JOIN calendar_entries e ON e.key = 'binh-an/' || a.step
        WHERE a.person = 'binh-an/head/holder'`,
    );
    const { address: attendee = "", uid = "" } = rows[0] ?? {};
    const reply = { uid, attendee, sequence: 99, comment: null, sentBy: null };
    const stamp = "2020-04-01T01:00:00.000Z";
    const delegated = { ...reply, stamp, answer: "delegated", delegate: "dep@example.vn" } as const;
    await inTransaction(desk.pool, (tx) =>
      enterReply(tx, { realm: "real", by: "test" }, delegated),
    );
    await desk.dispatcher.once();
    await stage.moveTo("binh-an", addDays(day, 1), true);
    await desk.dispatcher.once();
    await desk.pool.query(
      `INSERT INTO covers (realm, post, person, from_day, to_day)
       VALUES ('real', 'binh-an/head', 'thanh-loc/clerk/holder', $1, $1)`,
      [addDays(day, 1)],
    );
    await look();
    await desk.pool.query("DELETE FROM covers");
    await look();
    await stage.cancel("binh-an");
    await desk.dispatcher.once();
    sent.push(...(await written()));
    const kinds = new Set(
      sent.map(({ method, event }) => `${method} ${event.properties["STATUS"] ?? "-"}`),
    );
    expect([...kinds].sort()).toEqual([
      "CANCEL -",
      "CANCEL CANCELLED",
      "REQUEST CONFIRMED",
      "REQUEST TENTATIVE",
    ]);
    expect(sent.some(({ event }) => event.attendees.length === 2)).toBe(true);
  });

  test.each(Object.entries(CLIENT_RULES))("then %s", (_, { methods, holds, of }) => {
    const of_ = sent.filter(({ method }) => methods.includes(method));
    expect(of_.length, of).toBeGreaterThan(2);
    for (const mail of of_) {
      const mine = sent.filter(({ to }) => to === mail.to);
      holds(mail, mine.slice(0, mine.indexOf(mail)));
    }
  });
});
