import type { Campaign, Team } from "./campaign.ts";
import type { CyclePlan } from "./cycle.ts";
import { dayWords } from "./date-words.ts";
import { holderOn, OUTSIDE, postOf } from "./post.ts";
import type { Text } from "./text.ts";
import type { Day } from "./time.ts";
import { append, treeOf } from "./unit-tree.ts";

/** Somebody is wanted at more conferences on one day than they can attend. */
export interface Clash {
  readonly kind: "person" | "team" | "leader";
  /** A person's id, a team's id, or the post of a leader of several teams. */
  readonly who: string;
  readonly day: Day;
  /** Units whose conferences collide, in tree order. */
  readonly units: readonly string[];
  readonly words: Text;
}

interface Meeting {
  readonly unit: string;
  readonly day: Day;
  readonly posts: readonly string[];
  readonly team: Team | null;
}

/**
 * Clashes among the planned conferences, in order of day. A team, and whoever comes as one of it, can
 * attend as many a day as its capacity says; everybody else one. What a team's or leader's clash
 * already tells is not told again for each of its persons.
 */
export function clashesOf(campaign: Campaign, cycles: readonly CyclePlan[]): Clash[] {
  const meetings = meetingsOf(campaign, cycles);
  const ofTeams = teamClashes(campaign, meetings);
  const told = new Set(ofTeams.map(keyOf));
  const ofPersons = personClashes(campaign, meetings).filter((clash) => !told.has(keyOf(clash)));
  return [...ofTeams, ...ofPersons].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function meetingsOf(campaign: Campaign, cycles: readonly CyclePlan[]): Meeting[] {
  const tree = treeOf(campaign);
  return cycles.flatMap(({ unit, steps }) =>
    steps.flatMap((step) =>
      step.kind === "conference" && step.entered === undefined
        ? {
            unit,
            day: step.conference.day,
            posts: [...new Set([step.owner, ...step.conference.attendees])],
            team: tree.team(unit),
          }
        : [],
    ),
  );
}

function teamClashes(campaign: Campaign, meetings: readonly Meeting[]): Clash[] {
  const byTeam = new Map<string, Meeting[]>();
  const byLeader = new Map<string, Meeting[]>();
  for (const meeting of meetings) {
    if (meeting.team === null) continue;
    append(byTeam, `${meeting.day} ${meeting.team.id}`, meeting);
    append(byLeader, `${meeting.day} ${meeting.team.leader}`, meeting);
  }
  const teams = [...byTeam.values()].flatMap((together) => {
    const team = together[0]?.team;
    if (team == null || together.length <= team.capacity) return [];
    return clash("team", team.id, { vi: team.name, en: team.name }, together);
  });
  const leaders = [...byLeader.values()].flatMap((together) => {
    const led = [...new Set(together.flatMap((meeting) => meeting.team ?? []))];
    const leader = led[0]?.leader;
    if (leader === undefined || led.length < 2 || together.length <= capacityOf(led)) return [];
    return clash("leader", leader, postOf(campaign, leader)?.title ?? same(leader), together);
  });
  return [...teams, ...leaders];
}

function personClashes(campaign: Campaign, meetings: readonly Meeting[]): Clash[] {
  const names = new Map(campaign.persons.map((person) => [person.id, person.name]));
  const calls = new Map<string, Map<Meeting, boolean>>();
  for (const meeting of meetings) {
    for (const post of meeting.posts) {
      const person = post === OUTSIDE ? null : holderOn(campaign, post, meeting.day)?.person;
      if (person == null) continue;
      const key = `${meeting.day} ${person}`;
      const wanted = calls.get(key) ?? new Map<Meeting, boolean>();
      calls.set(key, wanted);
      wanted.set(meeting, (wanted.get(meeting) ?? true) && isOfTeam(meeting.team, post));
    }
  }
  return [...calls].flatMap(([key, wanted]) => {
    const together = [...wanted.keys()];
    const asTeam = [...wanted.values()].every((ofTeam) => ofTeam);
    const teams = together.flatMap((meeting) => meeting.team ?? []);
    if (together.length <= (asTeam ? capacityOf(teams) : 1)) return [];
    const person = key.slice(key.indexOf(" ") + 1);
    return clash("person", person, same(names.get(person) ?? person), together);
  });
}

const isOfTeam = (team: Team | null, post: string): boolean =>
  team !== null && (team.leader === post || team.members.includes(post));

const capacityOf = (teams: readonly Team[]): number =>
  teams.reduce((most, team) => Math.max(most, team.capacity), 1);

function clash(
  kind: Clash["kind"],
  who: string,
  name: Text,
  together: readonly Meeting[],
): readonly Clash[] {
  const units = [...new Set(together.map((meeting) => meeting.unit))];
  const day = together[0]?.day;
  if (day === undefined) return [];
  const words = {
    vi: `${name.vi} phải dự ${together.length} hội nghị ngày ${dayWords(day)}: ${units.join(", ")}.`,
    en: `${name.en} is wanted at ${together.length} conferences on ${dayWords(day)}: ${units.join(", ")}.`,
  };
  return [{ kind, who, day, units, words }];
}

const same = (words: string): Text => ({ vi: words, en: words });

const keyOf = (one: Clash): string => `${one.day} ${one.units.join(" ")}`;
