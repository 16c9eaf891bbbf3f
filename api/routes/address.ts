import { inTransaction } from "#prisma/client.ts";
import { correctAddress } from "#prisma/sql/address.ts";
import { listCalls } from "#prisma/sql/delivery-task.ts";
import { scopeWith } from "../access.ts";
import { callListPdf } from "../call-list-pdf.ts";
import { ApiError } from "../errors.ts";
import { accountKey, once } from "../idempotency.ts";
import { type Deps, type Handlers, languageOf } from "../router.ts";

/** Where people are reached, and whom somebody must call because nothing reaches them. */
export function addressRoutes({ pool }: Deps): Pick<Handlers, "correctAddress" | "callListPdf"> {
  return {
    correctAddress: async ({ account, params, body, write }) => {
      const scope = await scopeWith(pool, account, params.campaign, "keep_addresses");
      const { body: corrected } = await once(pool, write, async (tx) => {
        const by = account.person ?? accountKey(account);
        const done = await correctAddress(tx, scope, { ...body, person: params.person, by });
        if (!done) throw new ApiError("not_found", { what: params.person });
        return done;
      });
      return { status: 200, body: corrected };
    },
    callListPdf: async ({ account, params, request, response }) => {
      const scope = await scopeWith(pool, account, params.campaign, "keep_addresses");
      const rows = await inTransaction(pool, (tx) => listCalls(tx, scope));
      const pdf = await callListPdf(rows, {
        campaign: scope.campaign,
        now: scope.now,
        language: languageOf(request),
      });
      response
        .status(200)
        .type("application/pdf")
        .set("Content-Disposition", 'inline; filename="call-list.pdf"')
        .set("Cache-Control", "no-store")
        .send(pdf);
      return null;
    },
  };
}
