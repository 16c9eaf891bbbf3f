import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import { callApi } from "./api-client.ts";
import { CommandError } from "./failure.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";
import { tokenIn } from "./token-file.ts";

interface AddressOptions {
  readonly email?: string;
  readonly phone?: string;
  readonly tokenFile?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

interface Corrected {
  readonly name: string;
  readonly closed: readonly string[];
  readonly sentAgain: number;
}

export function command(): Command {
  return new Command("address")
    .description("Correct where a person is reached; what had not reached them goes again.")
    .argument("<campaign>", "its id")
    .argument("<person>", "their id")
    .option("--email <address>", "their e-mail address")
    .option("--phone <number>", "their phone number")
    .option(
      "--token-file <file>",
      "the token of their unit's clerk or leader; the operator's unless given",
    )
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Closes the delivery tasks about this person, and sends again what is still owed and unread.

Example:
  npx plenum address chau-thanh-2020 nguyen-van-a --email nguyen.van.a@example.vn --token-file clerk.token`,
    )
    .action(async (campaign: string, person: string, options: AddressOptions) => {
      const { email, phone, lang, tokenFile } = options;
      if (email === undefined && phone === undefined)
        throw new CommandError(
          "Say what is right: --email <address>, --phone <number>, or both.",
          2,
        );
      const at = `/api/campaigns/${encodeURIComponent(campaign)}/persons/${encodeURIComponent(person)}`;
      const done = await callApi<Corrected>({
        method: "PUT",
        path: `${at}/address`,
        body: {
          json: {
            ...(email === undefined ? {} : { email }),
            ...(phone === undefined ? {} : { phone }),
          },
        },
        language: lang,
        ...(tokenFile === undefined ? {} : { token: tokenIn(tokenFile) }),
      });
      const words = wordsIn(lang);
      report(options.json, done, () => [
        words(
          `${done.name}: đã sửa; khép ${done.closed.length} việc, gửi lại ${done.sentAgain} thư.`,
          `${done.name}: corrected; ${done.closed.length} task(s) closed, ${done.sentAgain} message(s) sent again.`,
        ),
      ]);
    });
}
