import { randomUUID } from "node:crypto";
import { asText } from "#domain/wait-words.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { holdersOf } from "#prisma/sql/read/holder.ts";
import { addRemark, colleaguesOf, questionsTo, remarksOn } from "#prisma/sql/remark.ts";
import { requireStep, scopeIn } from "../access.ts";
import { ApiError } from "../errors.ts";
import { once } from "../idempotency.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Deps, Handlers } from "../router.ts";

type Names = "remarks" | "remark" | "questions" | "colleagues";

/** What people say and ask about a step: whoever may know it reads all of it. */
export function remarkRoutes({ pool }: Deps): Pick<Handlers, Names> {
  return {
    remarks: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      requireStep(scope, params.unit, params.step);
      const rows = await remarksOn(pool, `${scope.campaign}/${params.unit}`, params.step);
      const holder = await holdersOf(
        pool,
        scope,
        rows.flatMap(({ asked }) => asked ?? []),
      );
      const items = rows.map(({ asked, ...row }) => ({
        ...row,
        asked: asked === null ? null : holder(asked),
        yours: asked !== null && !row.answered && scope.posts.includes(asked),
      }));
      return { status: 200, body: { items } };
    },
    remark: async ({ account, params, body, write }) => {
      const { person } = account;
      if (person === null) throw new ApiError("not_yours");
      const scope = await scopeIn(pool, account, params.campaign);
      requireStep(scope, params.unit, params.step);
      const { asked = null, answers = null } = body;
      const { campaign } = await definitionOf(pool, scope);
      if (asked !== null && !campaign.posts.some(({ id }) => id === asked))
        throw new ApiError("not_found", { what: asked });
      const cycle = `${scope.campaign}/${params.unit}`;
      const words = body.words.normalize("NFC");
      const remark = { cycle, step: params.step, person, asked, answers, words };
      const { body: id } = await once(pool, write, async (tx) => {
        const made = `q-${randomUUID()}`;
        if (!(await addRemark(tx, { ...remark, id: made })))
          throw new ApiError("not_found", { what: answers ?? "" });
        return made;
      });
      return { status: 200, body: { id } };
    },
    questions: async ({ account, query }) => {
      const page = pageRequest(query, "text,text");
      const rows = await questionsTo(pool, account, query.campaign ?? null, page.read, page.after);
      const names = new Map<string, (unit: string) => string>();
      for (const row of rows)
        if (!names.has(row.campaign)) {
          const { names: known } = await definitionOf(pool, row);
          names.set(row.campaign, (unit) => asText(known.unit(unit)).vi);
        }
      const body = pageOfRows(
        rows,
        page,
        (row) => [row.at, row.id],
        (row) => ({
          id: row.id,
          campaign: row.campaign,
          campaignTitle: row.campaignTitle,
          unit: row.unit,
          unitName: names.get(row.campaign)?.(row.unit) ?? row.unit,
          step: row.step,
          title: row.title,
          by: row.by,
          words: row.words,
          at: row.at,
        }),
      );
      return { status: 200, body };
    },
    colleagues: async ({ account, query }) => ({
      status: 200,
      body: { items: await colleaguesOf(pool, account, query.campaign ?? null) },
    }),
  };
}
