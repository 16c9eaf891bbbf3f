// Adds up what the runs before it counted and prints the closing line; a step that failed counts as a failure.
import { readFileSync } from "node:fs";

const files = process.argv.slice(2, -1);
const brokenSteps = Number(process.argv.at(-1));
let passed = 0;
let failed = 0;
for (const file of files) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    if (!report.success && report.numFailedTests === 0) failed += 1;
  } catch {
    console.log(`no report in ${file}`);
    failed += 1;
  }
}
if (failed === 0) failed = brokenSteps;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
