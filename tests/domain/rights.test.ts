import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  postsToEnterFor,
  RIGHTS,
  type Right,
  ROLES,
  reachOf,
  reachOfRole,
  rolesOfPost,
  type Standing,
  unitsReached,
} from "#domain/rights.ts";
import { REACH_WORDS, RIGHT_WORDS, ROLE_WORDS } from "#domain/rights-words.ts";

const ALL = Object.keys(RIGHTS) as Right[];
const DOC = new URL("../../docs/rights.md", import.meta.url);

/** The table as docs/rights.md shows it. */
function tableInWords(): string {
  const head = ["Right", ...ROLES.map((role) => ROLE_WORDS[role].name.en)];
  const rows = ALL.map((right) => [
    RIGHT_WORDS[right].en,
    ...ROLES.map((role) => {
      const reach = reachOfRole(role, right);
      return reach === "none" ? "–" : REACH_WORDS[reach].en;
    }),
  ]);
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

describe("given the table of rights", () => {
  test("then docs/rights.md shows it as it is", async () => {
    const page = existsSync(DOC) ? readFileSync(DOC, "utf8") : "";
    const [before = "", rest = ""] = page.split("<!-- table -->\n");
    const [, after = ""] = rest.split("<!-- end -->\n");
    const wanted = `${before}<!-- table -->\n${tableInWords()}\n\n<!-- end -->\n${after}`;
    await expect(wanted).toMatchFileSnapshot("../../docs/rights.md");
  });

  test("then whoever runs or administers the system never decides, and no right is everybody's", () => {
    const deciding: Right[] = ["act", "enter_from_paper", "remind", "decide_change"];
    for (const right of deciding) {
      expect(reachOf("operator", right), right).toBe("none");
      expect(reachOf("administrator", right), right).toBe("none");
    }
    for (const right of ALL)
      for (const role of ["leader", "holder", "clerk", "team", "cover"] as const)
        expect(reachOfRole(role, right), `${role} ${right}`).not.toBe("realm");
  });
});

/** A tree as each unit's parent among those before it, and who holds what where. */
const world = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    parents: fc.tuple(...Array.from({ length: n }, (_, i) => fc.nat({ max: Math.max(0, i - 1) }))),
    posts: fc.array(
      fc.record({
        unit: fc.nat({ max: n - 1 }),
        role: fc.constantFrom("head", "member-office", "clerk", "deputy-2", "standing-office"),
      }),
      { maxLength: 4 },
    ),
    follows: fc.uniqueArray(fc.nat({ max: n - 1 }), { maxLength: 3 }),
  }),
);

describe("given any tree, posts and teams", () => {
  test("then every right reaches what the table says of each role, unit by unit, and nothing else", () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...ALL), ({ parents, posts, follows }, right) => {
        const units = parents.map((_, unit) => unit);
        // The oracle climbs from each unit; the rule is given what lies below.
        const isAtOrBelow = (unit: number, top: number): boolean =>
          unit === top || (unit > 0 && isAtOrBelow(parents[unit] ?? 0, top));
        const below = (tops: readonly number[]): string[] =>
          units.filter((unit) => tops.some((top) => isAtOrBelow(unit, top))).map(String);
        const withRole = (role: "holder" | "leader" | "clerk") =>
          posts.filter((post) => rolesOfPost(post.role).includes(role)).map(({ unit }) => unit);
        const standing: Standing = {
          operator: false,
          places: [
            ...(["holder", "leader", "clerk"] as const).map((role) => ({
              role,
              units: withRole(role).map(String),
              below: withRole(role).includes(0) ? null : below(withRole(role)),
            })),
            { role: "team", units: follows.map(String), below: follows.map(String) },
          ],
        };
        const may = (unit: number): boolean =>
          posts.some((post) =>
            rolesOfPost(post.role).some((role) => {
              const reach = reachOfRole(role, right);
              if (reach === "subtree") return isAtOrBelow(unit, post.unit);
              return reach === "unit" && unit === post.unit;
            }),
          ) ||
          (reachOfRole("team", right) === "followed" && follows.includes(unit));
        const reached = unitsReached(right, standing) ?? units.map(String);
        expect([...reached].sort()).toEqual(units.filter(may).map(String).sort());
      }),
    );
  });

  test("then a clerk enters for posts of their own units only", () => {
    fc.assert(
      fc.property(world, ({ posts }) => {
        const given = posts.map(({ unit }, n) => ({ id: `p${n}`, unit: String(unit) }));
        const entrant = posts.map(({ unit, role }) => ({ unit: String(unit), role }));
        for (const id of postsToEnterFor(entrant, given)) {
          const unit = given.find((post) => post.id === id)?.unit;
          expect(entrant.some((post) => post.role === "clerk" && post.unit === unit)).toBe(true);
        }
      }),
    );
  });
});
