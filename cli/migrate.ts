import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

export function command(): Command {
  return new Command("migrate")
    .description("Bring the database to this version's schema. Doing it again changes nothing.")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
\`plenum up\` does it by itself. On a server: once for each new version, before worker and API, as the owner of
the tables (DATABASE_OWNER_URL). Prisma's own \`prisma migrate status\` agrees.

Example:
  DATABASE_URL=postgresql://… DATABASE_OWNER_URL=postgresql://… npx plenum migrate`,
    )
    .action(async (options: { json?: boolean }) => {
      const { withDatabase } = await import("./stack.ts");
      const { migrate } = await import("#prisma/migrate.ts");
      const done = await withDatabase(({ ownerUrl }) => migrate(ownerUrl), { create: true });
      report(options.json, done, () => [
        done.applied.length > 0
          ? `Applied: ${done.applied.join(", ")}`
          : "The database is up to date.",
        ...done.edited.map(
          (name) =>
            `Warning: ${name} has been changed since it was applied here; nothing was applied again.`,
        ),
      ]);
    });
}
