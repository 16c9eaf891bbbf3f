import { parseArgs } from "node:util";

/** The pieces of work, in the order in which they run. */
export const WORK = ["dry", "start", "idle", "a", "b", "f", "e", "m"] as const;
export type Work = (typeof WORK)[number];

export interface BenchOptions {
  readonly only: ReadonlySet<Work>;
  /** How often a and b are done by each program, turn and turn about; the median counts. */
  readonly rounds: number;
  /** Instances a round. */
  readonly instances: number;
  /** Reminders due at one instant. */
  readonly storm: number;
  /** Notices due at one instant in work m. */
  readonly notices: number;
  /** Write the table into docs/performance.md. */
  readonly write: boolean;
  /** Record CPU profiles of Plenum's worker and API into this folder. */
  readonly profile: string | null;
}

export const HELP = `npm run bench -- [--only a,b,e,m,f,dry,start,idle] [--rounds N] [--instances N] [--storm N] [--write]

  a      starts a second: first call until every first row
  b      approvals a second, 32 at a time
  e      a storm: everything due at one instant
  m      ten thousand notices due at one instant, claimed, frozen, handed over
  f      kill -9 of the worker and of the Temporal server under approvals
  dry    CPU of the dry rehearsals of examples/
  start  the second start of the whole stack
  idle   its memory at rest

  --rounds     how often a and b are measured for each program (3)
  --instances  how many a round (400)
  --storm      how many reminders (2000)
  --notices    how many in m (10000)
  --write      put the table into docs/performance.md
  --profile    a folder for CPU profiles of Plenum's worker and API (they cost a quarter of the speed)`;

/** @throws Error in a sentence, for a wrong word on the command line; null: only help was asked for. */
export function readOptions(words: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: "string", default: WORK.join(",") },
      rounds: { type: "string", default: "3" },
      instances: { type: "string", default: "400" },
      storm: { type: "string", default: "2000" },
      notices: { type: "string", default: "10000" },
      write: { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  return {
    only: new Set(values.only.split(",").map(workOf)),
    rounds: countOf("rounds", values.rounds),
    instances: countOf("instances", values.instances),
    storm: countOf("storm", values.storm),
    notices: countOf("notices", values.notices),
    write: values.write,
    profile: values.profile ?? null,
  };
}

function workOf(word: string): Work {
  const work = WORK.find((one) => one === word.trim());
  if (work) return work;
  throw new Error(`--only ${word}: there is no such work; there are ${WORK.join(", ")}.`);
}

function countOf(name: string, word: string): number {
  const count = Number(word);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new Error(`--${name} ${word}: it must be a whole number above 0.`);
}
