import { afterAll, beforeAll, expect, test } from "vitest";
import { owed, perform, play, settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
const CHAIR = "chau-thanh/standing-office/holder";

let engine: Engine;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

test("given a ballot that was counted and is reopened, when its voters vote again, then it is counted again", async () => {
  const campaign = await engine.begin(definition);
  const cycle = `${campaign}/chau-thanh`;
  await play(engine, definition, campaign, ({ step }) => step === "commend");
  const reopened = await engine.give(
    cycle,
    { type: "reopen", step: "ballot", round: 1, reason: "Một phiếu đã ghi nhầm." },
    CHAIR,
  );
  expect(reopened?.status).toBe("done");
  await settled(engine, campaign);
  const votes = (await owed(engine, campaign)).filter(({ act }) => act === "vote");
  expect(votes.length).toBeGreaterThan(2);
  expect(new Set(votes.map(({ round }) => round))).toEqual(new Set([2]));
  for (const vote of votes) await perform(engine, definition, campaign, vote);
  const status = await until(async () => {
    const { rows } = await engine.pool.query<{ status: string }>(
      "SELECT status FROM steps WHERE cycle = $1 AND step = 'ballot' AND status = 'done'",
      [cycle],
    );
    return rows[0]?.status;
  });
  expect(status).toBe("done");
});
