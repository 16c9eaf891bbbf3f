import { makeTelemetryFilterString, Runtime } from "@temporalio/worker";

const silent = (): void => undefined;
const SILENT = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};
let installed = false;

/** The SDK's core writes past the console; here it is told to say nothing. Once a process. */
export function quietRuntime(): void {
  if (installed) return;
  installed = true;
  const filter = makeTelemetryFilterString({ core: "ERROR" });
  Runtime.install({ logger: SILENT, telemetryOptions: { logging: { filter, forward: {} } } });
}
