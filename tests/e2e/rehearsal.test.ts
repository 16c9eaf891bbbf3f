import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { type Rehearsed, rehearse, SEED } from "./rehearse.ts";
import { SMALL_WITH_MODELS } from "./small.ts";
import { aStack, type StackUnderTest } from "./stack.ts";

let stack: StackUnderTest;
/** The relay of the real world: nothing of a rehearsal may ever come here. */
let relay: PostOffice;

beforeAll(async () => {
  relay = await postOffice();
  stack = await aStack({ SMTP_URL: relay.url });
  await stack.start();
});
afterAll(async () => {
  await stack.destroy();
  await relay.close();
});

describe("the live rehearsal of the seed's campaign, on a stack of its own", () => {
  let seed: Rehearsed;
  beforeAll(async () => {
    seed = await rehearse(stack, SEED);
  });
  const outcome = async (step: string): Promise<Record<string, unknown>> => {
    const [row] = await stack.rows<{ outcome: Record<string, unknown> }>(
      "SELECT outcome FROM steps WHERE campaign = $1 AND unit = 'chau-thanh' AND step = $2",
      [seed.campaign, step],
    );
    return row?.outcome ?? {};
  };

  test("ends well, and live equals dry: the same steps, states, numbers and recipients", () => {
    expect(seed).toMatchObject({ code: 0, differences: [], ends: "2020-07-17T08:24:00.000Z" });
  });

  test("brings every step of every unit to its end, and every cycle with it", async () => {
    const steps = await stack.rows(
      "SELECT status, count(*) AS n FROM steps WHERE campaign = $1 GROUP BY status",
      [seed.campaign],
    );
    expect(steps).toEqual([{ status: "done", n: "149" }]);
    const cycles = await stack.rows(
      "SELECT open, status, count(*) AS n FROM cycles WHERE campaign = $1 GROUP BY 1, 2",
      [seed.campaign],
    );
    expect(cycles).toEqual([{ open: false, status: "closed", n: "16" }]);
    const status = await stack.plenum(["status", seed.campaign, "--json"]);
    expect(JSON.parse(status.out)).toMatchObject({ status: "closed", rehearsal: true });
  });

  test("holds the district conference on the proposed day", async () => {
    expect(await outcome("conference")).toMatchObject({ kind: "held", day: "2020-06-26" });
    const [pilot] = await stack.rows(
      "SELECT outcome->>'day' AS day FROM steps WHERE campaign = $1 AND unit = 'binh-an' AND step = 'conference'",
      [seed.campaign],
    );
    expect(pilot).toEqual({ day: "2020-05-20" });
  });

  test("decides the awards: the council's choice, its paper, the models", async () => {
    const ballot = (await outcome("ballot")) as { kind: string; chosen: string[] };
    expect(ballot.kind).toBe("tallied");
    expect(ballot.chosen.length).toBeGreaterThan(0);
    expect(await outcome("commendation")).toMatchObject({ kind: "issued", symbol: "01/QĐ-UBND" });
    const models = await stack.rows<{ id: string }>(
      "SELECT id FROM models WHERE campaign = $1 AND state NOT IN ('registered', 'not_chosen') ORDER BY id",
      [seed.campaign],
    );
    expect(models.map(({ id }) => id)).toEqual([...ballot.chosen].sort());
  });

  test("puts the nominations into the province's hands, as a package with their lineage", async () => {
    const packages = await stack.rows<{ step: string; content: { nominees: string[] } }>(
      "SELECT step, content FROM outside_packages WHERE campaign = $1 ORDER BY sent_at",
      [seed.campaign],
    );
    expect(packages.map(({ step }) => step)).toEqual(["report-up", "nominations"]);
    const carried = packages[1]?.content.nominees ?? [];
    expect(carried).toHaveLength(8);
    const up = await stack.rows<{ model: string; from_below: string }>(
      `SELECT n.model, n.from_below FROM nominations n
         JOIN models m ON m.campaign = n.campaign AND m.id = n.model AND m.state IN ('nominated', 'recognised')
        WHERE n.campaign = $1 AND n.to_unit = 'outside' ORDER BY n.model`,
      [seed.campaign],
    );
    expect(up).toEqual(
      [...carried].sort().map((model) => ({ model, from_below: `${model}/chau-thanh` })),
    );
  });

  test("numbers its papers where the registers of 2020 stood", async () => {
    const symbols = await stack.rows<{ step: string; symbol: string }>(
      `SELECT d.step, e.symbol FROM register_entries e JOIN documents d ON d.id = e.document
        WHERE e.campaign = $1 AND d.unit = 'chau-thanh'`,
      [seed.campaign],
    );
    expect(Object.fromEntries(symbols.map(({ step, symbol }) => [step, symbol]))).toMatchObject({
      dispatch: "775-CV/HU",
      plan: "08-KH/BCĐ",
      guideline: "03-HD/BCĐ",
      assignment: "05-TB/BCĐ",
      report: "31-BC/BCĐ",
      proposal: "12-TTr/HU",
    });
  });

  test("delivers mail to its own mailbox and to nobody else", async () => {
    const mail = await stack.rows(
      `SELECT m.status, d.status AS handed, d.attempt, count(*) > 500 AS many
         FROM messages m LEFT JOIN deliveries d ON d.message = m.id
        WHERE m.campaign = $1 GROUP BY 1, 2, 3`,
      [seed.campaign],
    );
    expect(mail).toEqual([{ status: "accepted", handed: "accepted", attempt: 1, many: true }]);
    expect(relay.letters).toEqual([]);
  });

  test("leaves no trace in the real realm", async () => {
    for (const table of ["campaigns", "persons", "inbox", "messages", "register_entries", "models"])
      expect(await stack.rows(`SELECT * FROM ${table} WHERE realm = 'real'`), table).toEqual([]);
  });

  test("leaves an audit chain that verifies and events that fold to the same rows", async () => {
    expect(await stack.plenum(["verify"])).toMatchObject({ code: 0 });
    const rebuilt = await stack.plenum(["verify", "--rebuild", "--json"]);
    expect(rebuilt.code).toBe(0);
    expect(JSON.parse(rebuilt.out)).toMatchObject({ rebuilt: 16, wrong: [] });
  });
});

describe("a small live rehearsal in which papers are sent back", () => {
  test("equals its dry one, corrections and second rounds included", async () => {
    const file = join(stack.folder, "small.yaml");
    writeFileSync(file, SMALL_WITH_MODELS);
    const small = await rehearse(stack, file, ["--manner", "returns", "--seed", "3"]);
    expect(small).toMatchObject({ code: 0, differences: [] });
    const [returned] = await stack.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM events e JOIN cycles c ON c.id = e.cycle WHERE c.campaign = $1 AND e.type = 'step_returned'",
      [small.campaign],
    );
    expect(returned?.n).toBeGreaterThan(0);
  });
});
