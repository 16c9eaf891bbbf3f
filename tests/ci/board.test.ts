import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_WITH_MODELS } from "#tests/e2e/small.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { until } from "#tests/e2e/until.ts";
import type { CommandResult } from "#tests/support/command.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const folder = mkdtempSync(join(tmpdir(), "plenum-board-"));
const opened: WatchedPage[] = [];

let stack: StackUnderTest;
let browser: Browser;
let context: BrowserContext;
let board: string;
let rehearsal: Promise<CommandResult>;

beforeAll(async () => {
  const file = join(folder, "small.yaml");
  writeFileSync(file, SMALL_WITH_MODELS);
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1280, height: 900 } });
  // It goes on while the pages are looked at, as a campaign does.
  rehearsal = stack.plenum(["rehearse", file, "--live", "--speed", "6", "--json"]);
  const address = /http:\/\/\S+\?code=\S+/.exec(stack.said())?.[0] ?? "about:blank";
  const page = await context.newPage();
  await page.goto(address);
  const campaign = page.locator("main a[href^='/campaigns/']").first();
  await campaign.waitFor({ timeout: 60_000 });
  board = (await campaign.getAttribute("href")) ?? "";
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await stack?.destroy();
  await rehearsal;
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults);
  await Promise.all(opened.splice(0).map(({ page }) => page.close()));
  await context.setOffline(false);
  if (faults.length > 0) throw new Error(`the page complained:\n${faults.join("\n")}`);
});

const open = async (path: string, settings: Settings = {}): Promise<Page> => {
  const watched = await watchedPage(context);
  opened.push(watched);
  const { page } = watched;
  const { language = "vi", scheme = "light", width = 1280 } = settings;
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.addInitScript(`localStorage.setItem("plenum.language", "${language}")`);
  await page.goto(stack.base + path);
  return page;
};

interface Settings {
  readonly language?: "vi" | "en";
  readonly scheme?: "light" | "dark";
  readonly width?: number;
}

const PAGES = [
  ["the board", () => board, ".board .cell"],
  ["the timeline", () => `${board}/timeline`, ".timeline-lane .bar"],
  ["the tree", () => `${board}/tree`, ".tree-line"],
  ["the wall screen", () => `${board}/tv`, ".tv .tv-level"],
  ["a unit", () => `${board}/units/binh-an`, ".unit-steps li"],
] as const;

describe("given a reader who does not see the page, or sees it otherwise", () => {
  const looks = (["vi", "en"] as const).flatMap((language) =>
    (["light", "dark"] as const).map((scheme) => ({ language, scheme })),
  );
  const cases = PAGES.flatMap(([name, path, ready]) =>
    looks.map((look) => [name, look.language, look.scheme, path, ready] as const),
  );
  test.each(cases)(
    "then %s in %s and %s has no fault",
    async (_, language, scheme, path, ready) => {
      const page = await open(path(), { language, scheme });
      await page.locator(ready).first().waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await faultsOf(page)).toEqual([]);
    },
  );

  test.each(PAGES)("then %s fits a telephone of 360 px", async (name, path, ready) => {
    const page = await open(path(), { width: 360 });
    await page
      .locator(name === "the board" ? ".cards .card" : ready)
      .first()
      .waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe("given a keyboard and no mouse", () => {
  test("then the timeline says each step one comes to, and opens it", async () => {
    const page = await open(`${board}/timeline`);
    const box = page.locator("section.timeline");
    await box.focus();
    const said = page.locator(".timeline-said");
    const before = await said.innerText();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const first = await said.innerText();
    expect(first).not.toBe(before);
    await page.keyboard.press("ArrowDown");
    expect(await said.innerText()).not.toBe(first);
    await page.keyboard.press("Enter");
    await page.locator("dialog.sheet[open] .sentence").waitFor();
  });

  test("then the tree opens, closes and leads to a unit", async () => {
    const page = await open(`${board}/tree`);
    const line = page.locator("[role=treeitem]");
    await line.first().focus();
    const all = await line.count();
    await page.keyboard.press("ArrowLeft");
    await page.locator("[role=treeitem][aria-expanded=false]").waitFor();
    expect(await line.count()).toBeLessThan(all);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.locator(".unit-steps li").first().waitFor();
  });

  test("then the timeline is there as a table too", async () => {
    const page = await open(`${board}/timeline`, { language: "en" });
    await page.getByRole("button", { name: "Show as a table" }).click();
    await page.locator("table.list tbody tr").nth(3).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});

describe("given a screen on a wall", () => {
  test("when the network is lost, then the last figures stay, and it says so", async () => {
    const page = await open(`${board}/tv`);
    await page.locator(".tv-level").first().waitFor();
    const title = await page.locator(".tv h1").innerText();
    await context.setOffline(true);
    await page.locator(".tv-lost:not(:empty)").waitFor({ timeout: 90_000 });
    expect(await page.locator(".tv h1").innerText()).toBe(title);
    expect(await page.locator(".tv-level").count()).toBeGreaterThan(0);
    // What broke off is what this test did.
    await Promise.all(opened.splice(0).map((one) => one.page.close()));
  });

  test("then it turns from question to question by itself", async () => {
    const page = await open(`${board}/tv`);
    const heading = page.locator(".tv-answer h2");
    const first = await heading.innerText();
    await until("the next question", async () => (await heading.innerText()) !== first);
    expect(await heading.innerText()).not.toBe(first);
  });
});

/** What axe finds against WCAG 2.2 AA. Rules of colour need the page at rest. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(300);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 200))
        .join(" | ")}`,
  );
}
