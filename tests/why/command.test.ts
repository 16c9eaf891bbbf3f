import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { owed, settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { plenum, temporaryFolder } from "#tests/support/command.ts";

let engine: Engine;
let desk: Desk;
let folder: string;
let env: Record<string, string>;
let campaign: string;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  folder = temporaryFolder();
  env = { PLENUM_DATA: folder, DATABASE_URL: engine.url, PORT: new URL(desk.base).port };
  campaign = await engine.begin(aPlayableCampaign());
  await settled(engine, campaign);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
  rmSync(folder, { recursive: true });
});

describe("given a campaign that has begun", () => {
  test("when its notices are listed, then each has its id, its time and its posts, and why explains it", async () => {
    const { code, out } = await plenum(["notices", campaign, "--lang", "en"], env);
    expect(code).toBe(0);
    const [, line = ""] = out.split("\n");
    expect(out.split("\n")[0]).toBe(campaign);
    expect(line).toMatch(/^ {2}\S+\/arise\/email +\d\d:\d\d \d\d\/\d\d\/2020 +waits +→ \S+$/);
    const [id = ""] = line.trim().split(" ");
    const told = await plenum(["why", id, "--lang", "en"], env);
    expect(told).toMatchObject({ code: 0, err: "" });
    expect(told.out).toMatch(/^Rung “arise” \(when it arises\)/);
    expect(told.out).toContain("Next, if it is not done: “soon” at ");
  });

  test("when an obligation is asked about, then its remaining ladder is told, to programs too", async () => {
    const [first] = await owed(engine, campaign);
    const id = `${campaign}/${first?.id}`;
    const { out } = await plenum(["why", id], env);
    expect(out).toContain("Tiếp theo, nếu chưa xong: «soon» lúc ");
    const { next } = JSON.parse((await plenum(["why", id, "--json"], env)).out);
    expect(next.map(({ rung }: { rung: string }) => rung)).toEqual([
      "arise",
      "soon",
      "late",
      "very-late",
    ]);
  });

  test("when tomorrow is asked for, then it says so, also when there is nothing", async () => {
    const { code, out } = await plenum(["notices", campaign, "--tomorrow", "--lang", "en"], env);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d\d\/\d\d\/2020\n/);
  });

  test("when the id is none, then one sentence says so and the exit code is 2", async () => {
    const { code, err } = await plenum(["why", "nonsense"], env);
    expect(code).toBe(2);
    expect(err).toBe(
      "plenum: nonsense is no notice and no obligation: plenum notices shows their ids.\n",
    );
    const gone = await plenum(["why", `${campaign}/a/b/c/d/1`, "--lang", "en"], env);
    expect(gone.code).toBe(2);
    expect(gone.err).not.toMatch(/^\s+at /m);
  });
});
