import fc from "fast-check";
import { type Command, type Facts, NO_FACTS, type PersonCommand } from "#domain/command.ts";
import { addMilliseconds } from "#domain/time.ts";
import { BEGIN, UNIT, wholePlan } from "./cycle-builder.ts";
import { type Deed, engine } from "./given.ts";

/**
 * Any deed on the whole plan: mostly sensible ones, so that runs get far, by anybody with any posts, on paper
 * or not. Time moves on by the deed's place in its sequence.
 */
const steps = wholePlan().steps.map((step) => step.id);
const POSTS = ["office", "head", "deputy", "leader", "clerk", "above-office"];
const PEOPLE = ["an", "binh", "chi"];
const MODELS = ["m1", "m2"];
const DAY = 86_400_000;

const step = fc.constantFrom(...steps);
const round = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.constant(2) },
);
const hash = fc.constantFrom("hash-1", "hash-1", "hash-2");
const nominees = fc.subarray(MODELS);
const reason = fc.constantFrom("vì lũ", "vì lũ", "");

const command: fc.Arbitrary<PersonCommand> = fc.oneof(
  fc.record({ type: fc.constant("submit" as const), step, round, hash, nominees }),
  fc.record({ type: fc.constant("approve" as const), step, round, hash }),
  fc.record({
    type: fc.constant("return" as const),
    step,
    round,
    hash,
    reasons: fc.constant([{ field: null, text: "thiếu" }]),
  }),
  fc.record({ type: fc.constant("withdraw" as const), step, round }),
  fc.record({ type: fc.constant("decline" as const), step, round, reason }),
  fc.record({ type: fc.constant("issue" as const), step, round, hash }),
  fc.record({ type: fc.constant("complete" as const), step, round }),
  fc.record({ type: fc.constant("hold" as const), step, round, attendance: fc.constant(null) }),
  fc.record({ type: fc.constant("open_gate" as const), step, round }),
  fc.record({
    type: fc.constant("override_gate" as const),
    step,
    round,
    reason,
    expires: fc.integer({ min: 0, max: 200 }).map((day) => addMilliseconds(BEGIN, day * DAY)),
  }),
  fc.record({ type: fc.constant("close_ballot" as const), step, round }),
  fc.record({ type: fc.constant("reopen" as const), step, round, reason }),
);

const facts: fc.Arbitrary<Facts> = fc.record({
  nextNumber: fc.constantFrom(1, 12, null),
  votes: fc.dictionary(fc.constantFrom("v1", "v2", "v3", "v4"), nominees),
  nominees: fc.constantFrom<readonly string[]>(MODELS, MODELS, []),
});

const byPerson = fc.record({
  command,
  person: fc.constantFrom(...PEOPLE),
  posts: fc.oneof(fc.constant(POSTS), fc.subarray(POSTS)),
  clerk: fc.constantFrom(null, null, ...PEOPLE),
  facts,
});

const until = fc.constantFrom("done" as const, "acknowledged" as const);
const far = fc.constantFrom(["pilot", "lessons"] as const, ["chau-thanh", "results"] as const);

const told: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ far, until, back: fc.boolean() }).map(({ far: [unit, id], until, back }) => ({
    type: "milestone" as const,
    unit,
    step: id,
    until,
    back,
  })),
  fc.record({
    type: fc.constant("condition" as const),
    step,
    round,
    condition: fc.constantFrom("acknowledged" as const, "all_voted" as const),
  }),
  fc
    .integer({ min: 0, max: 200 })
    .map((day) => ({ type: "wake" as const, target: addMilliseconds(BEGIN, day * DAY) })),
);

type Timed = (n: number) => Deed;

const personal: fc.Arbitrary<Timed> = byPerson.map(
  ({ command, person, posts, clerk, facts }): Timed =>
    (n) => {
      const now = addMilliseconds(BEGIN, 60 * DAY + n * DAY);
      return {
        command,
        facts,
        now,
        act: { person, posts, clerk, evidence: null, occurredAt: now },
      };
    },
);

const automatic: fc.Arbitrary<Timed> = fc.record({ command: told, facts }).map(
  ({ command, facts }): Timed =>
    (n) =>
      engine(command, addMilliseconds(BEGIN, 60 * DAY + n * DAY), facts),
);

/** The shortest way through the whole plan, which chance disturbs. */
const person =
  (who: string, one: PersonCommand, changes: Partial<Facts> = {}): Timed =>
  (n) => {
    const now = addMilliseconds(BEGIN, 60 * DAY + n * DAY);
    const act = { person: who, posts: POSTS, clerk: null, evidence: null, occurredAt: now };
    return { command: one, act, facts: { ...NO_FACTS, ...changes }, now };
  };
const on = (id: string) => ({ step: id, round: 1 });
const seen = (id: string) => ({ ...on(id), hash: "hash-1" });
const news =
  (unit: string, id: string): Timed =>
  (n) =>
    engine(
      { type: "milestone", unit, step: id, until: "done", back: false },
      addMilliseconds(BEGIN, 60 * DAY + n * DAY),
    );

const WAY: readonly Timed[] = [
  person("an", { type: "submit", ...seen("plan"), nominees: [] }),
  person("binh", { type: "approve", ...seen("plan") }),
  person("chi", { type: "approve", ...seen("plan") }),
  person("an", { type: "issue", ...seen("plan") }, { nextNumber: 7 }),
  person("an", { type: "complete", ...on("comment") }),
  news("pilot", "lessons"),
  person("an", { type: "open_gate", ...on("gate") }),
  person("an", { type: "hold", ...on("conference"), attendance: 30 }),
  (n) =>
    engine(
      { type: "condition", ...on("ballot"), condition: "all_voted" },
      addMilliseconds(BEGIN, 60 * DAY + n * DAY),
      { votes: { v1: ["m1"], v2: ["m1"], v3: [], v4: [] }, nominees: MODELS },
    ),
  person("an", { type: "submit", ...seen("dossier"), nominees: ["m1"] }, { nominees: MODELS }),
  person("binh", { type: "approve", ...seen("dossier") }),
  news("chau-thanh", "results"),
  (n) =>
    engine(
      { type: "condition", ...on("plan"), condition: "acknowledged" },
      addMilliseconds(BEGIN, 60 * DAY + n * DAY),
    ),
  person("an", { type: "complete", ...on("archive") }),
];

type Deeds = fc.Arbitrary<readonly Timed[]>;

const anyDeed = fc.oneof(personal, personal, automatic);

/** The whole way, with up to six other deeds thrown in anywhere. */
const disturbed: Deeds = fc
  .array(fc.tuple(fc.nat(WAY.length), anyDeed), { maxLength: 6 })
  .map((thrown) =>
    thrown.reduce<readonly Timed[]>((way, [at, deed]) => way.toSpliced(at, 0, deed), WAY),
  );

const anybody = fc.record({
  person: fc.constantFrom(...PEOPLE),
  clerk: fc.constantFrom(null, null, ...PEOPLE),
});

/** The whole way, each deed tried by three people or pairs of person and clerk, one after the other. */
const crowded: Deeds = fc
  .array(anybody, { minLength: 3 * WAY.length, maxLength: 3 * WAY.length })
  .map((people) =>
    WAY.flatMap((deed, place) =>
      people.slice(3 * place, 3 * place + 3).map(
        (who): Timed =>
          (n) => {
            const one = deed(n);
            return one.act.person === null ? one : { ...one, act: { ...one.act, ...who } };
          },
      ),
    ),
  );

/** The whole way disturbed, the whole way crowded, or nothing but chance. */
export const deeds: fc.Arbitrary<readonly Deed[]> = fc
  .oneof(disturbed, crowded, fc.array(anyDeed, { maxLength: 30 }))
  .map((sequence) => sequence.map((deed, n) => deed(n)));

/** Milestones of other units that the whole plan waits for, and some that it does not. */
export const milestones: readonly Deed[] = [
  ["pilot", "lessons"],
  ["chau-thanh", "results"],
  ["chau-thanh", "dispatch"],
  ["minh-hoa", "report"],
].map(([unit = UNIT, id = ""]) =>
  engine({ type: "milestone", unit, step: id, until: "acknowledged", back: false }),
);
