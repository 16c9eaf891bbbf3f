import type { Appointment, Campaign } from "./campaign.ts";
import { repeated } from "./check-unit.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import { didYouMean } from "./suggest.ts";
import { append } from "./unit-tree.ts";

/** Persons, posts, who holds them when, and the teams made of them. */
export function checkStaff(campaign: Campaign): CheckProblem[] {
  const posts = new Set(campaign.posts.map(({ id }) => id));
  const persons = new Set(campaign.persons.map(({ id }) => id));
  const known = { posts, persons };
  return [
    ...campaign.appointments.flatMap((one, index) =>
      checkHolding(one, "appointments", index, known),
    ),
    ...campaign.covers.flatMap((one, index) => checkHolding(one, "covers", index, known)),
    ...checkOverlaps(campaign),
    ...repeated(campaign.teams, "teams"),
    ...checkTeams(campaign, posts),
  ];
}

function checkHolding(
  { post, person, from, to }: Appointment,
  kind: "appointments" | "covers",
  index: number,
  { posts, persons }: { posts: ReadonlySet<string>; persons: ReadonlySet<string> },
): CheckProblem[] {
  const problems: CheckProblem[] = [];
  if (!posts.has(post)) {
    const near = didYouMean(post, posts);
    problems.push(finding("unknown_post", [kind, index, "post"], { id: post }, near));
  }
  if (!persons.has(person)) {
    const near = didYouMean(person, persons);
    problems.push(finding("unknown_person", [kind, index, "person"], { id: person }, near));
  }
  if (to !== null && to < from) {
    problems.push(finding("dates_reversed", [kind, index, "to"], { from, to }));
  }
  return problems;
}

function checkOverlaps({ appointments }: Campaign): CheckProblem[] {
  const byPost = new Map<string, { one: Appointment; index: number }[]>();
  appointments.forEach((one, index) => {
    append(byPost, one.post, { one, index });
  });
  return [...byPost.values()].flatMap((held) => {
    const inOrder = held.sort((a, b) => a.one.from.localeCompare(b.one.from));
    return inOrder.slice(1).flatMap(({ one, index }, before) => {
      const earlier = inOrder[before]?.one;
      if (earlier === undefined || (earlier.to !== null && earlier.to < one.from)) return [];
      const data = { post: one.post, one: earlier.person, other: one.person };
      return [finding("appointments_overlap", ["appointments", index], data, END_THE_FIRST)];
    });
  });
}

const END_THE_FIRST = {
  vi: "Hãy ghi ngày cuối «to» cho người trước.",
  en: "Give the earlier holder a last day, “to”.",
};

function checkTeams(campaign: Campaign, posts: ReadonlySet<string>): CheckProblem[] {
  const units = new Set(campaign.units.map(({ id }) => id));
  const followers = new Map<string, string>();
  return campaign.teams.flatMap((team) => {
    const problems: CheckProblem[] = [];
    const at = (...path: (string | number)[]) => ["teams", team.id, ...path];
    if (!posts.has(team.leader)) {
      const near = didYouMean(team.leader, posts);
      problems.push(finding("unknown_post", at("leader"), { id: team.leader }, near));
    }
    for (const member of team.members) {
      if (posts.has(member) || member === team.leader) continue;
      const near = didYouMean(member, posts);
      problems.push(finding("unknown_post", at("members"), { id: member }, near));
    }
    team.follows.forEach((id, index) => {
      const other = followers.get(id);
      const path = at("follows", index);
      if (!units.has(id))
        problems.push(finding("unknown_unit", path, { id }, didYouMean(id, units)));
      if (other !== undefined) problems.push(finding("followed_twice", path, { id, team: other }));
      followers.set(id, team.id);
    });
    return problems;
  });
}
