// Runs in a thread of its own: a hash takes a good part of a tenth of a second, in which nobody else would be
// answered. Plain JavaScript, because a thread starts without the loader of TypeScript.
import { parentPort } from "node:worker_threads";
import { argon2id, argon2Verify } from "hash-wasm";

parentPort?.on("message", async ({ id, ask }) => {
  try {
    const answer =
      "hash" in ask ? await argon2Verify(ask) : await argon2id({ ...ask, outputType: "encoded" });
    parentPort?.postMessage({ id, answer });
  } catch (error) {
    parentPort?.postMessage({ id, failure: String(error) });
  }
});
