import { createHash, randomUUID } from "node:crypto";
import type { ActContext } from "#prisma/sql/read/act.ts";
import { actContexts } from "#prisma/sql/read/act.ts";
import { enterAttempt } from "../attempt.ts";
import type { ActsRow, ActsVerdict } from "../contract-acts.ts";
import { toProblem } from "../errors.ts";
import { hashOfRequest, type WriteKey } from "../idempotency.ts";
import type { Call, Deps, Handlers } from "../router.ts";
import { type ActCall, actOn, questionOf } from "./act.ts";

type Single = Pick<Handlers, "acknowledge" | "remind">;

/**
 * Many acts in one request. Each row is a command of its own, under a key made of the request's and of the row: a
 * repetition does nothing twice, and what refuses one row leaves the others alone.
 */
export function actsRoutes(deps: Deps, single: Single): Pick<Handlers, "acts"> {
  const { pool, log } = deps;
  return {
    acts: async (call) => {
      const { rows } = call.body;
      const approvals = new Map<number, ActCall>();
      for (const [at, row] of rows.entries())
        if ("approve" in row) approvals.set(at, approvalOf(call, row));
      const found = await actContexts(
        pool,
        call.account.realm,
        [...approvals.values()].map(questionOf),
      );
      const contexts = new Map([...approvals.keys()].map((at, n) => [at, found[n] ?? null]));
      const verdict = async (row: ActsRow, at: number): Promise<ActsVerdict> => {
        try {
          const approval = approvals.get(at);
          const status = approval
            ? await approved(deps, approval, contexts.get(at) ?? null)
            : await stated(single, call, row);
          return { status, refusal: null };
        } catch (error) {
          const trace = randomUUID();
          const problem = toProblem(error, trace, "vi");
          const { code, words, status } = problem;
          if (status === 500) log(`${trace} POST /api/acts ${String(error)}`);
          await enterAttempt(pool, call.request, error, problem, triedIn(row));
          return { status: "refused", refusal: { code, words } };
        }
      };
      return { status: 200, body: { rows: await Promise.all(rows.map(verdict)) } };
    },
  };
}

/** A row as if it had been asked alone. */
function triedIn(row: ActsRow): { readonly path: string; readonly body: unknown } {
  if ("remind" in row) return { path: `/api/campaigns/${row.campaign}/remind`, body: row.remind };
  const { campaign, unit, step } = row;
  const at = `/api/campaigns/${campaign}/units/${unit}/steps/${step}`;
  return "acknowledge" in row
    ? { path: `${at}/acknowledge`, body: row.acknowledge }
    : { path: `${at}/acts`, body: { type: "approve", ...row.approve } };
}

async function approved(
  deps: Deps,
  call: ActCall,
  context: ActContext | null,
): Promise<"done" | "open"> {
  const { status } = await actOn(deps, call, context);
  return status === "open" ? "open" : "done";
}

/** Receipts and reminders are facts: one transaction each, as by their own routes. */
async function stated(single: Single, call: Call<"acts">, row: ActsRow): Promise<"done"> {
  const { account, request, response } = call;
  const common = { account, request, response, query: undefined, write: keyOfRow(call, row) };
  if ("acknowledge" in row) {
    const { campaign, unit, step, acknowledge: body } = row;
    await single.acknowledge({ ...common, params: { campaign, unit, step }, body });
  } else if ("remind" in row) {
    await single.remind({ ...common, params: { campaign: row.campaign }, body: row.remind });
  }
  return "done";
}

function approvalOf(call: Call<"acts">, row: Extract<ActsRow, { approve: unknown }>): ActCall {
  const { campaign, unit, step, approve } = row;
  return {
    account: call.account,
    params: { campaign, unit, step },
    body: { type: "approve", ...approve },
    write: keyOfRow(call, row),
  };
}

function keyOfRow({ write }: Call<"acts">, row: ActsRow): WriteKey {
  const content = JSON.stringify(row);
  const key = createHash("sha256").update(`${write.key}\n${content}`).digest("hex");
  return { account: write.account, key: `row-${key}`, requestHash: hashOfRequest("POST", "", row) };
}
