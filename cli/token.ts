import { Command, InvalidArgumentError } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface TokenOptions {
  readonly person?: string;
  readonly realm: string;
  readonly label?: string;
  readonly days?: number;
  readonly once?: boolean;
  readonly revoke?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("token")
    .description("Issue a token for the API, or a one-time address for a browser; or revoke one.")
    .option(
      "--person <id>",
      "whose rights it has; without it, an operator's, which decides nothing",
    )
    .option("--realm <id>", "the realm it is good for", "real")
    .option("--label <words>", "what it is for")
    .option("--days <number>", "how long it is good; without it, until it is revoked", wholeNumber)
    .option("--once", "a one-time address that opens a browser session (12 hours to use it)")
    .option("--revoke <id>", "make an issued token useless from now on")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
A token is shown this once; only its hash is kept.

Examples:
  npx plenum token --person nguyen-van-a --label "clerk's script" --days 30
  npx plenum token --once
  npx plenum token --revoke t-Xy3…`,
    )
    .action(async (options: TokenOptions) => {
      const { changeToken } = await import("./token-change.ts");
      const { answer, lines } = await changeToken(options);
      report(options.json, answer, () => lines);
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1 && number <= 3660) return number;
  throw new InvalidArgumentError("It must be a whole number of days, 1 to 3660.");
}
