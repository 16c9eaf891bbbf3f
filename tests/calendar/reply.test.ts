import { afterAll, beforeAll, expect, test } from "vitest";
import { tellConference } from "#activities/invitation.ts";
import { inTransaction } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { conferencesToLook } from "#prisma/sql/invitation.ts";
import { type Answer, aDesk, type Desk, stepPath } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { type Play, play } from "./play.ts";
import { readStrictly } from "./strict.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let stage: Play;

const PERSON = "binh-an/head/holder";
const settings = {
  publicUrl: "http://plenum.test",
  mailServer: true,
  rehearsalServer: false,
  from: "plenum@example.vn",
};

const tell = async (): Promise<void> => {
  for (const place of await conferencesToLook(engine.pool, 10))
    await inTransaction(engine.pool, (tx) => tellConference(tx, place, settings));
};

beforeAll(async () => {
  engine = await anEngine();
  await engine.sender.stop();
  desk = await aDesk(engine);
  operator = await desk.operator();
  stage = await play(engine.pool);
  await stage.open("binh-an");
  await tell();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

/** The last invitation of the person, answered as a mail program would. */
async function answered(partstat: string, stamp: string, sequence?: string): Promise<string> {
  const { rows } = await engine.pool.query<{ file: string; address: string }>(
    `SELECT attachments->0->>'content' AS file, address FROM messages
      WHERE person = $1 ORDER BY frozen_at DESC LIMIT 1`,
    [PERSON],
  );
  const { file = "", address = "" } = rows[0] ?? {};
  const invitation = readStrictly(file).events[0]?.properties ?? {};
  return [
    "BEGIN:VCALENDAR",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    `UID:${invitation["UID"]}`,
    `SEQUENCE:${sequence ?? invitation["SEQUENCE"]}`,
    `DTSTAMP:${stamp}`,
    `ATTENDEE;${partstat}:MAILTO:${address.toUpperCase()}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

const enter = (ics: string, token = operator): Promise<Answer> =>
  desk.call(token, "POST", "/api/calendar/replies", { ics });

const replyOf = async (): Promise<unknown> => {
  const path = `${stepPath(stage.campaign, "binh-an", "conference")}/invitations`;
  const { body } = await desk.call(operator, "GET", path);
  return body.items.find((one: { person: string }) => one.person === PERSON);
};

test("a reply is entered for the one it comes from, until a newer one", async () => {
  expect(await replyOf()).toMatchObject({ status: "invited", reply: null, sequence: 0 });
  const accepted = await enter(await answered("PARTSTAT=ACCEPTED", "20200401T010000Z"));
  expect(accepted.body).toMatchObject({ status: "recorded", person: PERSON, reply: "accepted" });
  const delegated = 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:binh@example.vn"';
  expect((await enter(await answered(delegated, "20200401T020000Z"))).body.status).toBe("recorded");
  const late = await enter(await answered("PARTSTAT=DECLINED", "20200401T013000Z"));
  expect(late.body.status).toBe("repeated");
  expect(await replyOf()).toMatchObject({
    reply: "delegated",
    delegate: "binh@example.vn",
    repliedAt: "2020-04-01T02:00:00.000Z",
  });
  expect(await findBrokenAudit(engine.pool, stage.campaign)).toBeNull();
});

test("a conference that moves asks again, and a reply to what it was counts for nothing", async () => {
  await enter(await answered("PARTSTAT=ACCEPTED", "20200401T030000Z"));
  const old = await answered("PARTSTAT=ACCEPTED", "20200402T010000Z");
  await stage.moveTo("binh-an", "2020-05-14", true);
  await tell();
  expect(await replyOf()).toMatchObject({ reply: null, sequence: 1 });
  expect((await enter(old)).body.status).toBe("outdated");
  expect(await replyOf()).toMatchObject({ reply: null });
  const tentative = await enter(await answered("PARTSTAT=TENTATIVE", "20200403T010000Z"));
  expect(tentative.body.status).toBe("recorded");
});

test("who was not invited, or is no operator, enters nothing", async () => {
  const ics = await answered("PARTSTAT=ACCEPTED", "20200404T010000Z");
  expect((await enter(ics.replace(/MAILTO:.*/, "mailto:x@example.vn"))).status).toBe(404);
  expect((await enter(ics.replace(/UID:.*/, "UID:x"))).status).toBe(404);
  const broken = await enter("Vâng, tôi dự.");
  expect(broken.body).toMatchObject({ status: 422, code: "reply_unreadable" });
  expect(broken.body.words.vi).toContain("BEGIN:VCALENDAR");
  const tokens = await desk.actors(stage.campaign);
  expect((await enter(ics, tokens.get(PERSON))).status).toBe(403);
});
