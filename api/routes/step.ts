import { isOverdue } from "#domain/overdue.ts";
import { roundOf } from "#domain/status.ts";
import type { PlannedStep, StepState } from "#domain/step.ts";
import type { Instant } from "#domain/time.ts";
import { type HolderRow, holdersOf } from "#prisma/sql/read/holder.ts";
import { type Scope, seesStep, seesUnit } from "#prisma/sql/read/scope.ts";
import { readUnit } from "#prisma/sql/read/unit.ts";
import { requireStep, requireUnit, scopeIn } from "../access.ts";
import type { StepItem } from "../contract-step.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";
import { type Place, type Views, viewsOf } from "../sentence.ts";
import { stepDetail } from "../step-detail.ts";

/** One unit with its steps, and one step whole. */
export function stepRoutes({ pool }: Deps): Pick<Handlers, "unit" | "step"> {
  return {
    unit: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      requireUnit(scope, params.unit);
      const unit = await readUnit(pool, scope.campaign, params.unit);
      if (!unit) throw new ApiError("not_found", { what: params.unit });
      const place = placeOf(scope, params.unit);
      const views = await viewsOf(pool, [place]);
      const { state, seq } = views.cycle(place);
      const steps = state.plan.steps.filter((step) => seesStep(scope, params.unit, step.id));
      const holder = await holdersOf(
        pool,
        scope,
        steps.map((step) => step.owner),
      );
      return {
        status: 200,
        body: {
          ...unit,
          team: seesUnit(scope, params.unit) ? unit.team : null,
          campaign: scope.campaign,
          status: state.status,
          seq,
          steps: steps.map((step) => stepItem(scope, views, place, step, holder)),
        },
      };
    },
    step: async ({ account, params }) => {
      const scope = await scopeIn(pool, account, params.campaign);
      requireStep(scope, params.unit, params.step);
      const place = placeOf(scope, params.unit);
      const [unit, views] = await Promise.all([
        readUnit(pool, scope.campaign, params.unit),
        viewsOf(pool, [place]),
      ]);
      const { state, seq } = views.cycle(place);
      const planned = state.plan.steps.find((step) => step.id === params.step);
      if (!unit || !planned) throw new ApiError("not_found", { what: params.step });
      const asked = { scope, account, place, views, planned };
      const { holder, ...detail } = await stepDetail(pool, asked);
      const item = stepItem(scope, views, place, planned, holder);
      const where = { campaign: scope.campaign, unit: unit.unit, unitName: unit.name, seq };
      return { status: 200, body: { ...item, ...where, ...detail } };
    },
  };
}

const placeOf = (scope: Scope, unit: string): Place => ({
  ...scope,
  cycle: `${scope.campaign}/${unit}`,
});

function stepItem(
  scope: Scope,
  views: Views,
  place: Place,
  step: PlannedStep,
  holder: (post: string) => HolderRow,
): StepItem {
  const stands = views.cycle(place).state.steps[step.id] ?? WAITING;
  return {
    step: step.id,
    title: step.title,
    kind: step.kind,
    status: stands.status,
    round: roundOf(stands),
    owner: holder(step.owner),
    due: step.due.at,
    dueWords: step.due.words,
    proposed: step.due.proposed,
    overdue: isOverdue(views.open(place), step.id, scope.now),
    day: step.kind === "conference" ? step.conference.day : null,
    doneAt: doneAt(stands),
    explain: views.sentence(place, step.id),
  };
}

const WAITING: StepState = { status: "waiting" };

const doneAt = (stands: StepState): Instant | null => (stands.status === "done" ? stands.at : null);
