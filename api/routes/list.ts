import { listMailbox } from "#prisma/sql/mailbox.ts";
import { listEvents } from "#prisma/sql/read/audit-list.ts";
import { openObligations } from "#prisma/sql/read/inbox-list.ts";
import { lateObligations } from "#prisma/sql/read/lateness.ts";
import { listNotices } from "#prisma/sql/read/ledger.ts";
import { listModels, listNominations } from "#prisma/sql/read/models.ts";
import { listDocuments, listRegister } from "#prisma/sql/read/register.ts";
import { scopeIn } from "../access.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

type Lists =
  | "obligations"
  | "notices"
  | "messages"
  | "documents"
  | "register"
  | "models"
  | "nominations"
  | "events";

const same = <Row>(row: Row): Row => row;

/** The lists of a campaign, each paged by its own order. */
export function listRoutes({ pool }: Deps): Pick<Handlers, Lists> {
  return {
    obligations: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,text");
      const rows = await openObligations(pool, scope, page.read, page.after);
      const late = await lateObligations(
        pool,
        scope,
        rows.map((row) => row.id),
      );
      const causes = new Map(late.map(({ id, cause }) => [id, cause]));
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.due, row.id],
        ({ holder, ...row }) => ({
          ...row,
          cause: causes.get(row.id) ?? null,
          person: holder?.person ?? null,
          name: holder?.name ?? null,
        }),
      );
      return { status: 200, body };
    },
    notices: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,text");
      const rows = await listNotices(pool, scope, page.read, page.after);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.due, row.id],
        (row) => ({
          ...row,
          posts: [...row.posts],
        }),
      );
      return { status: 200, body };
    },
    messages: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,text");
      const rows = await listMailbox(pool, scope.realm, {
        campaign: scope.campaign,
        limit: page.read,
        ...(account.person === null ? {} : { person: account.person }),
        ...(page.after ? { after: { at: page.after[0], id: page.after[1] } } : {}),
      });
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.at, row.id],
        ({ text, ...row }) => ({
          ...row,
          body: text,
          deliveries: [...row.deliveries],
        }),
      );
      return { status: 200, body };
    },
    documents: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text");
      const rows = await listDocuments(pool, scope, page.read, page.after?.[0] ?? null);
      return { status: 200, body: pageOfRows(rows, page, (row) => [row.id], same) };
    },
    register: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,number");
      const rows = await listRegister(pool, scope, page.read, page.after);
      return { status: 200, body: pageOfRows(rows, page, (row) => [row.series, row.number], same) };
    },
    models: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text");
      const rows = await listModels(pool, scope, page.read, page.after?.[0] ?? null);
      return { status: 200, body: pageOfRows(rows, page, (row) => [row.id], same) };
    },
    nominations: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,text");
      const rows = await listNominations(pool, scope, page.read, page.after);
      return { status: 200, body: pageOfRows(rows, page, (row) => [row.model, row.toUnit], same) };
    },
    events: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const page = pageRequest(query, "text,text,number,number");
      const rows = await listEvents(pool, scope, page.read, page.after);
      const body = pageOfRows(rows, page, (row) => [row.at, row.unit, row.seq, row.n], same);
      return { status: 200, body };
    },
  };
}
