import { defineConfig } from "vitest/config";

/** Rules and files need no server; everything else runs on a real Postgres and a real Temporal. */
const WITHOUT_SERVERS = [
  "tests/domain/**/*.test.ts",
  "tests/file/**/*.test.ts",
  "tests/web/**/*.test.ts",
];

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
          exclude: [...WITHOUT_SERVERS, "tests/ci/**"],
          globalSetup: ["tests/support/servers.ts"],
          // Generous: a timeout is for a test that hangs, never a measurement.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
