import { ApplicationFailure } from "@temporalio/common";

/**
 * A failure as Temporal may keep it: a kind and a code, never a message, which may quote a value
 * somebody typed. It is tried again.
 */
export function retryable(error: unknown, log: (line: string) => void): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
  const place = error instanceof Error ? (error.stack ?? "").split("\n")[1]?.trim() : undefined;
  log(`recording failed and will be tried again: ${kind}${code}${place ? ` ${place}` : ""}`);
  return ApplicationFailure.retryable(`recording failed: ${kind}${code}`, kind);
}
