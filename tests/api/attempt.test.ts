import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { closeRefusals } from "#prisma/sql/refusal.ts";
import { issueToken, revokeToken } from "#prisma/sql/token.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

/** The entries of a chain about attempts that were refused, oldest first. */
async function refusedIn(chain: string) {
  const { rows } = await engine.pool.query<{ entry: string }>(
    "SELECT entry FROM audit WHERE campaign = $1 ORDER BY n",
    [chain],
  );
  return rows
    .map(({ entry }) => JSON.parse(entry))
    .filter(({ refused, what }) => refused || what.startsWith("refused"));
}

describe("given attempts that are refused", () => {
  test("then each is in the campaign's chain with who tried what, for whom and from what paper", async () => {
    const { campaign, as } = await aDispatch({ engine, desk, operator });
    const at = `/api/campaigns/${campaign}/units/binh-an/steps/plan`;
    const paper = { onBehalf: { person: "binh-an/head/holder" }, evidence: "Số 12" };
    const withdraw = { type: "withdraw", round: 1, ...paper };
    const stranger = as("clerk", "minh-hoa");
    expect((await desk.call(stranger, "POST", `${at}/acts`, withdraw)).status).toBe(404);
    expect((await desk.call(as("member-front"), "GET", "/api/rehearsals/x/clock")).status).toBe(
      403,
    );
    expect((await desk.call(stranger, "GET", at)).status).toBe(404);
    const realm = `r-${campaign.split("~")[1]}`;
    expect(await refusedIn(campaign)).toMatchObject([
      {
        what: "refused",
        refused: "not_found",
        method: "POST",
        path: `${at}/acts`,
        unit: "binh-an",
        person: "minh-hoa/clerk/holder",
        by: `person/${realm}/minh-hoa/clerk/holder`,
        act: "withdraw",
        for: "binh-an/head/holder",
        evidence: "Số 12",
      },
      { what: "refused", refused: "not_found", method: "GET", path: at },
    ]);
    expect(await refusedIn(`realm/${realm}`)).toMatchObject([
      {
        refused: "not_yours",
        path: "/api/rehearsals/x/clock",
        person: `${ROOT}/member-front/holder`,
      },
    ]);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("then one that the recording transaction refused is there once", async () => {
    const { campaign, act } = await aDispatch({ engine, desk, operator });
    const refused = await act("standing-office", {
      type: "submit",
      round: 1,
      hash: "0".repeat(64),
    });
    expect(refused.body.code).toBe("content_changed");
    expect(await refusedIn(campaign)).toMatchObject([
      {
        what: "submit",
        refused: "content_changed",
        act: { person: `${ROOT}/standing-office/holder` },
      },
    ]);
  });

  test("then what nobody could be told from a typing error is not, and secrets never are", async () => {
    const { campaign, as } = await aDispatch({ engine, desk, operator });
    const path = `/api/campaigns/${campaign}/units/${ROOT}/steps/dispatch/acts`;
    expect((await desk.call(as("head"), "POST", path, { type: "nonsense" })).status).toBe(400);
    expect((await desk.call(as("head"), "GET", `/calendar/${"x".repeat(43)}.ics`)).status).toBe(
      404,
    );
    expect(await refusedIn(campaign)).toEqual([]);
  });

  test("then a token that is worth nothing any more still says whose it was", async () => {
    const asked = { realm: "real", person: null, label: "t", kind: "api", hours: 1 } as const;
    const { id, token } = await inTransaction(engine.pool, (tx) => issueToken(tx, asked));
    await inTransaction(engine.pool, (tx) => revokeToken(tx, id));
    expect((await desk.call(token, "GET", "/api/me")).status).toBe(401);
    expect((await desk.call(`plenum_${"y".repeat(43)}`, "GET", "/api/me")).status).toBe(401);
    const own = (await refusedIn("realm/real")).filter((entry) => entry.token === id);
    expect(own).toMatchObject([{ refused: "unauthenticated", path: "/api/me" }]);
  });

  test("when somebody tries very often, then the chain has the first few and one count of the others", async () => {
    const { campaign, as } = await aDispatch({ engine, desk, operator });
    const path = `/api/campaigns/${campaign}/units/minh-hoa`;
    const token = as("head", "binh-an");
    // A minute may end in between: two of the counted minutes then hold what one would.
    const many = Array.from({ length: 40 }, () => desk.call(token, "GET", path));
    for (const { status } of await Promise.all(many)) expect(status).toBe(404);
    await engine.pool.query(
      "UPDATE refused_attempts SET minute = minute - interval '1 hour' WHERE chain = $1",
      [campaign],
    );
    await closeRefusals(engine.pool);
    await closeRefusals(engine.pool);
    const entries = await refusedIn(campaign);
    const each = entries.filter(({ what }) => what === "refused");
    const counted = entries.filter(({ what }) => what === "refused_more");
    expect(each.length).toBeLessThanOrEqual(20);
    const more = counted.reduce((sum, { count }) => sum + count, 0);
    expect(each.length + more).toBe(40);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });
});
