import { NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { Campaign, Post, Unit } from "#domain/campaign.ts";
import type { Template } from "#domain/template.ts";
import type { Text } from "#domain/text.ts";
import { addDays, type Day } from "#domain/time.ts";

/** The step that every unit below the root goes through. */
export const STEP = "report";
export const APPROVERS = ["head", "deputy", "member"] as const;
const ROLES = ["office", ...APPROVERS];

const text = (words: string): Text => ({ vi: words, en: words });

/**
 * One paper that three people approve side by side. Everybody who owes something has a reminder armed, one
 * and then three working days after it is due: none is sent while this runs, each is cancelled by the act.
 */
const TEMPLATE: Template = {
  name: "bench",
  version: 1,
  title: text("bench"),
  levels: [
    {
      id: "commune",
      title: text("commune"),
      posts: ROLES.map((role) => ({ role, title: text(role) })),
      steps: [
        {
          id: STEP,
          kind: "document",
          title: text("Summary report"),
          owner: "unit.office",
          waits: [],
          due: { anchor: "end", days: 0, at: "17:00" },
          ladder: "twice",
          document: {
            type: "BC",
            issuer: "party",
            clerk: "unit.office",
            recipients: [],
            acknowledgeWithin: 0,
          },
          decision: {
            approvers: APPROVERS.map((role) => `unit.${role}`),
            rule: "all",
            order: "parallel",
          },
        },
      ],
    },
    {
      id: "district",
      title: text("district"),
      posts: [{ role: "office", title: text("office") }],
      steps: [
        {
          id: "close",
          kind: "task",
          title: text("Close"),
          owner: "unit.office",
          waits: [{ below: STEP, need: "all" }],
          due: { anchor: "end", days: 5, at: "17:00" },
          ladder: "twice",
        },
      ],
    },
  ],
  ladders: {
    twice: {
      rungs: [
        { id: "first", when: { days: 1, at: "08:00" }, to: ["owner"] },
        { id: "second", when: { days: 3, at: "08:00" }, to: ["owner"] },
      ],
    },
  },
  fields: [],
};

/** Units of one campaign, the root first; ids are unique across campaigns, as everything real is. */
export const unitsOf = (id: string, count: number): string[] => [
  id,
  ...Array.from({ length: count }, (_, n) => `${id}-${n + 1}`),
];

/** A campaign of `count` units that began today and has a quarter of a year. */
export function benchCampaign(id: string, count: number, today: Day): Campaign {
  const units = unitsOf(id, count).map(
    (unit): Unit => ({
      id: unit,
      code: null,
      name: `Xã ${unit}`,
      level: unit === id ? "district" : "commune",
      parent: unit === id ? null : id,
      territorial: true,
      validFrom: null,
      validTo: null,
    }),
  );
  const posts = units.flatMap((unit) =>
    (unit.parent === null ? ["office"] : ROLES).map(
      (role): Post => ({ id: `${unit.id}/${role}`, unit: unit.id, role, title: text(role) }),
    ),
  );
  return {
    id,
    title: text(`Bench ${id}`),
    period: "2020",
    template: TEMPLATE,
    starts: today,
    units,
    committees: units.map(({ id: unit }) => ({
      id: `${unit}/party`,
      unit,
      kind: "party",
      name: `Đảng ủy ${unit}`,
      symbol: "ĐU",
      numbering: "term",
      term: "2025-2030",
    })),
    posts,
    persons: posts.map((post) => ({
      id: personOf(post.unit, post.role),
      name: `Người ${post.id}`,
      email: `${post.unit}.${post.role}@bench.example`,
    })),
    appointments: posts.map((post) => ({
      post: post.id,
      person: personOf(post.unit, post.role),
      from: addDays(today, -30),
      to: null,
    })),
    covers: [],
    teams: [],
    calendar: NO_CALENDAR_DATA,
    anchors: { end: { kind: "fixed", day: addDays(today, 90) } },
    pilot: null,
    outside: null,
    registers: [],
    models: [],
    entered: [],
  };
}

/** Who holds the only post of a role in a unit. */
export const personOf = (unit: string, role: string): string => `${unit}-${role}`;
