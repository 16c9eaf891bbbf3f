import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher, type Dispatcher } from "#activities/dispatch.ts";
import { beginsAt } from "#domain/entered.ts";
import { plan } from "#domain/plan.ts";
import { inTransaction } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { listModels, listNominations } from "#prisma/sql/read/models.ts";
import { scopeOf } from "#prisma/sql/read/scope.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { owed, play, stepOf } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const OUTSIDE = { id: "kien-giang", name: "Ban Dân vận Tỉnh ủy", email: "danvan@tinh.example" };
const definition = aPlayableCampaign({ outside: OUTSIDE });
const HEAD = "chau-thanh/head/holder";

let engine: Engine;
let office: PostOffice;
let dispatcher: Dispatcher;

beforeAll(async () => {
  engine = await anEngine();
  office = await postOffice();
  await engine.work();
  dispatcher = createDispatcher(engine.pool, {
    publicUrl: "http://plenum.test",
    smtpUrl: office.url,
    rehearsalSmtpUrl: null,
    mailFrom: "Plenum <plenum@example.vn>",
  });
});
afterAll(async () => {
  dispatcher.close();
  await office.close();
  await engine.end();
});

/** Plays a campaign up to the nominations' answer; what is mailed of it is what goes outside. */
async function upToTheAnswer(realm: "real" | "rehearsal"): Promise<string> {
  const started = await inTransaction(engine.pool, (tx) =>
    startCampaign(tx, {
      campaign: definition,
      plan: plan(definition),
      realm: { id: realm === "real" ? REAL : "r-outside", kind: realm, title: realm },
      mode: "stepped",
      startedBy: null,
      now: beginsAt(definition),
    }),
  );
  if (started.status !== "started") throw new Error(started.status);
  engine.sender.poke([started.root]);
  const { campaign } = started;
  await play(
    engine,
    definition,
    campaign,
    (next) => next.act === "accept" && next.step === "nominate",
  );
  await dispatcher.once();
  return campaign;
}

const packages = async (campaign: string) => {
  const { rows } = await engine.pool.query<{
    post: string;
    person: null;
    status: string;
    json: string;
  }>(
    `SELECT m.post, m.person, m.status, m.attachments -> 0 ->> 'content' AS json
       FROM messages m JOIN notices n ON n.id = m.notice WHERE m.campaign = $1 AND n.rung = 'package'`,
    [campaign],
  );
  return rows;
};

describe("given nominations that go to the party above the root", () => {
  let campaign: string;
  beforeAll(async () => {
    campaign = await upToTheAnswer("real");
  });

  test("then one mail takes the package there, with the paper, the nominees, and room for the answer", async () => {
    await dispatcher.once();
    const letters = office.letters.filter(({ to }) => to.includes(OUTSIDE.email));
    expect(letters).toHaveLength(1);
    const mail = letters[0]?.mail;
    expect(mail?.subject).toBe("nominate – chau-thanh");
    expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual([
      "application/json",
      "text/plain",
    ]);
    const { stands } = await stepOf(engine, `${campaign}/chau-thanh`, "nominate");
    if (stands.status !== "submitted") throw new Error(stands.status);
    const { nominees, hash } = stands.content;
    expect(nominees).toHaveLength(2);
    const json = JSON.parse(mail?.attachments[0]?.content.toString("utf8") ?? "");
    expect(json).toMatchObject({
      plenum: "package@1",
      unit: { id: "chau-thanh" },
      document: { hash },
      nominees: nominees.map((id) => ({ id, title: expect.stringContaining("Mô hình") })),
      answer: { campaign, unit: "chau-thanh", step: "nominate", round: 1, hash, chosen: nominees },
    });
    for (const { title } of json.nominees) {
      expect(mail?.text).toContain(title);
      expect(mail?.attachments[1]?.content.toString("utf8")).toContain(title);
    }
    expect(mail?.html).toContain("Ban Dân vận Tỉnh ủy");
    expect(mail?.html).not.toContain("plenum.test");
  });

  test("when its owner enters the answer, then the results are known down where they came from", async () => {
    const { stands } = await stepOf(engine, `${campaign}/chau-thanh`, "nominate");
    if (stands.status !== "submitted") throw new Error(stands.status);
    const { hash, nominees } = stands.content;
    const [chosen = "", left = ""] = nominees;
    const outcome = await engine.give(
      `${campaign}/chau-thanh`,
      { type: "approve", step: "nominate", round: 1, hash, chosen: [chosen] },
      HEAD,
    );
    expect(outcome?.status).toBe("done");
    for (const [model, state, nomination] of [
      [chosen, "recognised", "chosen"],
      [left, "not_chosen", "not_chosen"],
    ] as const) {
      const unit = definition.models.find(({ id }) => id === model)?.unit ?? "";
      const { units, models, nominations } = await seenBy(campaign, `${unit}/head/holder`);
      expect(units).toEqual([unit]);
      expect(models.find(({ id }) => id === model)?.state).toBe(state);
      expect(nominations.filter((one) => one.model === model)).toMatchObject([
        { fromUnit: unit, toUnit: "chau-thanh", state: "chosen" },
        { toUnit: "outside", fromBelow: `${model}/chau-thanh`, state: nomination },
      ]);
    }
    const { rows } = await engine.pool.query(
      "SELECT answer FROM outside_packages WHERE campaign = $1",
      [campaign],
    );
    expect(rows).toMatchObject([{ answer: { kind: "accepted", nominees: [chosen] } }]);
  });
});

describe("given the same in a rehearsal", () => {
  test("then the package stays in the rehearsal's own mailbox", async () => {
    const before = office.letters.length;
    const campaign = await upToTheAnswer("rehearsal");
    expect(await packages(campaign)).toMatchObject([
      {
        post: "outside",
        person: null,
        status: "accepted",
        json: expect.stringContaining("package@1"),
      },
    ]);
    expect(office.letters.length).toBe(before);
    expect((await owed(engine, campaign)).map(({ act, post }) => [act, post])).toEqual([
      ["accept", "chau-thanh/head"],
    ]);
  });
});

async function seenBy(campaign: string, person: string) {
  const account = { token: "t", kind: "person", realm: REAL, person, label: "test" } as const;
  const scope = await scopeOf(engine.pool, account, campaign);
  if (!scope) throw new Error("no scope");
  return {
    units: scope.units,
    models: await listModels(engine.pool, scope, 100, null),
    nominations: await listNominations(engine.pool, scope, 100, null),
  };
}
