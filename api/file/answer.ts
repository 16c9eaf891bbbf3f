import { basename } from "node:path";
import { z } from "zod";
import type { ActBody } from "#api/contract-act.ts";
import { DAY_BEGINS } from "#domain/campaign.ts";
import { instantOf } from "#domain/time.ts";
import { textOf } from "./bytes.ts";
import { problemsOf } from "./issue.ts";
import { keysAt } from "./json-schema.ts";
import { locateProblems, type Problem } from "./problem.ts";
import { refusalProblem } from "./refusal.ts";
import * as scalar from "./scalar.ts";
import { treeOf } from "./tree.ts";

const reason = z.union([scalar.name, z.strictObject({ field: scalar.name, text: scalar.name })]);

/** The answer of the party above the root to a package, as it comes back in the package's own file. */
const answerFile = z.strictObject({
  campaign: scalar.name,
  unit: scalar.identifier,
  step: scalar.identifier,
  round: scalar.positive,
  hash: scalar.name,
  decision: z.enum(["accept", "return"]),
  /** Of the nominees, those that are taken; all of them when left out. */
  chosen: z.array(scalar.identifier).optional(),
  reasons: z.array(reason).default([]),
  on: scalar.moment.optional(),
  evidence: scalar.name.nullable().default(null),
});

/** An answer as the act it is, and the step it is given on. */
export interface OutsideAnswer {
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly act: Extract<ActBody, { readonly type: "approve" | "return" }>;
}

/**
 * Reads an answer from a file (JSON or YAML): the package with its `answer` filled in, or the answer alone. Broken
 * files are refused with one sentence; otherwise every problem is told.
 */
export function readAnswer(
  content: string | Uint8Array,
  name: string,
): { readonly answer: OutsideAnswer } | { readonly problems: readonly Problem[] } {
  try {
    const { value, locate } = treeOf(textOf(content));
    const within = value["answer"] === undefined ? [] : ["answer"];
    const parsed = answerFile.safeParse(within.length > 0 ? value["answer"] : value, {
      reportInput: true,
    });
    if (parsed.success) return { answer: answerOf(parsed.data) };
    const schema = z.toJSONSchema(answerFile, { io: "input" });
    const problems = problemsOf(parsed.error.issues, (path) => keysAt(schema, path)).map(
      (problem) => ({ ...problem, path: [...within, ...problem.path] }),
    );
    return { problems: locateProblems(problems, basename(name), locate) };
  } catch (error) {
    return { problems: [refusalProblem(error, basename(name))] };
  }
}

function answerOf(file: z.output<typeof answerFile>): OutsideAnswer {
  const { campaign, unit, step, round, hash, decision, chosen, reasons, on, evidence } = file;
  const paper = {
    ...(on ? { occurredAt: instantOf(on.day, on.time ?? DAY_BEGINS) } : {}),
    ...(evidence === null ? {} : { evidence }),
  };
  const act: OutsideAnswer["act"] =
    decision === "accept"
      ? { type: "approve", round, hash, ...(chosen ? { chosen } : {}), ...paper }
      : {
          type: "return",
          round,
          hash,
          reasons: reasons.map((one) =>
            typeof one === "string" ? { field: null, text: one } : one,
          ),
          ...paper,
        };
  return { campaign, unit, step, act };
}
