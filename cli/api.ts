import { Command } from "commander";

export function command(): Command {
  return new Command("api")
    .description("Run one API: HTTP and the web pages on HOST:PORT. Any number may run.")
    .addHelpText(
      "after",
      `
Needs DATABASE_URL and TEMPORAL_ADDRESS; \`plenum up\` starts one by itself.

Example:
  DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=temporal:7233 npx plenum api`,
    )
    .action(async () => {
      const { followSupervisor } = await import("./child.ts");
      const { needServers } = await import("./stack.ts");
      needServers("api");
      followSupervisor();
      await import("#api/main.ts");
    });
}
