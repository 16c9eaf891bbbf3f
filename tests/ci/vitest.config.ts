import { defineConfig } from "vitest/config";

/** Tests that need a program from outside npm: a browser, Python, an IMAP server. */
export default defineConfig({
  test: {
    include: ["tests/ci/**/*.test.{ts,tsx}"],
    pool: "forks",
    globalSetup: ["tests/support/servers.ts"],
    setupFiles: ["tests/support/console.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
