import type { Campaign } from "#domain/campaign.ts";
import { type CampaignPlan, plan } from "#domain/plan.ts";
import type { Text } from "#domain/text.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { pastSteps, startCampaign } from "#prisma/sql/campaign.ts";
import { NumberTaken } from "#prisma/sql/campaign-entered.ts";
import { REAL } from "#prisma/sql/realm.ts";
import type { FileProblem, Planned } from "../contract-campaign.ts";
import { ApiError } from "../errors.ts";
import type { Problem } from "../file/problem.ts";
import { readCampaign } from "../file/read.ts";
import type { Deps, Handlers } from "../router.ts";

const NAME = "campaign.yaml";

/** A campaign file: checked, planned, started. */
export function fileRoutes({ pool, sender }: Deps): Pick<Handlers, "check" | "plan" | "start"> {
  return {
    check: async ({ body }) => {
      const read = readCampaign(body, NAME);
      const problems = "problems" in read ? read.problems.map(shown) : [];
      const warnings = "warnings" in read ? read.warnings.map((one) => one.message) : [];
      return { status: 200, body: { ok: problems.length === 0, problems, warnings } };
    },
    plan: async ({ body }) => {
      const { campaign, warnings } = campaignIn(body);
      return { status: 200, body: plannedView(campaign, plan(campaign), warnings) };
    },
    start: async ({ body, account }) => {
      const { campaign } = campaignIn(body);
      const planned = plan(campaign);
      const started = await inTransaction(pool, async (tx) => {
        const { rows } = await tx.query<{ now: string; known: boolean }>(
          `SELECT date_trunc('milliseconds', clock_timestamp()) AS now,
                  EXISTS (SELECT FROM campaigns WHERE realm = $1 AND key = $2) AS known`,
          [REAL, campaign.id],
        );
        const now = rows[0]?.now ?? "";
        if (!rows[0]?.known) requireFuture(campaign, planned, now);
        const realm = { id: REAL, kind: "real", title: "Plenum" } as const;
        const startedBy = account.person;
        return startCampaign(tx, { campaign, plan: planned, realm, mode: "real", startedBy, now });
      }).catch((error: unknown) => {
        if (!(error instanceof NumberTaken)) throw error;
        throw new ApiError("number_taken", { number: error.number, series: error.series });
      });
      if (started.status === "differs") {
        const differences = started.differences.join(", ");
        throw new ApiError("campaign_differs", { campaign: started.campaign, differences });
      }
      if (started.status === "started") sender.poke([started.root]);
      const already = started.status === "already_running";
      return {
        status: already ? 200 : 201,
        body: {
          campaign: started.campaign,
          already,
          units: planned.cycles.length,
          steps: planned.cycles.reduce((sum, cycle) => sum + cycle.steps.length, 0),
          ends: planned.ends,
        },
        location: `/api/campaigns/${encodeURIComponent(started.campaign)}`,
      };
    },
  };
}

/** The campaign of a file that has no errors. @throws ApiError file_broken with all of them */
export function campaignIn(content: string | Uint8Array): {
  readonly campaign: Campaign;
  readonly warnings: readonly Problem[];
} {
  const read = readCampaign(content, NAME);
  if (!("problems" in read)) return read;
  const faults = read.problems.map(({ field, line, message }) => ({
    where: field,
    line,
    words: message,
  }));
  throw new ApiError("file_broken", { count: faults.length }, faults);
}

/** A real campaign must not start with steps that are overdue before anybody can act, nor done before they are. */
function requireFuture(campaign: Campaign, planned: CampaignPlan, now: string): void {
  const early = campaign.entered.find(({ at }) => at > now);
  if (early) {
    const { unit, step, at } = early;
    throw new ApiError("entered_future", { unit, step, day: dayOf(at) });
  }
  const past = pastSteps(planned, now);
  const [first] = past;
  if (!first) return;
  const { unit, step, due } = first;
  throw new ApiError("dates_past", { count: past.length, unit, step, day: dayOf(due) });
}

const shown = ({ line, field, message, suggestion }: Problem): FileProblem => ({
  line,
  field: field === "" ? null : field,
  words: message,
  suggestion,
});

function plannedView(
  campaign: Campaign,
  { cycles, clashes, problems, ends }: CampaignPlan,
  warnings: readonly Problem[],
): Planned {
  const names = new Map(campaign.units.map((unit) => [unit.id, unit.name]));
  return {
    campaign: campaign.id,
    title: campaign.title,
    ends,
    cycles: cycles.map(({ unit, level, steps }) => ({
      unit,
      name: names.get(unit) ?? unit,
      level,
      steps: steps.map((step) => ({
        id: step.id,
        title: step.title,
        kind: step.kind,
        owner: step.owner,
        due: step.due.at,
        dueWords: step.due.words,
        proposed: step.due.proposed,
        earliest: step.earliest,
        slack: step.slack,
        entered: step.entered ?? null,
      })),
    })),
    problems: problems.map(({ path, words }) => ({
      line: null,
      field: path.join("."),
      words,
      suggestion: null,
    })),
    clashes: clashes.map((clash): Text => clash.words),
    warnings: warnings.map((one) => one.message),
  };
}
