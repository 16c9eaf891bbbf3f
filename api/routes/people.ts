import { randomBytes } from "node:crypto";
import { appoint, type Term } from "#domain/appointment.ts";
import type { Tx } from "#prisma/client.ts";
import {
  addPerson,
  campaignsOfUnit,
  knowsPerson,
  lockPost,
  termsOf,
  writeTerms,
} from "#prisma/sql/appointment.ts";
import { appendAudit, appendRealmAudit } from "#prisma/sql/audit.ts";
import { listPosts } from "#prisma/sql/read/post-list.ts";
import { type Scope, unitsOf } from "#prisma/sql/read/scope.ts";
import { listTeams } from "#prisma/sql/read/team-list.ts";
import { listUnits } from "#prisma/sql/read/unit-list.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireUnit, scopeIn } from "../access.ts";
import type { AppointBody } from "../contract-people.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

/** Posts and who holds them; handing one over; the teams that follow units. */
export function peopleRoutes({ pool }: Deps): Pick<Handlers, "posts" | "appoint" | "teams"> {
  return {
    posts: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "number,text");
      const rows = await listPosts(pool, scope, page.read, page.after);
      const body = pageOfRows(
        rows,
        page,
        ({ ord, post }) => [ord, post],
        (row) => ({ ...row, terms: [...row.terms], covers: [...row.covers] }),
      );
      return { status: 200, body };
    },
    appoint: async ({ account, params, body, write }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const done = await once(pool, write, (tx) => handOver(tx, account, scope, params.post, body));
      return { status: 200, body: done.body };
    },
    teams: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const [teams, units] = await Promise.all([listTeams(pool, scope), listUnits(pool, scope)]);
      const followed = new Set(teams.flatMap((team) => team.units));
      const unfollowed = units
        .filter(({ unit, parent }) => parent !== null && !followed.has(unit))
        .map(({ unit }) => unit);
      const shown = teams.map((team) => ({
        ...team,
        units: [...team.units],
        members: [...team.members],
      }));
      return { status: 200, body: { teams: shown, unfollowed } };
    },
  };
}

interface Appointed {
  readonly post: string;
  readonly terms: Term[];
}

/** @throws ApiError not_found, not_yours; DomainError appointment_* */
async function handOver(
  tx: Tx,
  account: Account,
  scope: Scope,
  post: string,
  { person, from, to, reason }: AppointBody,
): Promise<Appointed> {
  const { realm } = scope;
  const found = await lockPost(tx, realm, post);
  if (!found) throw new ApiError("not_found", { what: post });
  requireUnit(scope, found.unit);
  const keeps = unitsOf(scope, "keep_people");
  if (keeps !== null && !keeps.includes(found.unit)) throw new ApiError("not_yours");
  const who =
    typeof person === "string" || person === null
      ? person
      : `p-${randomBytes(9).toString("base64url")}`;
  if (person !== null && typeof person !== "string")
    await addPerson(tx, realm, { ...person, id: who ?? "", name: person.name.normalize("NFC") });
  else if (who !== null && !(await knowsPerson(tx, realm, who, scope.units)))
    throw new ApiError("not_found", { what: who });
  const terms = await termsOf(tx, realm, post);
  const change = appoint(terms, { person: who, from, to, by: account.person });
  await writeTerms(tx, realm, post, change);
  const entry = {
    what: "appointment",
    post,
    unit: found.unit,
    ended: change.ends.map(({ term, to: end }) => ({ person: term.person, to: end })),
    person: who,
    from,
    to,
    reason,
    by: account.person ?? "operator",
    account: account.token,
  };
  const campaigns = await campaignsOfUnit(tx, realm, found.unit);
  for (const campaign of campaigns) await appendAudit(tx, { campaign, realm, entry });
  if (campaigns.length === 0) await appendRealmAudit(tx, realm, entry);
  return { post, terms: await termsOf(tx, realm, post) };
}
