import { readFileSync } from "node:fs";
import { type Problem, problemLine } from "#api/file/problem.ts";
import { type CampaignResult, readCampaign } from "#api/file/read.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { Language } from "#domain/text.ts";
import { CommandError } from "./failure.ts";
import { note } from "./output.ts";

/** Far more than any campaign; a file beyond it is not read at all. */
const LARGEST = 64 * 1024 * 1024;

/** The bytes of a campaign file. */
export function contentOf(path: string): Uint8Array {
  try {
    const content = readFileSync(path);
    if (content.length <= LARGEST) return content;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new CommandError(`There is no file ${path}.`, 2);
    if (code === "EISDIR") throw new CommandError(`${path} is a folder, not a campaign file.`, 2);
    if (code === "EACCES") throw new CommandError(`${path} may not be read by you.`, 2);
  }
  throw new CommandError(`${path} is too large to be a campaign file.`, 2);
}

export const readCampaignAt = (path: string): CampaignResult => readCampaign(contentOf(path), path);

/** One line a problem, with the path as it was given, so that a terminal can open it. */
export function problemLines(
  problems: readonly Problem[],
  path: string,
  language: Language,
): string[] {
  return problems.map((problem) => problemLine({ ...problem, file: path }, language));
}

/** The campaign of a right file; a wrong one's problems go to stderr, and the command ends with 2. */
export function rightCampaign(path: string, language: Language): Campaign {
  const result = readCampaignAt(path);
  if ("campaign" in result) return result.campaign;
  for (const line of problemLines(result.problems, path, language)) note(line);
  throw new CommandError(
    `${path} has ${result.problems.length} problem(s): put them right first (plenum check ${path}).`,
    2,
  );
}
