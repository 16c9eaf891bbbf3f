/**
 * Run as a program of its own: the SDK's native part writes to the terminal and would keep its runtime
 * in the supervisor. Prints the path of the downloaded program, or fails.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { TestWorkflowEnvironment } from "@temporalio/testing";

const [downloadDir = ".", version = "default"] = process.argv.slice(2);

const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: "cached-download", downloadDir, version } },
});
await environment.teardown();
const [file = ""] = readdirSync(downloadDir);
process.stdout.write(`${join(downloadDir, file)}\n`);
