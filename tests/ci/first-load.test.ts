import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { firstLoad } from "#bench/browser/first-load.ts";
import { buildWeb } from "#cli/web-build.ts";

/** Over a weak network every kilobyte before the first page is waited for. */
const MOST = 350 * 1024;

test("the script of a first load, compressed, stays under 350 kB", async () => {
  await buildWeb(() => undefined);
  const { bytes, files } = firstLoad(fileURLToPath(new URL("../../web/dist", import.meta.url)));
  expect(files.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(MOST);
});
