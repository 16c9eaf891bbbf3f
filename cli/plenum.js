#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still read the sentence that says it is too old.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Plenum needs Node 20.19 or later; this is ${process.version}.\n`);
  process.exit(2);
}
try {
  const { register } = await import("tsx/esm/api");
  register();
  const { run } = await import("./main.ts");
  process.exitCode = await run(process.argv);
} catch (error) {
  const told = error?.name === "ConfigError";
  const missing = error?.code === "ERR_MODULE_NOT_FOUND" && /'[^.]/.test(error.message);
  const sentence = missing ? `${error.message.split("\n")[0]}: run npm ci first.` : error?.message;
  process.stderr.write(`plenum: ${sentence}\n`);
  process.exitCode = told || missing ? 2 : 1;
}
