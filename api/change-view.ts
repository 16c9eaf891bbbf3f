import { createHash } from "node:crypto";
import { type Change, NEEDS_SECOND_PERSON } from "#domain/change.ts";
import { alternativesTo, leastSlack } from "#domain/change-alternative.ts";
import { type ChangePreview, previewOf } from "#domain/change-preview.ts";
import { maySecond, unitsDeciding } from "#domain/change-right.ts";
import { changeWords } from "#domain/change-words.ts";
import { dayOf, type Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { ChangeRow } from "#prisma/sql/change.ts";
import { namesOf } from "#prisma/sql/read/definition.ts";
import { holdersOf } from "#prisma/sql/read/holder.ts";
import { type Scope, unitsOf } from "#prisma/sql/read/scope.ts";
import type { CampaignStanding } from "#prisma/sql/standing.ts";
import type { ChangeFigures, ChangeItem, ChangePreviewView } from "./contract-change.ts";
import { refusalText } from "./errors.ts";

/** So much of a preview is shown; the figures count everything. */
const MOST_DATES = 2_000;
const MOST_LINES = 500;
/** Other days are looked for up to this size: each is a plan of the whole campaign. */
const MOST_UNITS = 200;

/** Whether the account has a right in all the units that a change is made for. */
export function reaches(
  scope: Scope,
  right: "propose_change" | "decide_change",
  campaign: CampaignStanding["campaign"],
  change: Change,
): boolean {
  const units = unitsOf(scope, right);
  return units === null || unitsDeciding(campaign, change).every((unit) => units.includes(unit));
}

export function itemOf(
  row: ChangeRow,
  scope: Scope,
  campaign: CampaignStanding["campaign"],
  person: string | null,
): ChangeItem {
  const decides = person !== null && reaches(scope, "decide_change", campaign, row.change);
  const second = person !== null && maySecond(row.change, row.proposedBy, person);
  return {
    id: row.id,
    change: row.change as ChangeItem["change"],
    reason: row.reason,
    paper: row.paper,
    status: row.status,
    proposedBy: { person: row.proposedBy, name: row.proposer },
    proposedAt: row.proposedAt,
    decidedBy: row.decidedBy === null ? null : { person: row.decidedBy, name: row.decider },
    decidedAt: row.decidedAt,
    committedAt: row.committedAt,
    graceUntil: row.graceUntil,
    toldAt: row.toldAt,
    refusal: row.refusal === null ? null : refusalText(row.refusal.code, row.refusal.data),
    needsSecondPerson: NEEDS_SECOND_PERSON[row.change.kind],
    may: {
      decide: row.status === "proposed" && decides && second,
      undo: row.status === "committed" && !row.graceOver && decides,
      withdraw: row.status === "proposed" && person === row.proposedBy,
    },
  };
}

/** What a change comes to as the campaign stands. @throws DomainError as the rules do */
export const previewNow = (
  { campaign, standing, now }: CampaignStanding,
  change: Change,
  reason: string,
): ChangePreview => previewOf(campaign, standing, change, now, { reason });

export function figuresOf(preview: ChangePreview): ChangeFigures {
  const { dates, cancelled, impossible, clashes, tell, outcome, ends } = {
    ...preview,
    ends: lastDue(preview),
  };
  return {
    moved: dates.length,
    cancelled: cancelled.length,
    impossible: impossible.length,
    clashes: clashes.length,
    people: tell.length,
    units: outcome.cycles.length,
    slack: leastSlack(preview),
    ends,
  };
}

/** The last due day among the units that it concerns. */
function lastDue({ outcome }: ChangePreview): string | null {
  const last = outcome.cycles
    .flatMap(({ after }) => after.plan.steps.map(({ due }) => due.at))
    .reduce<Instant | null>((latest, at) => (latest === null || at > latest ? at : latest), null);
  return last === null ? null : dayOf(last);
}

/** What a preview comes to, in one word: the same dates and the same fates have the same one. */
export const hashOfPreview = ({ dates, cancelled, outcome }: ChangePreview): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        dates.map(({ unit, step, from, to }) => [unit, step, from, to]),
        cancelled.map(({ unit, step }) => [unit, step]),
        outcome.cycles.map(({ unit, after }) => [unit, after.status]),
      ]),
    )
    .digest("hex")
    .slice(0, 32);

/** The whole preview, in names, with the messages to those who hold the posts today. */
export async function previewView(
  db: Reader,
  stands: CampaignStanding,
  asked: Pick<ChangeRow, "change" | "reason" | "paper">,
): Promise<ChangePreviewView> {
  const { campaign, standing, now } = stands;
  const preview = previewNow(stands, asked.change, asked.reason);
  const names = namesOf(campaign);
  const unitName = (unit: string): string => {
    const name = names.unit(unit);
    return typeof name === "string" ? name : name.vi;
  };
  const named = <T extends { readonly unit: string }>(one: T) => ({
    ...one,
    unitName: unitName(one.unit),
  });
  const titles = new Map(campaign.template.levels.map(({ id, title }) => [id, title]));
  const people = new Map(campaign.persons.map(({ id, name }) => [id, name]));
  const teams = new Map(campaign.teams.map(({ id, name }) => [id, name]));
  const small = campaign.units.length <= MOST_UNITS;
  return {
    figures: figuresOf(preview),
    basedOn: stands.version,
    hash: hashOfPreview(preview),
    dates: preview.dates.slice(0, MOST_DATES).map(named),
    levels: preview.levels.map((one) => ({
      ...one,
      title: titles.get(one.level) ?? { vi: one.level, en: one.level },
    })),
    impossible: preview.impossible.slice(0, MOST_LINES).map(named),
    alternatives: small ? [...alternativesTo(campaign, standing, asked.change, now, preview)] : [],
    cancelled: preview.cancelled.slice(0, MOST_LINES).map(named),
    touched: preview.touched.slice(0, MOST_LINES).map(named),
    clashes: preview.clashes.slice(0, MOST_LINES).map(({ kind, who, day, units }) => ({
      kind,
      who,
      name: people.get(who) ?? teams.get(who) ?? who,
      day,
      units: [...units],
    })),
    problems: preview.problems.slice(0, MOST_LINES).map(({ words }) => words),
    messages: await messagesOf(db, stands, asked, preview),
  };
}

async function messagesOf(
  db: Reader,
  { campaign, realm, now }: CampaignStanding,
  { change, reason, paper }: Pick<ChangeRow, "change" | "reason" | "paper">,
  { tell, dates }: ChangePreview,
): Promise<ChangePreviewView["messages"]> {
  const moved = new Map(dates.map((one) => [`${one.unit}/${one.step}`, one]));
  const holder = await holdersOf(
    db,
    { realm, now },
    tell.map(({ post }) => post),
  );
  const names = namesOf(campaign);
  const byPerson = new Map<string, (typeof tell)[number][]>();
  for (const one of tell) {
    const key = holder(one.post).person ?? `?${one.post}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), one]);
  }
  return [...byPerson.values()].slice(0, MOST_LINES).map((tellings) => {
    const held = tellings.map(({ post }) => holder(post));
    const items = tellings.flatMap(({ items: some }) =>
      some.map((item) => {
        const at = moved.get(`${item.unit}/${item.step ?? ""}`);
        return { ...item, from: at?.from ?? null, to: at?.to ?? null };
      }),
    );
    const name = held[0]?.name ?? null;
    const { subject, sentences } = changeWords({ change, reason, paper, name, items, names });
    return {
      person: held[0]?.person ?? null,
      name,
      posts: held.map(({ title }) => title),
      subject,
      sentences: [...sentences],
    };
  });
}
