import type { Reader } from "#prisma/client.ts";
import { holdersOf } from "#prisma/sql/read/holder.ts";
import { causesBySteps, lateObligations } from "#prisma/sql/read/lateness.ts";
import { type NextRead, nextOf } from "#prisma/sql/read/next.ts";
import type { Scope } from "#prisma/sql/read/scope.ts";
import { scopeIn } from "../access.ts";
import type { NextItem } from "../contract-step.ts";
import type { Deps, Handlers } from "../router.ts";
import { viewsOf } from "../sentence.ts";

/** Who is late, what blocks, what comes next. */
export function nextRoutes({ pool }: Deps): Pick<Handlers, "next"> {
  return {
    next: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      const rows = await nextOf(pool, scope);
      const late = rows.some((row) => row.list === "late");
      const causes = causesBySteps(late ? await lateObligations(pool, scope) : []);
      const items = (await itemsOf(pool, scope, rows)).map((item, at) => ({
        ...item,
        cause:
          rows[at]?.list === "late" ? (causes.get(`${rows[at].cycle}/${item.step}`) ?? null) : null,
      }));
      const of = (list: NextRead["list"]) => items.filter((_, at) => rows[at]?.list === list);
      const total = (list: NextRead["list"]) => rows.find((row) => row.list === list)?.total ?? 0;
      const totals = { late: total("late"), blocked: total("blocked"), coming: total("coming") };
      return {
        status: 200,
        body: {
          campaign: scope.campaign,
          late: of("late"),
          blocked: of("blocked"),
          coming: of("coming"),
          totals,
        },
      };
    },
  };
}

async function itemsOf(db: Reader, scope: Scope, rows: readonly NextRead[]): Promise<NextItem[]> {
  const placed = rows.map((row) => ({ ...scope, ...row }));
  const [views, holder] = await Promise.all([
    viewsOf(db, placed),
    holdersOf(
      db,
      scope,
      rows.flatMap((row) => row.posts),
    ),
  ]);
  return placed.map((row) => {
    const { state } = views.cycle(row);
    const { names } = views.definition(row);
    const planned = state.plan.steps.find((step) => step.id === row.step);
    const name = names.unit(row.unit);
    return {
      unit: row.unit,
      unitName: typeof name === "string" ? name : name.vi,
      step: row.step,
      title: planned?.title ?? { vi: row.step, en: row.step },
      kind: planned?.kind ?? "task",
      status: state.steps[row.step]?.status ?? "waiting",
      due: row.due,
      proposed: planned?.due.proposed ?? false,
      who: row.posts.map(holder),
      explain: views.sentence(row, row.step),
    };
  });
}
