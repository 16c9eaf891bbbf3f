import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { TODAY } from "../../examples/generate/country.ts";
import { loadNow } from "../machine.ts";
import { firstLoad } from "./first-load.ts";
import { type BoardStage, openBoardStage } from "./stage.ts";

/**
 * Measures what a browser sees of a campaign of the whole country: `npx tsx bench/browser/main.ts`. Chromium without a
 * GPU draws on the same cores, so its frames are slower than a desk's. `CHROMIUM` names another browser.
 */
const ROUNDS = 3;
const WEB = fileURLToPath(new URL("../../web/dist", import.meta.url));
const show = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (n: number): string => `${Math.round(n)} ms`;
const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

const load = loadNow();
const stage = await openBoardStage({ ...TODAY, begun: 2200 }, show);
try {
  await measure(stage);
} finally {
  await stage.end();
}

async function measure({ base, address, campaign, took }: BoardStage): Promise<void> {
  const { bytes, files } = firstLoad(WEB);
  show(`load of ${cpus().length} cores when begun: ${load.toFixed(1)}`);
  show(
    `file: read ${ms(took.read)} (checked and planned once), plan ${ms(took.plan)}, start ${ms(took.start)}`,
  );
  show(`first load: ${(bytes / 1024).toFixed(0)} kB of compressed script in ${files.length} files`);
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const pages = [
    ["board", "", ".board .cell"],
    ["timeline", "/timeline", ".timeline-lane .bar"],
    ["tree", "/tree", ".tree-line"],
  ] as const;
  for (const [name, path, ready] of pages) {
    const url = `${base}/campaigns/${campaign}${path}`;
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await firstView(page, url, ready));
    show(`${name}: first view ${ms(median(rounds))} after load (${rounds.map(ms).join(", ")})`);
  }
  for (const [name, path, ready, box] of [
    ["board", "", ".board .cell", ".board-box"],
    ["timeline", "/timeline", ".timeline-lane .bar", ".timeline"],
  ] as const) {
    await page.goto(`${base}/campaigns/${campaign}${path}`);
    await page.locator(ready).first().waitFor();
    const { frames, p95 } = await scroll(page, box);
    show(`${name}: ${frames.toFixed(0)} frames a second while scrolling, 95 % within ${ms(p95)}`);
  }
  await browser.close();
}

/** From the browser's own load event until the first cell is painted. */
async function firstView(page: Page, url: string, ready: string): Promise<number> {
  await page.goto("about:blank");
  const watch = `new Promise((done) => {
    const look = () => document.querySelector(${JSON.stringify(ready)})
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look);
    look();
  })`;
  await page.goto(url, { waitUntil: "load" });
  const seen = await page.evaluate<number>(watch);
  const loaded = await page.evaluate<number>(
    "performance.getEntriesByType('navigation')[0].loadEventEnd",
  );
  return Math.max(0, seen - loaded);
}

/** Scrolls down by 80 px a frame for four seconds, and counts the frames. */
async function scroll(page: Page, box: string): Promise<{ frames: number; p95: number }> {
  const times = await page.evaluate<number[]>(
    `new Promise((done) => {
      const box = [...document.querySelectorAll(${JSON.stringify(box)})].at(-1);
      box.scrollIntoView();
      const times = [];
      const step = (now) => {
        times.push(now);
        if (now - times[0] > 4000) return done(times);
        box.scrollTop += 80;
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    })`,
  );
  const gaps = times.slice(1).map((time, n) => time - (times[n] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    frames: (gaps.length * 1000) / whole,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  };
}
