import { Command } from "commander";

export function command(): Command {
  return new Command("worker")
    .description("Run one worker: moves the cycles and sends the notices. Any number may run.")
    .addHelpText(
      "after",
      `
Needs DATABASE_URL and TEMPORAL_ADDRESS; \`plenum up\` starts one by itself.

Example:
  DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=temporal:7233 npx plenum worker`,
    )
    .action(async () => {
      const { followSupervisor } = await import("./child.ts");
      const { needServers } = await import("./stack.ts");
      needServers("worker");
      followSupervisor();
      await import("#worker/main.ts");
    });
}
