import { fileURLToPath } from "node:url";
import { Worker } from "@temporalio/worker";
import { DeterminismViolationError } from "@temporalio/workflow";
import { beforeAll, describe, expect, test } from "vitest";
import { quietRuntime } from "#tests/engine/quiet-runtime.ts";
import { buildBundle } from "#worker/bundle.ts";
import { recordedHistories } from "./history.ts";

const histories = recordedHistories();

let code: string;
let changed: string;
beforeAll(async () => {
  quietRuntime();
  code = await buildBundle();
  changed = await buildBundle(fileURLToPath(new URL("changed/cycle.ts", import.meta.url)));
});

describe("given the recorded histories of every release", () => {
  test("then there is one of every phase", () => {
    expect(histories.map(([phase]) => phase)).toEqual(
      expect.arrayContaining(["0.1.0/root-begun", "0.1.0/root-woken", "0.1.0/commune-closed"]),
    );
  });

  test.each(histories)("then today's workflow replays %s", async (_, history) => {
    await expect(
      Worker.runReplayHistory({ workflowBundle: { code } }, history),
    ).resolves.toBeUndefined();
  });

  test("when a workflow is changed without a patch, then replay fails", async () => {
    const [, history] = histories[0] ?? [];
    await expect(
      Worker.runReplayHistory({ workflowBundle: { code: changed } }, history),
    ).rejects.toThrow(DeterminismViolationError);
  });
});
