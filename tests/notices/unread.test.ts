import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { inTransaction } from "#prisma/client.ts";
import { enterBounce } from "#prisma/sql/bounce.ts";
import { listCalls } from "#prisma/sql/delivery-task.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { openMessage } from "#prisma/sql/personal-message.ts";
import { writePreferences } from "#prisma/sql/preference.ts";
import { aDesk } from "./desk.ts";
import { type Gateway, gateway } from "./gateway.ts";
import { aWrittenCampaign, type Stage, stage } from "./stage.ts";

const desk = aDesk();
const WHO = "binh-an/standing-office/holder";
const SECRET = "a secret of sixteen";
let phones: Gateway;
beforeEach(async () => {
  phones = await gateway();
});
afterEach(() => phones.close());

const dispatcher = () =>
  desk.dispatcherTo(desk.office.url, null, {
    webhook: { url: phones.url, secret: SECRET, perMinute: null },
  });

/** A campaign whose first rung must be read within four hours. */
function withHours(changes: Partial<Campaign> = {}): Campaign {
  const plain = aWrittenCampaign(changes);
  const [arise, ...later] = plain.template.ladders["standard"]?.rungs ?? [];
  if (!arise) throw new Error("no rung");
  const ladders = { standard: { rungs: [{ ...arise, unreadAfter: 4 }, ...later] } };
  return { ...plain, template: { ...plain.template, ladders } };
}

const prefers = (channels: object) =>
  inTransaction(desk.pool, (tx) =>
    writePreferences(
      tx,
      { realm: "real", person: WHO },
      { channels, digest: false },
      "+84912345678",
    ),
  );

async function owed(channels: object = {}): Promise<Stage & { readonly id: string }> {
  const play = await stage(desk.pool, { campaign: withHours() });
  await prefers(channels);
  return { ...play, id: await play.owe() };
}

const at = (time: string): string => `2020-03-25T${time}:00.000Z`;
/** Wednesday 25/03/2020 in Vietnam: sent at 09:00. */
const BEFORE = at("05:59");
const AFTER = at("06:01");
const AGAIN = at("10:02");

const ways = async (): Promise<string[]> =>
  (await listMailbox(desk.pool, "real"))
    .map(({ channel, status, reason, fellBack }) =>
      [channel, status, reason, fellBack && `→ ${fellBack}`].filter(Boolean).join(" "),
    )
    .sort();

const calls = (campaign: string) => listCalls(desk.pool, { campaign, units: null });

describe("a rung that must be read within hours", () => {
  it("goes on by the next channel when nobody has opened it by then, and at last to the call list", async () => {
    const play = await owed();
    const out = dispatcher();
    await out.once();
    await play.clockTo(BEFORE);
    await out.once();
    expect(await ways()).toEqual(["email accepted"]);
    await play.clockTo(AFTER);
    await out.once();
    await out.once();
    expect(await ways()).toEqual(["email accepted unread → webhook", "webhook accepted"]);
    expect(phones.calls).toHaveLength(1);
    expect(await calls(play.campaign)).toEqual([]);
    await play.clockTo(AGAIN);
    await out.once();
    await out.once();
    expect(await ways()).toEqual([
      "call accepted",
      "email accepted",
      "email accepted unread → webhook",
      "webhook accepted unread → call",
    ]);
    const clerk = desk.office.letters.at(-1);
    expect(clerk?.mail.subject).toMatch(/^Cần gọi điện cho đồng chí/);
    expect(clerk?.mail.text).toContain("/call-list.pdf");
    expect(await calls(play.campaign)).toMatchObject([{ phone: "+84912345678" }]);
    expect(phones.calls).toHaveLength(1);
    // Nobody's address is at fault: there is no task for the clerk.
    expect((await desk.pool.query("SELECT FROM delivery_tasks")).rowCount).toBe(0);
  });

  it("goes no further once it is opened, done or moved", async () => {
    const play = await owed();
    const out = dispatcher();
    await out.once();
    const [message] = await listMailbox(desk.pool, "real");
    const opened = { realm: "real", person: WHO, message: message?.id ?? "" };
    await inTransaction(desk.pool, (tx) => openMessage(tx, opened));
    await play.clockTo(AFTER);
    await out.once();
    expect(await ways()).toEqual(["email accepted"]);

    const second = await play.owe({ step: "report" });
    await out.once();
    await play.end(second);
    await play.clockTo(AGAIN);
    await out.once();
    expect(phones.calls).toEqual([]);
    expect((await ways()).filter((one) => one.includes("unread"))).toEqual([]);
  });

  it("is sent once more, not twice, to who has it by two channels", async () => {
    const play = await owed({ new: ["email", "webhook"] });
    const out = dispatcher();
    await out.once();
    expect(phones.calls).toHaveLength(1);
    await play.clockTo(AFTER);
    await out.once();
    await out.once();
    expect((await ways()).filter((one) => one.startsWith("call"))).toEqual(["call accepted"]);
    expect(phones.calls).toHaveLength(1);
    expect(await calls(play.campaign)).toHaveLength(1);
  });

  it("opens the clerk's task when it comes back after that, and doubles nothing", async () => {
    const play = await owed();
    const out = dispatcher();
    await out.once();
    await play.clockTo(AFTER);
    await out.once();
    const email = (await listMailbox(desk.pool, "real")).find(({ channel }) => channel === "email");
    const report = { kind: "failed", code: null, reason: "full", reportedBy: "test" } as const;
    await inTransaction(desk.pool, (tx) =>
      enterBounce(tx, { ...report, messageId: email?.messageId ?? "" }),
    );
    await out.once();
    expect(await ways()).toEqual([
      "email accepted",
      "email bounced full → webhook",
      "webhook accepted",
    ]);
    expect(phones.calls).toHaveLength(1);
    expect((await desk.pool.query("SELECT FROM delivery_tasks")).rowCount).toBe(1);
  });

  it("does not count the quiet hours", async () => {
    const play = await stage(desk.pool, { campaign: withHours() });
    await prefers({});
    await play.clockTo("2020-03-25T12:00:00.000Z");
    await play.owe({ arose: "2020-03-25T12:00:00.000Z", due: "2020-03-31T10:00:00.000Z" });
    const out = dispatcher();
    await out.once();
    // 19:00 in Vietnam: two hours are left of the evening, two pass in the morning.
    await play.clockTo("2020-03-26T01:59:00.000Z");
    await out.once();
    expect(await ways()).toEqual(["email accepted"]);
    await play.clockTo("2020-03-26T02:00:00.000Z");
    await out.once();
    expect(await ways()).toEqual(["email accepted unread → webhook", "webhook accepted"]);
  });
});

describe("a recipient whose unit does not work that day", () => {
  const closed = (): Campaign => {
    const plain = aWrittenCampaign();
    const closures = [{ unit: "chau-thanh", from: "2020-03-30", to: "2020-03-31", reason: "bão" }];
    return { ...plain, calendar: { ...plain.calendar, closures } };
  };

  it("has it on their own next working morning, while it is still owed; others have it at once", async () => {
    const play = await stage(desk.pool, { campaign: closed() });
    const done = await play.owe({ step: "report", due: "2020-03-25T10:00:00.000Z" });
    await play.owe({ due: "2020-03-25T10:00:00.000Z" });
    const out = dispatcher();
    // Three working days after it was due: told to the commune's head and the district's.
    for (const day of ["26", "30"]) {
      await play.clockTo(`2020-03-${day}T01:00:00.000Z`);
      await out.once();
    }
    const heads = () =>
      desk.office.letters
        .map(({ to }) => to[0] ?? "")
        .filter((to) => to.includes(".head."))
        .sort();
    expect(heads().filter((to) => to.startsWith("chau-thanh"))).toEqual([]);
    expect(heads().filter((to) => to.startsWith("binh-an"))).toHaveLength(2);
    await play.end(done);
    await play.clockTo("2020-03-31T23:59:00.000Z");
    await out.once();
    expect(heads().filter((to) => to.startsWith("chau-thanh"))).toEqual([]);
    await play.clockTo("2020-04-01T00:00:00.000Z");
    await out.once();
    expect(heads().filter((to) => to.startsWith("chau-thanh"))).toHaveLength(1);
  });
});
