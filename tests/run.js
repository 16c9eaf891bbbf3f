// `npm test`: every test but those of tests/ci, which prove what CI itself does and run there.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const vitest = join(dirname(require.resolve("vitest/package.json")), "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  stdio: "inherit",
});
child.on("close", (code) => {
  process.stdout.write("Not run here: tests/ci (the checks of .ci/run), see docs/testing.md.\n");
  process.exitCode = code ?? 1;
});
