import { type DeliveryReport, readReport } from "#domain/delivery-report.ts";
import { addDays, dayOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { enterBounce } from "#prisma/sql/bounce.ts";
import { closeDeliveryTask, listCalls, listDeliveryTasks } from "#prisma/sql/delivery-task.ts";
import { previewOf } from "#prisma/sql/preview.ts";
import { scopeIn, scopeWith } from "../access.ts";
import type { BounceBody } from "../contract-delivery.ts";
import { ApiError } from "../errors.ts";
import { accountKey, once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";
import { isSigned } from "../signature.ts";

type Delivery =
  | "preview"
  | "deliveryTasks"
  | "closeDeliveryTask"
  | "callList"
  | "bounce"
  | "signedBounce";

/** What will be sent, and what did not arrive. */
export function deliveryRoutes({ pool, bounceSecret = null }: Deps): Pick<Handlers, Delivery> {
  return {
    preview: async ({ account, params, query }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const day = query.day ?? addDays(dayOf(scope.now), 1);
      const messages = await inTransaction(pool, (tx) =>
        previewOf(tx, scope.campaign, day, account.person),
      );
      const shown = messages.map((one) => ({
        ...one,
        items: one.items.map((item) => ({ ...item })),
      }));
      return { status: 200, body: { campaign: scope.campaign, day, messages: shown } };
    },
    deliveryTasks: async ({ account, params, query }) => {
      const scope = await scopeWith(pool, account, params.campaign, "keep_addresses");
      const page = pageRequest(query, "text,text");
      const rows = await listDeliveryTasks(pool, scope, page.read, page.after);
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.openedAt, row.id],
        (row) => row,
      );
      return { status: 200, body };
    },
    closeDeliveryTask: async ({ account, params, body, write }) => {
      const scope = await scopeWith(pool, account, params.campaign, "keep_addresses");
      const { body: task } = await once(pool, write, async (tx) => {
        const by = account.person ?? accountKey(account);
        const closed = await closeDeliveryTask(tx, scope, params.task, by, body.note);
        if (!closed) throw new ApiError("not_found", { what: params.task });
        return closed;
      });
      return { status: 200, body: task };
    },
    callList: async ({ account, params }) => {
      const scope = await scopeWith(pool, account, params.campaign, "keep_addresses");
      const items = await listCalls(pool, scope);
      return { status: 200, body: { campaign: scope.campaign, items } };
    },
    bounce: async ({ account, body, write }) => {
      const report = reportIn(body);
      const { body: entered } = await once(pool, write, (tx) =>
        enterBounce(tx, { ...report, reportedBy: accountKey(account) }),
      );
      return answerTo(report, entered);
    },
    signedBounce: async ({ request, body }) => {
      const raw: unknown = request.body;
      const now = Math.floor(Date.now() / 1_000);
      const signed =
        bounceSecret !== null &&
        Buffer.isBuffer(raw) &&
        isSigned(bounceSecret, request.get("Plenum-Signature"), raw, now);
      if (!signed) throw new ApiError("unsigned_report");
      const report = reportIn(body);
      const entered = await inTransaction(pool, (tx) =>
        enterBounce(tx, { ...report, reportedBy: "relay" }),
      );
      return answerTo(report, entered);
    },
  };
}

function reportIn(body: BounceBody): DeliveryReport {
  const report = "dsn" in body ? readReport(body.dsn) : { ...body, code: null };
  if (!report) throw new ApiError("no_report");
  return report;
}

function answerTo(
  { messageId, kind, reason }: DeliveryReport,
  entered: { message: string } | null,
) {
  if (!entered) throw new ApiError("not_found", { what: messageId });
  return { status: 200, body: { message: entered.message, kind, reason } } as const;
}
