import { randomUUID } from "node:crypto";
import { createPace } from "#api/pace.ts";
import type { AccountKind, Role } from "#domain/rights.ts";
import { inTransaction } from "#prisma/client.ts";
import { issueToken } from "#prisma/sql/token.ts";
import { aDesk, type Desk, standsAt } from "#tests/api/desk.ts";
import type { Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";

export const ROOT = "chau-thanh";
export const COMMUNES = ["binh-an", "minh-hoa", "thanh-loc"] as const;

/** Somebody of the campaign: what they are, where, and the token that shows it. */
export interface Persona {
  readonly name: string;
  readonly kind: AccountKind;
  /** A cover's entries are those of the post that is covered. */
  readonly roles: readonly { readonly role: Role; readonly units: readonly string[] }[];
  readonly token: string;
}

export interface World {
  readonly engine: Engine;
  readonly desk: Desk;
  readonly campaign: string;
  readonly personas: readonly Persona[];
  /** Of another realm. */
  readonly stranger: Persona;
  readonly otherCampaign: string;
}

/** So that a thousand questions of one account are not slowed down. */
const FREE = { perSecond: 1e6, burst: 1e6 };

/** A campaign whose dispatch is being drafted, one person of every role, and one of another realm. */
export async function aWorld(engine: Engine): Promise<World> {
  const pace = createPace({ person: FREE, administrator: FREE, operator: FREE });
  const desk = await aDesk(engine, { pace });
  const operator = await desk.operator();
  const campaign = await engine.begin(aPlayableCampaign());
  const otherCampaign = await engine.begin(aPlayableCampaign());
  const tokens = await desk.actors(campaign);
  const foreign = await desk.actors(otherCampaign);
  await standsAt(desk, operator, campaign, ROOT, "dispatch", "open");
  const realm = `r-${campaign.split("~")[1]}`;
  await engine.pool.query(
    "INSERT INTO team_members (campaign, team, post) VALUES ($1, 'team-1', 'thanh-loc/member-office')",
    [campaign],
  );
  await engine.pool.query(
    `INSERT INTO covers (realm, post, person, from_day, to_day)
     VALUES ($1, 'binh-an/head', 'thanh-loc/clerk/holder', '2020-03-20', '2021-04-30')`,
    [realm],
  );
  const person = (name: string, post: string, ...roles: Persona["roles"]): Persona => ({
    name,
    kind: "person",
    roles,
    token: tokens.get(`${post}/holder`) ?? "",
  });
  const at = (role: Role, ...units: string[]) => ({ role, units });
  const personas: Persona[] = [
    { name: "an operator", kind: "operator", roles: [at("operator")], token: operator },
    {
      name: "an administrator of a commune",
      kind: "administrator",
      roles: [at("administrator", "binh-an")],
      token: await administratorOf(engine, realm, "binh-an"),
    },
    person("the district's head", `${ROOT}/head`, at("holder", ROOT), at("leader", ROOT)),
    person("the district's clerk", `${ROOT}/clerk`, at("holder", ROOT), at("clerk", ROOT)),
    person("a commune's head", "binh-an/head", at("holder", "binh-an"), at("leader", "binh-an")),
    person("a commune's officer", "binh-an/member-office", at("holder", "binh-an")),
    person("a commune's clerk", "binh-an/clerk", at("holder", "binh-an"), at("clerk", "binh-an")),
    person(
      "a member of the guidance team",
      "thanh-loc/member-office",
      at("holder", "thanh-loc"),
      at("team", "binh-an", "minh-hoa"),
    ),
    person(
      "a clerk who covers a neighbour's head",
      "thanh-loc/clerk",
      at("holder", "thanh-loc", "binh-an"),
      at("clerk", "thanh-loc"),
      at("leader", "binh-an"),
    ),
  ];
  const stranger: Persona = {
    name: "somebody of another realm",
    kind: "person",
    roles: [],
    token: foreign.get(`${ROOT}/head/holder`) ?? "",
  };
  return { engine, desk, campaign, otherCampaign, personas, stranger };
}

async function administratorOf(engine: Engine, realm: string, unit: string): Promise<string> {
  const account = `a-${randomUUID()}`;
  await engine.pool.query(
    `WITH made AS (
       INSERT INTO accounts (id, realm, login, name, status) VALUES ($1, $2, $1, 'Admin', 'active') RETURNING id
     )
     INSERT INTO account_grants (account, unit, given_by) SELECT id, $3, 'test' FROM made`,
    [account, realm, unit],
  );
  const asked = { realm, person: null, label: "t", kind: "api", hours: 1, account } as const;
  return (await inTransaction(engine.pool, (tx) => issueToken(tx, asked))).token;
}
