import { readFileSync } from "node:fs";
import { CommandError } from "./failure.ts";

/** A token from a file, so that it stands in no command line. @throws CommandError when there is none */
export function tokenIn(path: string): string {
  try {
    const token = readFileSync(path, "utf8").trim();
    if (token !== "") return token;
  } catch {
    throw new CommandError(`The token file ${path} cannot be read.`, 2);
  }
  throw new CommandError(`The token file ${path} is empty.`, 2);
}
