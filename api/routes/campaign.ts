import type { Reader } from "#prisma/client.ts";
import { type BoardRowRead, boardCounts, boardRows, boardVersion } from "#prisma/sql/read/board.ts";
import {
  type CampaignRead,
  countsOf,
  listCampaigns,
  readCampaign,
  readClock,
} from "#prisma/sql/read/campaign-list.ts";
import { type Definition, definitionOf } from "#prisma/sql/read/definition.ts";
import { gridKinds, gridUnits } from "#prisma/sql/read/grid.ts";
import { causesBySteps, lateObligations } from "#prisma/sql/read/lateness.ts";
import { type Scope, scopeOf, visibleCampaigns } from "#prisma/sql/read/scope.ts";
import type { Account } from "#prisma/sql/token.ts";
import { scopeIn } from "../access.ts";
import type { BoardRow, CampaignItem, Column, Counts } from "../contract-campaign.ts";
import { notModified } from "../etag.ts";
import { gridOf } from "../grid.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

const NOTHING: Counts = { units: 0, steps: 0, done: 0, open: 0, overdue: 0 };

/** The campaigns an account may see, one of them, and its board. */
export function campaignRoutes({
  pool,
}: Deps): Pick<Handlers, "campaigns" | "campaign" | "board" | "grid"> {
  return {
    campaigns: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const ids = await visibleCampaigns(pool, account);
      const rows = await listCampaigns(pool, ids, page.read, page.after);
      const shown = pageOfRows(
        rows,
        page,
        (row) => [row.recordedAt, row.id],
        (row) => row,
      );
      const shownIds = shown.items.map((row) => row.id);
      const counts = await countsOf(pool, shownIds, await partialScopes(pool, account, shownIds));
      const items = shown.items.map((row) => itemOf(row, counts.get(row.id) ?? NOTHING));
      return { status: 200, body: { ...shown, items } };
    },
    campaign: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const [row, counts, definition] = await Promise.all([
        readCampaign(pool, scope),
        boardCounts(pool, scope),
        definitionOf(pool, scope),
      ]);
      const { period, outside } = definition.campaign;
      return {
        status: 200,
        body: {
          ...itemOf(row, counts),
          period,
          outside: outside?.name ?? null,
          planVersion: row.planVersion,
          ends: row.ends,
          teams: teamsIn(definition, scope),
          columns: columnsOf(definition),
          anchors: anchorsOf(definition),
          fields: [...definition.campaign.template.fields],
        },
      };
    },
    board: async ({ account, params, query, request, response }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      if (notModified(request, response, await boardVersion(pool, scope))) return null;
      const filter = { units: query.unit ?? null, under: query.under ?? null };
      const [rows, counts, clock, definition] = await Promise.all([
        boardRows(pool, scope, filter),
        boardCounts(pool, scope),
        readClock(pool, scope.campaign),
        definitionOf(pool, scope),
      ]);
      const columns = columnsOf(definition);
      const late = counts.overdue > 0 ? await lateObligations(pool, scope) : [];
      const causes = causesBySteps(late);
      for (const { unit, cells } of rows)
        for (const [step, cell] of Object.entries(cells)) {
          const cause = causes.get(`${scope.campaign}/${unit}/${step}`);
          if (cell["overdue"] === true && cause !== undefined) cell["cause"] = cause;
        }
      const body = { campaign: scope.campaign, clock, columns, rows: rows.map(boardRow), counts };
      return { status: 200, body };
    },
    grid: async ({ account, params, query, request, response }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      if (notModified(request, response, await boardVersion(pool, scope))) return null;
      const filter = { units: query.unit ?? null, under: query.under ?? null };
      const [kinds, units, counts, clock, definition] = await Promise.all([
        gridKinds(pool, scope, filter),
        gridUnits(pool, scope, filter.units),
        boardCounts(pool, scope),
        readClock(pool, scope.campaign),
        definitionOf(pool, scope),
      ]);
      const late = counts.overdue > 0 ? await lateObligations(pool, scope) : [];
      const causes = causesBySteps(late);
      const causeOf = (unit: string, step: string) =>
        causes.get(`${scope.campaign}/${unit}/${step}`);
      const columns = columnsOf(definition);
      const { calendar } = definition.campaign;
      const cells = gridOf(columns, units, kinds, causeOf);
      return {
        status: 200,
        body: { campaign: scope.campaign, clock, columns, ...cells, counts, calendar },
      };
    },
  };
}

/** An operator sees all of every campaign; a person's few campaigns are asked one by one. */
async function partialScopes(
  db: Reader,
  account: Account,
  campaigns: readonly string[],
): Promise<Scope[]> {
  if (account.kind === "operator") return [];
  const scopes = await Promise.all(campaigns.map((campaign) => scopeOf(db, account, campaign)));
  return scopes.filter((scope) => scope !== null);
}

const itemOf = (row: CampaignRead, counts: Counts): CampaignItem => ({ ...row, counts });

/** What the schema says of a row's cells is what the query made them of. */
const boardRow = (row: BoardRowRead): BoardRow => row as unknown as BoardRow;

const teamsIn = ({ campaign }: Definition, { units }: Scope) =>
  campaign.teams
    .map(({ id, name, follows }) => ({
      id,
      name,
      follows: follows.filter((unit) => units === null || units.includes(unit)),
    }))
    .filter((team) => team.follows.length > 0);

const anchorsOf = ({ campaign: { anchors, template } }: Definition) =>
  Object.entries(anchors).map(([id, anchor]) => ({
    id,
    title: template.anchors?.[id] ?? { vi: id, en: id },
    anchor,
  }));

/** The steps of each level that has units in this campaign, the highest level first. */
function columnsOf({ campaign }: Definition): Column[] {
  const used = new Set(campaign.units.map((unit) => unit.level));
  return campaign.template.levels
    .filter((level) => used.has(level.id))
    .map(({ id, title, steps }) => ({
      level: id,
      title,
      steps: steps.map((step) => ({ id: step.id, title: step.title, kind: step.kind })),
    }))
    .reverse();
}
