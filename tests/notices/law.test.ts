import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDispatcher, type Dispatcher } from "#activities/dispatch.ts";
import { createPool } from "#prisma/client.ts";
import { type FreshDatabase, freshDatabase } from "../support/database.ts";
import { stage } from "./stage.ts";

let database: FreshDatabase;
let pool: pg.Pool;
let dispatchers: readonly Dispatcher[];

beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool({ url: database.url, max: 10, name: "test" });
  const settings = {
    publicUrl: "http://plenum.test",
    smtpUrl: null,
    rehearsalSmtpUrl: null,
    mailFrom: "Plenum <plenum@example.vn>",
  };
  dispatchers = [createDispatcher(pool, settings), createDispatcher(pool, settings)];
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const DAYS = ["25", "26", "27", "30", "31"].map((day) => `2020-03-${day}T01:00:00.000Z`);
const DUE = ["2020-03-27T10:00:00.000Z", "2020-04-03T10:00:00.000Z"] as const;
const UNITS = ["binh-an", "minh-hoa", "thanh-loc"] as const;

const anAct = fc.oneof(
  fc.record({ what: fc.constant("clock" as const) }),
  fc.record({ what: fc.constant("dispatch" as const) }),
  fc.record({ what: fc.constant("end" as const), which: fc.nat(2) }),
  fc.record({ what: fc.constant("move" as const), which: fc.nat(2), due: fc.constantFrom(...DUE) }),
);

type Deed = typeof anAct extends fc.Arbitrary<infer A> ? A : never;

let plays = 0;

/** Plays a rehearsal; tells how many messages each ended obligation had had when it ended. */
async function play(acts: readonly Deed[]) {
  plays += 1;
  const id = `law-${plays}`;
  const scene = await stage(pool, { id, realm: { id: `r-${plays}`, kind: "rehearsal" } });
  const owed = await scene.oweMany(UNITS.map((unit) => ({ unit })));
  const ended = new Map<string, number>();
  let day = 0;
  const messagesOf = async (obligation: string): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM messages m JOIN notices n ON n.id = m.notice WHERE n.obligation = $1",
      [obligation],
    );
    return rows[0]?.n ?? 0;
  };
  for (const act of acts) {
    const obligation = "which" in act ? (owed[act.which] ?? "") : "";
    const instant = DAYS[day] ?? "";
    if (act.what === "dispatch") await Promise.all(dispatchers.map((one) => one.once()));
    else if (act.what === "clock") {
      day = Math.min(day + 1, DAYS.length - 1);
      await scene.clockTo(DAYS[day] ?? "");
    } else if (ended.has(obligation)) continue;
    else if (act.what === "move") await scene.move(obligation, act.due, instant);
    else {
      await scene.end(obligation);
      ended.set(obligation, await messagesOf(obligation));
    }
  }
  await Promise.all(dispatchers.map((one) => one.once()));
  const { rows } = await pool.query<{ rung: string; messages: number }>(
    `SELECT concat_ws(' ', n.obligation, n.generation, n.rung, m.post) AS rung, count(*)::int AS messages
       FROM messages m JOIN notices n ON n.id = m.notice WHERE n.campaign = $1 GROUP BY 1`,
    [id],
  );
  const open = await pool.query<{ obligation: string; n: number; status: string }>(
    `SELECT n.obligation, count(*)::int AS n, o.status FROM notices n JOIN obligations o ON o.id = n.obligation
      WHERE n.campaign = $1 AND n.status = 'open' GROUP BY 1, 3`,
    [id],
  );
  return { ended, messagesOf, written: rows, open: open.rows };
}

describe("whatever is met, moved, sent and stepped, in whatever order", () => {
  it("writes each rung of a generation to each post at most once, and none after the end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 14 }), async (acts) => {
        const { ended, messagesOf, written, open } = await play(acts);
        expect(written.filter((one) => one.messages > 1)).toEqual([]);
        for (const [obligation, before] of ended) {
          expect(await messagesOf(obligation)).toBe(before);
        }
        expect(open.filter((one) => one.n > 1 || one.status !== "open")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
