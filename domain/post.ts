import type { Appointment, Campaign, Cover, Post, Team } from "./campaign.ts";
import { holdsFor } from "./cover.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { PostExpression } from "./template.ts";
import type { Day } from "./time.ts";
import { append, kept, treeOf } from "./unit-tree.ts";

/** Stands for the party above the root where a post is asked for. */
export const OUTSIDE = "outside";

/** A post expression taken apart. */
export type ParsedPost =
  | { readonly where: "post"; readonly id: string }
  | { readonly where: "unit" | "above" | "root" | "below" | "team"; readonly role: string };

/** Who acts for a post on a day; `actingFor` is the holder they cover, null when they hold it themselves. */
export interface Holder {
  readonly person: string;
  readonly actingFor: string | null;
}

const PLACES = ["unit", "above", "root", "below", "team"] as const;

/** Roles that make up a unit's committee, for `unit.members`: the heads and everybody called a member. */
const COMMITTEE_ROLE = /^(head|standing-deputy|deputy(-.*)?|member.*)$/;

/** Takes `where.role` or `post:<id>` apart; null when it is neither. */
export function parsePostExpression(expression: PostExpression): ParsedPost | null {
  if (expression.startsWith("post:")) {
    const id = expression.slice("post:".length);
    return id === "" ? null : { where: "post", id };
  }
  const dot = expression.indexOf(".");
  const where = PLACES.find((place) => place === expression.slice(0, dot));
  const role = expression.slice(dot + 1);
  if (where === undefined || role === "") return null;
  if (where === "team" && role !== "leader" && role !== "members") return null;
  return { where, role };
}

/**
 * The posts an expression means, seen from a unit, without repetition and in the order of the
 * campaign; `outside` for the unit above the root. Empty when there are none.
 */
export function resolvePosts(
  campaign: Campaign,
  unitId: string,
  expression: PostExpression,
): string[] {
  const parsed = postsOf(campaign).parse(expression);
  if (parsed === null) return [];
  const tree = treeOf(campaign);
  switch (parsed.where) {
    case "post":
      return postsOf(campaign).byId.has(parsed.id) ? [parsed.id] : [];
    case "unit":
      return [...inUnit(campaign, unitId, parsed.role)];
    case "above": {
      const parent = tree.unit(unitId)?.parent ?? null;
      if (parent !== null) return [...inUnit(campaign, parent, parsed.role)];
      return campaign.outside === null ? [] : [OUTSIDE];
    }
    case "root":
      return tree.root === null ? [] : [...inUnit(campaign, tree.root.id, parsed.role)];
    case "below":
      return tree.children(unitId).flatMap((child) => inUnit(campaign, child.id, parsed.role));
    case "team": {
      const team = tree.team(unitId);
      if (team === null) return [];
      return parsed.role === "leader"
        ? [team.leader]
        : [...new Set([team.leader, ...team.members])];
    }
    default:
      return parsed satisfies never;
  }
}

/** The guidance team that follows a unit. */
export const teamOf = (campaign: Campaign, unitId: string): Team | null =>
  treeOf(campaign).team(unitId);

/** A post by its id. */
export const postOf = (campaign: Campaign, postId: string): Post | null =>
  postsOf(campaign).byId.get(postId) ?? null;

/**
 * Who acts for a post on a day: the one who covers it, otherwise its holder. Of overlapping
 * appointments (or covers) the one that began last counts. A cover of certain acts counts when one of them
 * is asked for. null when the post is vacant.
 */
export function holderOn(
  campaign: Campaign,
  postId: string,
  day: Day,
  act?: ObligationAct,
): Holder | null {
  const { appointments, covers } = postsOf(campaign);
  const acts = act === undefined ? [] : [act];
  const holder = latestOn(appointments.get(postId) ?? [], day, acts);
  const cover = latestOn(covers.get(postId) ?? [], day, acts);
  if (cover !== null) return { person: cover.person, actingFor: holder?.person ?? null };
  return holder === null ? null : { person: holder.person, actingFor: null };
}

function latestOn<One extends Appointment | Cover>(
  list: readonly One[],
  day: Day,
  acts: readonly ObligationAct[],
): One | null {
  let latest: One | null = null;
  for (const one of list) {
    if (!holdsFor(one, day, acts)) continue;
    if (latest === null || one.from >= latest.from) latest = one;
  }
  return latest;
}

function inUnit(campaign: Campaign, unitId: string, role: string): readonly string[] {
  return postsOf(campaign).byRole.get(unitId)?.get(role) ?? [];
}

interface Posts {
  readonly byId: ReadonlyMap<string, Post>;
  /** Post ids by unit and role, `members` among the roles. */
  readonly byRole: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly parse: (expression: PostExpression) => ParsedPost | null;
  readonly appointments: ReadonlyMap<string, readonly Appointment[]>;
  readonly covers: ReadonlyMap<string, readonly Cover[]>;
}

const known = new WeakMap<Campaign, Posts>();

/** Built once for each campaign object, which never changes. */
function postsOf(campaign: Campaign): Posts {
  const cached = known.get(campaign);
  if (cached !== undefined) return cached;
  const byRole = new Map<string, Map<string, string[]>>();
  const appointments = new Map<string, Appointment[]>();
  const covers = new Map<string, Cover[]>();
  for (const { id, unit, role } of campaign.posts) {
    const ofUnit = byRole.get(unit) ?? new Map<string, string[]>();
    byRole.set(unit, ofUnit);
    append(ofUnit, role, id);
    if (COMMITTEE_ROLE.test(role)) append(ofUnit, "members", id);
  }
  for (const appointment of campaign.appointments) {
    append(appointments, appointment.post, appointment);
  }
  for (const cover of campaign.covers) append(covers, cover.post, cover);
  const byId = new Map(campaign.posts.map((post) => [post.id, post]));
  const parse = kept(new Map(), parsePostExpression);
  const posts = { byId, byRole, parse, appointments, covers };
  known.set(campaign, posts);
  return posts;
}
