import type pg from "pg";
import { type Change, NEEDS_SECOND_PERSON } from "#domain/change.ts";
import { changeNotice } from "#domain/change-notice.ts";
import { maySecond } from "#domain/change-right.ts";
import { DomainError } from "#domain/errors.ts";
import { inTransaction, type Reader, type Tx } from "#prisma/client.ts";
import { appendAudit } from "#prisma/sql/audit.ts";
import {
  type ChangeRow,
  listChanges,
  lockChange,
  readChange,
  touchedSince,
  writeChange,
  writeChangeStatus,
  writeDecision,
} from "#prisma/sql/change.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import type { Scope } from "#prisma/sql/read/scope.ts";
import { type CampaignStanding, readStanding } from "#prisma/sql/standing.ts";
import type { Account } from "#prisma/sql/token.ts";
import { scopeIn } from "../access.ts";
import {
  figuresOf,
  hashOfPreview,
  itemOf,
  previewNow,
  previewView,
  reaches,
} from "../change-view.ts";
import type { CHANGE_ROUTES, ChangeFigures, ChangeItem } from "../contract-change.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

/** Changes of a running campaign: one act, propose → preview → decide; the worker commits and tells. */
export function changeRoutes({ pool }: Deps): Pick<Handlers, keyof typeof CHANGE_ROUTES> {
  return {
    changes: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const { campaign } = await definitionOf(pool, scope);
      const page = pageRequest(query, "text,text");
      const rows = await listChanges(pool, scope.campaign, page.read, page.after);
      const open = rows.some(({ status }) => status === "proposed");
      const stands =
        open && campaign.units.length <= MOST_UNITS ? await standing(pool, scope) : null;
      const body = pageOfRows(
        rows,
        page,
        ({ recordedAt, id }) => [recordedAt, id],
        (row) => ({
          ...itemOf(row, scope, campaign, account.person),
          figures: figuresIn(row, stands),
        }),
      );
      return { status: 200, body };
    },
    previewChange: async ({ account, params, body }) => {
      const { stands } = await allowed(pool, account, params.campaign, body.change as Change);
      const view = await previewView(pool, stands, { ...body, change: body.change as Change });
      return { status: 200, body: view };
    },
    proposeChange: async ({ account, params, body, write }) => {
      const change = body.change as Change;
      const { scope, stands, person } = await allowed(pool, account, params.campaign, change);
      // What cannot be is refused now, not when it is decided.
      previewNow(stands, change, body.reason);
      const { realm, now } = stands;
      const reason = body.reason.normalize("NFC");
      const paper = body.paper?.normalize("NFC") ?? null;
      const made = await once(pool, write, async (tx) => {
        const asked = { realm, campaign: scope.campaign, change, reason, paper, person, now };
        const row = await writeChange(tx, asked);
        await audited(tx, row, "change_proposed", person, { change, reason, paper });
        return itemOf(row, scope, stands.campaign, person);
      });
      const location = `/api/campaigns/${scope.campaign}/changes/${made.body.id}`;
      return { status: 201, body: made.body, location };
    },
    change: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const { campaign } = await definitionOf(pool, scope);
      const row = await found(readChange(pool, scope.campaign, params.change), params.change);
      const stands = row.status === "proposed" ? await standing(pool, scope) : null;
      const item = itemOf(row, scope, campaign, account.person);
      return { status: 200, body: { ...item, figures: figuresIn(row, stands) } };
    },
    changePreview: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const { change, reason, paper } = await found(
        readChange(pool, scope.campaign, params.change),
        params.change,
      );
      const { stands } = await allowed(pool, account, params.campaign, change);
      return { status: 200, body: await previewView(pool, stands, { change, reason, paper }) };
    },
    changeNotice: async ({ account, params, response }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const row = await found(readChange(pool, scope.campaign, params.change), params.change);
      const paper = await noticeOf(pool, scope, row);
      response.status(200).type("text/markdown; charset=utf-8").send(paper);
      return null;
    },
    decideChange: async ({ account, params, body, write }) => {
      const made = await deciding(pool, account, params, write, async (tx, on) => {
        const { row, person, scope } = on;
        if (row.status !== "proposed") throw new DomainError("change_decided");
        if (!maySecond(row.change, row.proposedBy, person))
          throw new DomainError("second_person_needed");
        const stands = await standing(pool, scope);
        const preview = previewNow(stands, row.change, row.reason);
        if (stands.version !== body.basedOn || hashOfPreview(preview) !== body.hash)
          throw new DomainError("change_outdated");
        await writeDecision(tx, row.id, person, stands.now, body);
        return "change_decided";
      });
      return { status: 200, body: made };
    },
    refuseChange: async ({ account, params, body, write }) => {
      const made = await deciding(pool, account, params, write, async (tx, { row, name }) => {
        if (row.status !== "proposed") throw new DomainError("change_decided");
        const data = { who: name, reason: body.reason.normalize("NFC") };
        const refusal = { code: "change_declined", data };
        await writeChangeStatus(tx, row.id, "refused", { refusal });
        return "change_refused";
      });
      return { status: 200, body: made };
    },
    withdrawChange: async ({ account, params, write }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const { campaign } = await definitionOf(pool, scope);
      const done = await once(pool, write, async (tx) => {
        const row = await found(lockChange(tx, scope.campaign, params.change), params.change);
        if (row.proposedBy !== account.person) throw new ApiError("not_yours");
        if (row.status !== "proposed") throw new DomainError("change_decided");
        await writeChangeStatus(tx, row.id, "withdrawn");
        await audited(tx, row, "change_withdrawn", account.person);
        const after = await found(readChange(tx, scope.campaign, row.id), row.id);
        return itemOf(after, scope, campaign, account.person);
      });
      return { status: 200, body: done.body };
    },
    undoChange: async ({ account, params, write }) => {
      const made = await deciding(pool, account, params, write, async (tx, { row, person }) => {
        if (row.status !== "committed" || row.graceOver) throw new DomainError("change_told");
        if (await touchedSince(tx, row.id)) throw new DomainError("change_touched");
        await writeChangeStatus(tx, row.id, "undoing", { undoneBy: person });
        return "change_undo_decided";
      });
      return { status: 200, body: made };
    },
  };
}

/** Open proposals are worked out in a list up to this size of a campaign; above it one by one. */
const MOST_UNITS = 500;

interface Deciding {
  readonly row: ChangeRow;
  readonly scope: Scope;
  readonly person: string;
  readonly name: string;
}

/** What only who may decide does: under the change's lock, once, with its entry in the audit chain. */
async function deciding(
  pool: pg.Pool,
  account: Account,
  params: { readonly campaign: string; readonly change: string },
  write: Parameters<typeof once>[1],
  work: (tx: Tx, on: Deciding) => Promise<string>,
): Promise<ChangeItem> {
  const scope = await scopeIn(pool, account, params.campaign);
  const { campaign } = await definitionOf(pool, scope);
  const { person } = account;
  const done = await once(pool, write, async (tx) => {
    const row = await found(lockChange(tx, scope.campaign, params.change), params.change);
    if (person === null || !reaches(scope, "decide_change", campaign, row.change))
      throw new ApiError("not_yours");
    const name = campaign.persons.find(({ id }) => id === person)?.name ?? person;
    const what = await work(tx, { row, scope, person, name });
    await audited(tx, row, what, person, { two: NEEDS_SECOND_PERSON[row.change.kind] });
    const after = await found(readChange(tx, scope.campaign, row.id), row.id);
    return itemOf(after, scope, campaign, person);
  });
  return done.body;
}

async function found(row: Promise<ChangeRow | null>, what: string): Promise<ChangeRow> {
  const read = await row;
  if (!read) throw new ApiError("not_found", { what });
  return read;
}

/** The campaign as it stands, of one instant. */
const standing = (
  pool: pg.Pool,
  { campaign }: Pick<Scope, "campaign">,
): Promise<CampaignStanding> =>
  inTransaction(pool, async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const stands = await readStanding(tx, campaign);
    if (!stands) throw new ApiError("not_found", { what: campaign });
    return stands;
  });

/** The campaign as it stands, for a person who may propose this change. */
async function allowed(pool: pg.Pool, account: Account, campaign: string, change: Change) {
  const scope = await scopeIn(pool, account, campaign);
  const { person } = account;
  const { campaign: definition } = await definitionOf(pool, scope);
  if (person === null || !reaches(scope, "propose_change", definition, change))
    throw new ApiError("not_yours");
  return { scope, person, stands: await standing(pool, scope) };
}

/** Of a proposal what it would come to now; null where the rules no longer allow it, or nobody waits for it. */
function figuresIn(row: ChangeRow, stands: CampaignStanding | null): ChangeFigures | null {
  if (row.status !== "proposed" || stands === null) return null;
  try {
    return figuresOf(previewNow(stands, row.change, row.reason));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

const audited = (
  tx: Tx,
  { id, campaign, realm }: ChangeRow,
  what: string,
  person: string | null,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> => appendAudit(tx, { campaign, realm, entry: { what, id, person, ...more } });

async function noticeOf(db: Reader & pg.Pool, scope: Scope, row: ChangeRow): Promise<string> {
  const { campaign, names } = await definitionOf(db, scope);
  const stands = row.did === null ? await standing(db, scope) : null;
  const preview = stands && previewNow(stands, row.change, row.reason);
  const vi = (name: string | { readonly vi: string }): string =>
    typeof name === "string" ? name : name.vi;
  const dates =
    row.did?.dates.map(([unit, step, from, to]) => ({ unit, step, from, to })) ??
    preview?.dates ??
    [];
  const units =
    row.did?.statuses.map(([unit]) => unit) ??
    preview?.outcome.cycles.flatMap((one) =>
      one.before.status === one.after.status ? [] : one.unit,
    );
  return changeNotice({
    issuer: campaign.units.find((unit) => unit.parent === null)?.name ?? "",
    campaign: campaign.title.vi,
    now: row.committedAt ?? scope.now,
    change: row.change,
    reason: row.reason,
    paper: row.paper,
    dates: dates.map(({ unit, step, from, to }) => ({
      unit: vi(names.unit(unit)),
      step: vi(names.step(unit, step)),
      from,
      to,
    })),
    units: (units ?? []).map((unit) => vi(names.unit(unit))),
  });
}
