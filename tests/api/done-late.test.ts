import { afterAll, beforeAll, expect, test } from "vitest";
import { play } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

test("given dossiers handed in on time, when one is accepted after the step's date but within the days agreed, then only one accepted later than those is done late", async () => {
  const definition = aPlayableCampaign();
  const campaign = await engine.begin(definition);
  await play(engine, definition, campaign);
  const sql = (text: string, unit: string) => engine.asOwner(text, [`${campaign}/${unit}`]);
  const accepted =
    "UPDATE steps SET done_at = due_at + interval '2 days' WHERE cycle = $1 AND step = 'dossier'";
  await sql(accepted, "binh-an");
  await sql(accepted, "minh-hoa");
  await sql(
    "UPDATE obligations SET ended_at = due_at + interval '1 hour' WHERE cycle = $1 AND step = 'dossier' AND act = 'accept'",
    "minh-hoa",
  );
  await sql(
    "UPDATE obligations SET ended_at = due_at + interval '1 hour' WHERE cycle = $1 AND act = 'acknowledge'",
    "chau-thanh",
  );
  const board = await desk.call(await desk.operator(), "GET", `/api/campaigns/${campaign}/board`);
  const late = board.body.rows.flatMap(
    ({ unit, cells }: { unit: string; cells: Record<string, { doneLate?: true }> }) =>
      Object.entries(cells).flatMap(([step, cell]) => (cell.doneLate ? [`${unit}/${step}`] : [])),
  );
  expect(late).toEqual(["minh-hoa/dossier"]);
});
