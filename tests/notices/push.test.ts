import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { writePreferences } from "#prisma/sql/preference.ts";
import { addDevice, listDevices, vapidKeys } from "#prisma/sql/push-device.ts";
import { aDesk } from "./desk.ts";
import { type PushService, pushService } from "./push-service.ts";
import { type Stage, stage } from "./stage.ts";

const desk = aDesk();
const WHO = "binh-an/standing-office/holder";
const WHOSE = { realm: "real", person: WHO };
let service: PushService;
beforeEach(async () => {
  service = await pushService();
});
afterEach(() => service.close());

const addBrowser = (name: string) =>
  inTransaction(desk.pool, (tx) => {
    const { endpoint, keys } = service.subscribe(name);
    return addDevice(tx, WHOSE, { endpoint, ...keys }, name);
  });

async function owedByPush(...browsers: string[]): Promise<Stage> {
  const play = await stage(desk.pool);
  await inTransaction(desk.pool, (tx) =>
    writePreferences(tx, WHOSE, { channels: { new: ["push"] }, digest: false }, null),
  );
  for (const one of browsers) await addBrowser(one);
  await play.owe();
  return play;
}

const ways = async (): Promise<string[]> =>
  (await listMailbox(desk.pool, "real"))
    .map(({ channel, status, fellBack }) =>
      [channel, status, fellBack && `→ ${fellBack}`].filter(Boolean).join(" "),
    )
    .sort();

const devices = async () => (await listDevices(desk.pool, WHOSE)).map(({ label }) => label);

describe("the channel to people's browsers", () => {
  it("brings a small, encrypted, signed message to every browser, and no letter besides", async () => {
    const play = await owedByPush("Chrome, Android", "Firefox, Windows");
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    expect(service.pushed.map(({ browser }) => browser).sort()).toEqual([
      "Chrome, Android",
      "Firefox, Windows",
    ]);
    const [first] = service.pushed;
    const { publicKey } = await vapidKeys(desk.pool);
    expect(first?.signedBy).toBe(publicKey);
    expect(first?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "normal" });
    expect(first?.bytes).toBeLessThan(2_000);
    expect(first?.words).toEqual({
      id: expect.stringMatching(/^m-[0-9a-f]{32}$/),
      title: "Việc mới: Kế hoạch tổng kết – Xã Bình An (hạn 27/03/2020)",
      sentence: "Đồng chí cần soạn thảo và trình trước 17:00 thứ Sáu, ngày 27/03/2020.",
      link: `/campaigns/${play.campaign}?open=binh-an%2Fplan`,
    });
    expect(await ways()).toEqual(["push accepted"]);
  });

  it("forgets a subscription that has ended; while another takes it, that is enough", async () => {
    await owedByPush("old", "new");
    service.verdict = (browser) => (browser === "old" ? 410 : 201);
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["push accepted"]);
    expect(await devices()).toEqual(["new"]);
    const [message] = await listMailbox(desk.pool, "real");
    expect(message?.deliveries[0]?.detail).toMatch(/old: 410/);
  });

  it("shows it as come back when none is left, and goes on by mail; that is no task of the clerk's", async () => {
    await owedByPush("old");
    service.verdict = () => 404;
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["email accepted", "push bounced → email"]);
    expect(await devices()).toEqual([]);
    expect((await desk.pool.query("SELECT FROM delivery_tasks")).rowCount).toBe(0);
  });

  it("goes by mail at once to who has no browser", async () => {
    await owedByPush();
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["email accepted", "push not_sent → email"]);
    expect(desk.office.letters).toHaveLength(1);
  });

  it("waits for a service that is busy, and says it once", async () => {
    await owedByPush("Chrome");
    let asked = 0;
    service.verdict = () => {
      asked += 1;
      return asked === 1 ? 429 : 201;
    };
    await desk.dispatcher.once();
    await desk.pool.query("UPDATE messages SET lease_until = now() WHERE status = 'frozen'");
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["push accepted"]);
    expect(service.pushed).toHaveLength(1);
  });

  it("has a rate of its own", async () => {
    const play = await owedByPush("Chrome");
    await play.oweMany([...Array(4).keys()].map((n) => ({ step: `step-${n}` })));
    const slow = desk.dispatcherTo(desk.office.url, null, { pushPerMinute: 1 });
    await slow.once();
    expect(service.pushed).toHaveLength(1);
  });
});

it("one key is kept for all, whoever asks first", async () => {
  const all = await Promise.all([...Array(8).keys()].map(() => vapidKeys(desk.pool)));
  expect(new Set(all.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(Buffer.from(all[0]?.publicKey ?? "", "base64url")).toHaveLength(65);
});
