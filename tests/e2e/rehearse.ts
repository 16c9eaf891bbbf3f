import { fileURLToPath } from "node:url";
import type { StackUnderTest } from "./stack.ts";

export const SEED = fileURLToPath(new URL("../../examples/chau-thanh-2020.yaml", import.meta.url));

/** What `plenum rehearse --live` came to. */
export interface Rehearsed {
  readonly code: number | null;
  readonly campaign: string;
  readonly ends: string;
  readonly acts: number;
  readonly differences: readonly string[];
  readonly err: string;
}

/** Rehearses a file live, as fast as the stack can; `port`: of whatever stands in front of its API. */
export async function rehearse(
  stack: StackUnderTest,
  file: string,
  words: readonly string[] = [],
  port = stack.port,
): Promise<Rehearsed> {
  const { code, out, err } = await stack.plenum(
    ["rehearse", file, "--live", "--speed", "10000", "--json", ...words],
    { PORT: String(port) },
  );
  const answer = out === "" ? {} : JSON.parse(out);
  return { code, err, ...answer };
}
