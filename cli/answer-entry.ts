import { createHash } from "node:crypto";
import type { CommandView } from "#api/contract-act.ts";
import { readAnswer } from "#api/file/answer.ts";
import type { Language } from "#domain/text.ts";
import { callApi } from "./api-client.ts";
import { contentOf, problemLines } from "./campaign-file.ts";
import { CommandError } from "./failure.ts";
import { note } from "./output.ts";
import { tokenIn } from "./token-file.ts";

interface Entry {
  readonly tokenFile: string;
  /** Whose act it is, when a clerk enters it. */
  readonly for?: string;
  readonly lang: Language;
}

/** Enters an answer with the rights of its token. @throws CommandError when the file is wrong or the answer refused */
export async function enterAnswer(path: string, entry: Entry): Promise<CommandView> {
  const content = contentOf(path);
  const read = readAnswer(content, path);
  if ("problems" in read) {
    for (const line of problemLines(read.problems, path, entry.lang)) note(line);
    throw new CommandError(
      `${path} has ${read.problems.length} problem(s): put them right first.`,
      2,
    );
  }
  const { campaign, unit, step, act } = read.answer;
  const body = entry.for === undefined ? act : { ...act, onBehalf: { person: entry.for } };
  const [inCampaign, inUnit, inStep] = [campaign, unit, step].map(encodeURIComponent);
  return await callApi<CommandView>({
    method: "POST",
    path: `/api/campaigns/${inCampaign}/units/${inUnit}/steps/${inStep}/acts`,
    body: { json: body },
    language: entry.lang,
    token: tokenIn(entry.tokenFile),
    // The same answer is the same request, however often its file is given.
    key: `answer-${createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 40)}`,
  });
}
