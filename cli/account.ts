import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface Options {
  readonly json?: boolean;
}

interface InviteOptions extends Options {
  readonly administrator?: string;
  readonly mail?: boolean;
}

export function command(): Command {
  return new Command("account")
    .description("Accounts of people who sign in: list, invite, reset, revoke.")
    .addCommand(list().exitOverride())
    .addCommand(invite().exitOverride())
    .addCommand(reset().exitOverride())
    .addCommand(revoke().exitOverride())
    .addHelpText(
      "after",
      `
Works on the database itself: the way back in when nobody can sign in any more. Everything is in the audit chain.

Examples:
  npx plenum account list
  npx plenum account invite nguyen-van-a                 a code to print, for a person of a campaign
  npx plenum account invite "Trần Thị B" --administrator '*'
  npx plenum account reset a-Xy3…                        all sessions end; a new one-time code
  npx plenum account revoke a-Xy3…                       close it`,
    );
}

const list = (): Command =>
  new Command("list")
    .description("Accounts, and who has none yet.")
    .addOption(option.json())
    .action(async (options: Options) => {
      const { listAccounts } = await import("./account-change.ts");
      const { answer, lines } = await listAccounts();
      report(options.json, answer, () => lines);
    });

const invite = (): Command =>
  new Command("invite")
    .description("A one-time code for a person, or for a new administrator.")
    .argument("<who>", "the person's id; with --administrator, a name")
    .option("--administrator <unit>", "an administrator of this unit and all below; * = everything")
    .option("--mail", "send a letter instead of showing a code")
    .addOption(option.json())
    .action(async (who: string, options: InviteOptions) => {
      const { inviteSomebody } = await import("./account-change.ts");
      const { answer, lines } = await inviteSomebody(who, options);
      report(options.json, answer, () => lines);
    });

const reset = (): Command =>
  new Command("reset")
    .description("End everything that led into an account, and show a new one-time code.")
    .argument("<account>", "as `plenum account list` shows it")
    .addOption(option.json())
    .action(async (account: string, options: Options) => {
      const { resetAccount } = await import("./account-change.ts");
      const { answer, lines } = await resetAccount(account);
      report(options.json, answer, () => lines);
    });

const revoke = (): Command =>
  new Command("revoke")
    .description("Close an account: its sessions and tokens end. Inviting again opens it.")
    .argument("<account>", "as `plenum account list` shows it")
    .addOption(option.json())
    .action(async (account: string, options: Options) => {
      const { revokeAccount } = await import("./account-change.ts");
      const { answer, lines } = await revokeAccount(account);
      report(options.json, answer, () => lines);
    });
