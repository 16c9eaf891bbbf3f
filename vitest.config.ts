import { defineConfig } from "vitest/config";

/** Rules and files need no server; everything else runs on a real Postgres and a real Temporal. */
const WITHOUT_SERVERS = [
  "tests/domain/**/*.test.ts",
  "tests/file/**/*.test.ts",
  "tests/web/**/*.test.ts",
];

/** Whole stacks that are started and killed from outside: one at a time, and after everything else. */
const WHOLE_STACKS = "tests/e2e/**/*.test.ts";

const shared = {
  pool: "forks" as const,
  maxWorkers: 2,
  setupFiles: ["tests/support/console.ts"],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "domain",
          include: WITHOUT_SERVERS,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...shared,
          name: "stack",
          include: ["tests/**/*.test.ts"],
          exclude: [...WITHOUT_SERVERS, WHOLE_STACKS, "tests/ci/**"],
          globalSetup: ["tests/support/servers.ts"],
          // Generous: a timeout is for a test that hangs, never a measurement.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: "e2e",
          include: [WHOLE_STACKS],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
