import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REHEARSAL_ADDRESS } from "#activities/mail.ts";
import { type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { type Fault, strikeDuring } from "./faults.ts";
import { type Acknowledged, aRecorder, type Recorder } from "./recorder.ts";
import { type Rehearsed, rehearse, SEED } from "./rehearse.ts";
import { aStack, type PartName, type StackUnderTest } from "./stack.ts";

let stack: StackUnderTest;
let recorder: Recorder;
let sink: PostOffice;
let relay: PostOffice;
let seed: Rehearsed;
let struck: readonly string[] = [];
let restart: Promise<void> = Promise.resolve();

/** Kills a part so many milliseconds after the write was sent on: before, while or after it commits. */
const killing = (after: number, part: PartName, delay = 0): Fault => ({
  name: `${part} after ${after} writes`,
  after,
  strike: () => {
    if (delay > 0 && stack.pid(part) !== null) return !!setTimeout(() => stack.kill(part), delay);
    return stack.kill(part);
  },
});

/** The next letter that the sink takes costs the worker its life before it hears so. */
const killingTheSender: Fault = {
  name: "worker between a letter and its answer",
  after: 190,
  strike: () => {
    sink.verdict = () => {
      if (stack.kill("worker")) sink.verdict = () => null;
      return null;
    };
    return true;
  },
};

const killingEverything: Fault = {
  name: "everything, the supervisor too",
  after: 400,
  strike: () => {
    if (stack.pid("worker") === null) return false;
    stack.killAll();
    restart = stack.start();
    return true;
  },
};

const FAULTS = [
  killing(50, "api"),
  killing(85, "api", 12),
  killing(120, "api", 30),
  killing(155, "worker"),
  killingTheSender,
  killing(250, "temporal"),
  killing(320, "postgres"),
  killingEverything,
  killing(470, "worker", 20),
];

beforeAll(async () => {
  [sink, relay] = await Promise.all([postOffice(), postOffice()]);
  stack = await aStack({ SMTP_URL: relay.url, PLENUM_REHEARSAL_SMTP_URL: sink.url });
  await stack.start();
  recorder = await aRecorder(stack.port);
  struck = strikeDuring(recorder, FAULTS);
  seed = await rehearse(stack, SEED, [], recorder.port);
  await restart;
});
afterAll(async () => {
  await stack.destroy();
  await Promise.all([recorder.close(), sink.close(), relay.close()]);
});

const commands = (): Acknowledged[] =>
  recorder.acknowledged.filter(({ path }) => path.endsWith("/acts"));

describe("the seed's live rehearsal while its parts are killed one after the other, and all at once", () => {
  test("was struck every time, in the middle of something", () => {
    expect(struck).toEqual(FAULTS.map(({ name }) => name));
    expect(recorder.broken()).toBeGreaterThan(0);
  });

  test("ends as if nothing had happened: equal to the dry one", () => {
    expect(seed).toMatchObject({ code: 0, differences: [] });
  });

  test("has every acknowledged command once, done, with its effect once", async () => {
    const rows = await stack.rows<{
      readonly id: string;
      readonly status: string;
      readonly told: readonly string[];
      readonly events: readonly string[];
      readonly audited: string;
    }>(
      `SELECT i.id, i.status, i.outcome->'events' AS told,
              (SELECT count(*) FROM audit a WHERE a.campaign = i.campaign AND a.entry::jsonb->>'inbox' = i.id) AS audited,
              (SELECT jsonb_agg(e.type ORDER BY e.seq, e.n) FROM events e WHERE e.inbox = i.id) AS events
         FROM inbox i WHERE i.campaign = $1 AND i.id LIKE 'c/%'`,
      [seed.campaign],
    );
    const kept = new Map(rows.map((row) => [row.id, row]));
    const acknowledged = commands();
    expect(acknowledged.length).toBeGreaterThan(300);
    for (const { body, path } of acknowledged) {
      const row = kept.get(String(body["id"]));
      expect(row, path).toMatchObject({ status: "done", audited: "1" });
      expect(row?.events, path).toEqual(row?.told);
    }
    // Nobody acted twice either: every command there is was acknowledged to its author, once.
    expect(acknowledged).toHaveLength(kept.size);
    expect(new Set(acknowledged.map(({ body }) => body["id"]))).toEqual(new Set(kept.keys()));
  });

  test("has every acknowledged fact, each once", async () => {
    const facts = recorder.acknowledged.filter(({ path }) => /\/(acknowledge|votes)$/.test(path));
    const [kept] = await stack.rows(
      `SELECT (SELECT count(*)::int FROM receipts WHERE campaign = $1 AND acknowledged_at IS NOT NULL)
            + (SELECT count(*)::int FROM votes v JOIN cycles c ON c.id = v.cycle WHERE c.campaign = $1) AS facts,
              (SELECT count(*)::int FROM audit WHERE campaign = $1
                AND entry::jsonb->>'what' IN ('acknowledge', 'vote')) AS audited`,
      [seed.campaign],
    );
    expect(kept).toEqual({ facts: facts.length, audited: facts.length });
  });

  test("answers a repetition of any command with what came of it", async () => {
    const last = commands().at(-1);
    const again = await fetch(`${stack.base}${last?.path}`, {
      method: "POST",
      headers: {
        authorization: last?.account ?? "",
        "content-type": "application/json",
        "idempotency-key": last?.key ?? "",
      },
      body: last?.sent ?? "",
    });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(last?.body);
  });

  test("gave no number twice and left no gap", async () => {
    const series = await stack.rows<Record<"id" | "numbers" | "wanted", string>>(
      `SELECT s.id, s.next, array_agg(e.number ORDER BY e.number) AS numbers,
              ARRAY(SELECT generate_series(min(e.number), s.next - 1)) AS wanted
         FROM register_entries e JOIN series s ON s.realm = e.realm AND s.id = e.series
        WHERE e.campaign = $1 GROUP BY s.id, s.realm, s.next`,
      [seed.campaign],
    );
    expect(series.length).toBeGreaterThan(50);
    for (const { id, numbers, wanted } of series) expect(numbers, id).toEqual(wanted);
    expect(series.find(({ id }) => id.includes("/CV/"))?.numbers).toEqual([775]);
  });

  test("leaves the audit chain whole and the events folding to the same rows", async () => {
    const verified = await stack.plenum(["verify", "--rebuild", "--json"]);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ rebuilt: 16, wrong: [] });
  });
});

describe("the mail of that rehearsal, as the server that took it knows it", () => {
  interface MessageRow {
    readonly message_id: string;
    readonly status: string;
    readonly attempts: number;
    readonly ledger: readonly string[];
  }
  const messages = (): Promise<MessageRow[]> =>
    stack.rows<MessageRow>(
      `SELECT m.message_id, m.status, m.attempts,
              ARRAY(SELECT d.status FROM deliveries d WHERE d.message = m.id ORDER BY d.attempt) AS ledger
         FROM messages m WHERE m.campaign = $1`,
      [seed.campaign],
    );

  test("every notice reached every recipient under one Message-ID, and all that was taken is in the ledger", async () => {
    const known = new Map((await messages()).map((row) => [row.message_id, row]));
    const taken = new Set(sink.letters.map(({ mail }) => mail.messageId));
    expect(taken).toEqual(new Set(known.keys()));
    for (const row of known.values()) {
      expect(row).toMatchObject({ status: "accepted" });
      expect(row.ledger).toHaveLength(row.attempts);
      expect(row.ledger.filter((status) => status === "accepted")).toHaveLength(1);
    }
    const doubled = await stack.rows(
      `SELECT n.obligation, n.generation, n.rung, m.post FROM messages m JOIN notices n ON n.id = m.notice
        WHERE m.campaign = $1 GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
      [seed.campaign],
    );
    expect(doubled).toEqual([]);
  });

  test("what was handed over more than once is the same letter, and the ledger shows each time", async () => {
    const known = new Map((await messages()).map((row) => [row.message_id, row]));
    const times = new Map<string, string[]>();
    for (const { mail } of sink.letters) {
      const id = mail.messageId ?? "";
      const words = JSON.stringify([mail.subject, mail.date, mail.text, mail.html]);
      times.set(id, [...(times.get(id) ?? []), words]);
    }
    const again = [...times].filter(([, letters]) => letters.length > 1);
    expect(again.length).toBeGreaterThan(0);
    for (const [id, letters] of again) {
      expect(new Set(letters).size, id).toBe(1);
      expect(known.get(id)?.ledger.length, id).toBeGreaterThanOrEqual(letters.length);
    }
  });

  test("no letter went to a person, whatever was killed", () => {
    expect(new Set(sink.letters.flatMap(({ to }) => to))).toEqual(new Set([REHEARSAL_ADDRESS]));
    expect(relay.letters).toEqual([]);
  });
});
