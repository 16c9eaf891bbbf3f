import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_WITH_MODELS } from "#tests/e2e/small.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { until } from "#tests/e2e/until.ts";
import type { CommandResult } from "#tests/support/command.ts";
import { seriousFaults } from "./axe.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

/** Days a second: slow enough to be watched, over in a minute or two. */
const SPEED = "6";
const folder = mkdtempSync(join(tmpdir(), "plenum-page-"));
const opened: WatchedPage[] = [];

let stack: StackUnderTest;
let browser: Browser;
let context: BrowserContext;
let rehearsal: Promise<CommandResult>;
let board: string;

beforeAll(async () => {
  const file = join(folder, "small.yaml");
  writeFileSync(file, SMALL_WITH_MODELS);
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1280, height: 900 } });
  rehearsal = stack.plenum(["rehearse", file, "--live", "--speed", SPEED, "--json"]);
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

const open = async (path: string): Promise<Page> => {
  const watched = await watchedPage(context);
  opened.push(watched);
  await watched.page.goto(stack.base + path);
  return watched.page;
};

/** Cells of the board that say in words that their step is done. */
const done = (page: Page): Promise<number> => page.locator(".board .cell.look-done").count();

describe("given the address that the stack printed", () => {
  test("when it is opened, then the code becomes a session and the campaigns are there, without the code", async () => {
    const address = /http:\/\/\S+\?code=\S+/.exec(stack.said())?.[0];
    const page = await open(new URL(address ?? "about:blank").href.slice(stack.base.length));
    expect(page.url()).toBe(`${stack.base}/`);
    const campaign = page.locator("main a[href^='/campaigns/']").first();
    await campaign.waitFor({ timeout: 60_000 });
    board = (await campaign.getAttribute("href")) ?? "";
    expect(await page.locator(".who").innerText()).not.toBe("");
    expect(await page.evaluate("document.cookie")).toBe("");
  });
});

describe("given a campaign under way", () => {
  test("when nobody touches the page, then its cells fill by themselves", async () => {
    const page = await open(board);
    await page.locator(".board .cell").first().waitFor();
    const before = await done(page);
    await until("more cells are done", async () => (await done(page)) > before);
    expect(await page.locator(".pulse").getAttribute("data-on")).toBe("true");
  });

  test("when a cell is opened by keyboard, then its sheet has the focus, and Esc gives it back", async () => {
    const page = await open(board);
    const cell = page.locator(".board .cell[tabindex='0']").first();
    await cell.waitFor();
    await cell.focus();
    await page.keyboard.press("ArrowRight");
    // Headings stand above the first row: the arrow went on to the next cell of the same row.
    expect(await page.evaluate("document.activeElement.closest('td').cellIndex")).toBe(2);
    await page.keyboard.press("Enter");
    const sheet = page.locator("dialog.sheet[open]");
    await sheet.locator(".sentence").waitFor();
    expect(await sheet.locator(".sentence").innerText()).toMatch(/\.$/);
    expect(await page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
    expect(page.url()).toContain("open=");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(page.url()).not.toContain("open=");
    expect(await page.evaluate("document.activeElement.classList.contains('cell')")).toBe(true);
  });

  test("when the language is changed, then everything is said in the other one, also after a reload", async () => {
    const page = await open(board);
    const heading = page.locator("h1");
    await heading.waitFor();
    const tabs = page.locator("nav.tabs");
    const vietnamese = await tabs.innerText();
    await page.getByRole("button", { name: /English/ }).click();
    await page.locator("html[lang=en]").waitFor({ state: "attached" });
    const english = await tabs.innerText();
    expect(english).not.toBe(vietnamese);
    await page.reload();
    await tabs.waitFor();
    expect(await tabs.innerText()).toBe(english);
    await page.getByRole("button", { name: /Tiếng Việt/ }).click();
    await page.locator("html[lang=vi]").waitFor({ state: "attached" });
    expect(await tabs.innerText()).toBe(vietnamese);
  });

  test("when the screen is a telephone's, then there are cards, and nothing is wider than it", async () => {
    const page = await open(board);
    await page.setViewportSize({ width: 360, height: 740 });
    const card = page.locator(".cards .card").first();
    await card.waitFor();
    expect(await page.locator("table.board").count()).toBe(0);
    await card.locator("summary").click();
    await card.locator(".cell").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await card.locator(".cell").first().click();
    const sheet = page.locator("dialog.sheet[open] .sentence");
    await sheet.waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });
});

describe("given a reader who does not see the page", () => {
  const pages = [
    ["the campaigns", () => "/", "main a[href^='/campaigns/']"],
    ["the board", () => board, ".board .cell"],
    ["the nominations", () => `${board}/nominations`, "main table, main .funnel"],
    ["the documents", () => `${board}/documents`, "main h1"],
  ] as const;

  test.each(pages)("then %s has no serious fault", async (_, path, ready) => {
    const page = await open(path());
    await page.locator(ready).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("then a cell says whose it is, which step, how it stands and its day", async () => {
    const page = await open(board);
    const name = /^Huyện Mẫu,\s+Họp Ban Chỉ đạo triển khai\s*:\s+xong\s+\d\d\/\d\d$/;
    await page.locator(".board, .track").first().waitFor();
    expect(await page.getByRole("button", { name }).count()).toBe(1);
  });

  test("then a sheet has none either", async () => {
    const page = await open(board);
    await page.locator(".board .cell").first().click();
    await page.locator("dialog.sheet[open] .sentence").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

test("given the rehearsal that was watched, then it ends as it does in a dry one", async () => {
  const { code, out, err } = await rehearsal;
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(JSON.parse(out).differences).toEqual([]);
}, 280_000);
