import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createDispatcher } from "#activities/dispatch.ts";
import { createPool } from "#prisma/client.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { aDesk } from "./desk.ts";
import { refusal } from "./post-office.ts";
import { noticesOf, type Stage, stage } from "./stage.ts";

const desk = aDesk();

const ledger = async (): Promise<string[][]> =>
  (await listMailbox(desk.pool, "real")).map(({ deliveries }) =>
    deliveries.map(({ attempt, status }) => `${attempt} ${status}`),
  );

const messageIds = (): (string | undefined)[] =>
  desk.office.letters.map((letter) => letter.mail.messageId);

/** Time passes: every lease is over. */
const leasesEnd = () =>
  desk.pool.query("UPDATE messages SET lease_until = now() WHERE status = 'frozen'");

async function oneOwed(): Promise<Stage> {
  const play = await stage(desk.pool);
  await play.owe();
  return play;
}

describe("the mail server's answers", () => {
  it("4xx: the same message goes again, and the ledger has both", async () => {
    const play = await oneOwed();
    desk.office.verdict = () =>
      desk.office.letters.length === 1 ? refusal(451, "try again later") : null;
    await desk.dispatcher.once();
    expect(await ledger()).toEqual([["1 deferred", "2 accepted"]]);
    expect(new Set(messageIds()).size).toBe(1);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });

  it("5xx: the message has failed, with the server's words, and is not tried again", async () => {
    const play = await oneOwed();
    desk.office.verdict = () => refusal(550, "no such mailbox");
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    const messages = await listMailbox(desk.pool, "real");
    const message = messages.find(({ kind, channel }) => kind === "new" && channel === "email");
    expect(message).toMatchObject({ status: "failed", fellBack: "call" });
    expect(message?.reason).toContain("no such mailbox");
    expect(message?.deliveries.map(({ attempt, status }) => `${attempt} ${status}`)).toEqual([
      "1 refused",
    ]);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });

  it("none, the connection dropped after DATA: the same message goes again", async () => {
    await oneOwed();
    desk.office.cut = (letters) => letters === 1;
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(2);
    expect(new Set(messageIds()).size).toBe(1);
    expect(await ledger()).toEqual([["1 deferred", "2 accepted"]]);
  });

  it("no server there at all: the messages wait, none is lost", async () => {
    const nowhere = desk.dispatcherTo("smtp://127.0.0.1:1");
    await oneOwed();
    await nowhere.once();
    expect(await ledger()).toEqual([["1 deferred"]]);
    await desk.dispatcher.once();
    expect(await ledger()).toEqual([["1 deferred", "2 accepted"]]);
  });

  it("one bad address among many does not hold the others up", async () => {
    const play = await stage(desk.pool);
    await play.oweMany(["binh-an", "minh-hoa", "thanh-loc"].map((unit) => ({ unit })));
    desk.office.verdict = (letter) =>
      letter.to[0]?.startsWith("minh-hoa") ? refusal(553, "bad address") : null;
    await desk.dispatcher.once();
    const states = (await listMailbox(desk.pool, "real")).map((message) => message.status);
    expect(states.sort()).toEqual(["accepted", "accepted", "failed"]);
  });
});

describe("a dispatcher killed", () => {
  const child = (): ChildProcess =>
    spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        fileURLToPath(new URL("killed-dispatcher.ts", import.meta.url)),
        desk.database.url,
        desk.office.url,
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );

  it("between the freeze and the send: another sends what it froze", async () => {
    const play = await oneOwed();
    const frozenOnly = desk.dispatcherTo(null);
    await frozenOnly.once();
    await leasesEnd();
    await desk.dispatcher.once();
    expect(await ledger()).toEqual([["1 accepted"]]);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });

  it("between the server's 250 and the ledger: the same Message-ID again, and the ledger shows both", async () => {
    await oneOwed();
    const killed = child();
    const gone = once(killed, "exit");
    desk.office.verdict = () => {
      // It is dead before it can read the answer.
      killed.kill("SIGKILL");
      return null;
    };
    expect(await gone).toEqual([null, "SIGKILL"]);
    desk.office.verdict = () => null;
    expect(await ledger()).toEqual([[]]);

    await desk.dispatcher.once();
    expect(desk.office.letters, "its lease still holds").toHaveLength(1);
    await leasesEnd();
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(2);
    expect(new Set(messageIds()).size).toBe(1);
    expect(await ledger()).toEqual([["1 deferred", "2 accepted"]]);
    const [message] = await listMailbox(desk.pool, "real");
    expect(message?.deliveries[0]?.detail).toContain("no answer recorded");
  });
});

describe("several dispatchers at once", () => {
  it("hand every message over once", async () => {
    const play = await stage(desk.pool);
    const units = ["binh-an", "minh-hoa", "thanh-loc"];
    await play.oweMany(
      [...Array(300).keys()].map((n) => ({ unit: units[n % 3] ?? "", step: `step-${n}` })),
    );
    const others = [desk.dispatcherTo(desk.office.url), desk.dispatcherTo(desk.office.url)];
    await Promise.all([desk.dispatcher, ...others].map((one) => one.once()));
    expect(desk.office.letters).toHaveLength(300);
    expect(new Set(messageIds()).size).toBe(300);
    expect(new Set((await ledger()).flat())).toEqual(new Set(["1 accepted"]));
    expect(new Set(await noticesOf(desk.pool, play.campaign))).toEqual(
      new Set(["arise sent", "soon open"]),
    );
  });

  it("leave alone what is being recorded: its outcome decides", async () => {
    const play = await oneOwed();
    const recording = await desk.pool.connect();
    await recording.query("BEGIN");
    await recording.query("UPDATE obligations SET status = 'met'");
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(0);
    await recording.query("COMMIT");
    recording.release();
    await desk.dispatcher.once();
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise dropped met"]);
  });
});

describe("a batch", () => {
  /** Statements that a pass sends to Postgres for so many due notices. */
  async function statementsFor(count: number): Promise<number> {
    const counted = createPool({ url: desk.database.url, max: 4, name: "counted" });
    let statements = 0;
    counted.on("connect", (client) => {
      const query = client.query.bind(client) as (...given: unknown[]) => unknown;
      Object.assign(client, {
        query: (...given: unknown[]) => {
          statements += 1;
          return query(...given);
        },
      });
    });
    const play = await stage(desk.pool, { id: `campaign-${count}` });
    await play.oweMany([...Array(count).keys()].map((n) => ({ step: `step-${n}` })));
    const counting = createDispatcher(counted, {
      publicUrl: "http://plenum.test",
      smtpUrl: null,
      rehearsalSmtpUrl: null,
      mailFrom: "Plenum <plenum@example.vn>",
    });
    expect((await counting.once()).settled).toBe(count);
    await counted.end();
    return statements;
  }

  it("takes as many statements for 500 notices as for 5, and four times those for 2,000", async () => {
    const few = await statementsFor(5);
    expect(await statementsFor(500)).toBe(few);
    const idle = await statementsFor(0);
    // The first batch also reads the campaign's definition.
    expect(await statementsFor(2_000)).toBe(idle + 4 * (few - idle) - 3);
  });
});
