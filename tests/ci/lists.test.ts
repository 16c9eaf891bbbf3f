import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_WITH_MODELS } from "#tests/e2e/small.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { seriousFaults } from "./axe.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const folder = mkdtempSync(join(tmpdir(), "plenum-lists-"));
const opened: WatchedPage[] = [];

let stack: StackUnderTest;
let browser: Browser;
let context: BrowserContext;
let campaign: string;

/** A campaign that has run to its end as a rehearsal: every list has something in it. */
beforeAll(async () => {
  const file = join(folder, "small.yaml");
  writeFileSync(file, SMALL_WITH_MODELS);
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  const { code } = await stack.plenum(["rehearse", file, "--live", "--speed", "1000", "--json"]);
  expect(code).toBe(0);
  context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1280, height: 900 } });
  const address = /http:\/\/\S+\?code=\S+/.exec(stack.said())?.[0] ?? "";
  const page = await open(new URL(address).href.slice(stack.base.length));
  const link = page.locator("main a[href^='/campaigns/']").first();
  campaign = (await link.getAttribute("href")) ?? "";
});
afterAll(async () => {
  await browser?.close();
  await stack?.destroy();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults);
  await Promise.all(opened.splice(0).map(({ page }) => page.close()));
  if (faults.length > 0) throw new Error(`the page complained:\n${faults.join("\n")}`);
});

async function open(path: string): Promise<Page> {
  const watched = await watchedPage(context);
  opened.push(watched);
  await watched.page.goto(stack.base + path);
  return watched.page;
}

const LISTS = [
  ["papers", "/documents", "main table.list tbody tr"],
  ["conferences", "/conferences", "main table.list tbody tr"],
  ["models", "/models", "main .funnel"],
  ["the calendar", "/calendar", "main .month .entry"],
  ["notices", "/notices", "main [role=tabpanel]"],
  ["people", "/people", "main table.list tbody tr"],
] as const;

describe.each(LISTS)("given %s", (_, path, ready) => {
  test("when it is opened on a desk and in the dark, then it shows something and has no serious fault", async () => {
    const page = await open(path);
    await page.locator(ready).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html[data-mantine-color-scheme=dark]").waitFor({ state: "attached" });
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("when it is opened on a telephone in English, then nothing is wider than it", async () => {
    const page = await open(path);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator("main h1").waitFor();
    await page.getByRole("button", { name: /English/ }).click();
    await page.locator("html[lang=en]").waitFor({ state: "attached" });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: /Tiếng Việt/ }).click();
  });
});

describe("given a list", () => {
  test("when it is searched without accents, then it narrows; when it is sorted, then by Vietnamese order", async () => {
    const page = await open("/people");
    const rows = page.locator("main table.list tbody tr");
    await rows.first().waitFor();
    const all = await rows.count();
    await page.getByRole("searchbox").fill("van thu");
    await page
      .locator("main p[role=status]")
      .filter({ hasNotText: String(all) })
      .waitFor();
    expect(await rows.count()).toBeGreaterThan(0);
    expect(await rows.count()).toBeLessThan(all);
    await page.getByRole("searchbox").fill("");
    const head = page.locator("th", { hasText: "Đơn vị" });
    await head.getByRole("button").click();
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    const units = await page.locator("main table.list tbody tr td:first-child").allInnerTexts();
    expect(units).toEqual(units.toSorted(new Intl.Collator("vi", { numeric: true }).compare));
  });

  test("when it is saved, then it is a workbook of that name", async () => {
    const page = await open("/conferences");
    await page.locator("main table.list tbody tr").first().waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Tải Excel" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  });
});

test("given Ctrl-K, when a name is typed without accents, then its page is two keys away", async () => {
  const page = await open("/");
  await page.locator("main h1").waitFor();
  await page.keyboard.press("Control+K");
  await page.getByPlaceholder(/Tìm đơn vị/).fill("lich");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/calendar");
  await page.locator("main h1", { hasText: "Lịch" }).waitFor();
  expect(await page.locator("main h1").count()).toBe(1);
});

test("given the teams of a campaign, then the grid says who follows whom, without a serious fault", async () => {
  const page = await open(`${campaign}/teams`);
  await page.locator("main h1").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test("given an address that leads nowhere, then the page says so and offers a way back", async () => {
  const page = await open("/nowhere");
  await page.getByRole("heading", { name: "Không có trang này" }).waitFor();
  expect(await page.locator("main a[href='/']").count()).toBe(1);
});
