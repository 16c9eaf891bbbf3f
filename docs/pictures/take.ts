import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";

/**
 * Takes the pictures of the docs from a running stack:
 *
 *   npx tsx docs/pictures/take.ts http://127.0.0.1:4510/?code=… [--campaign ID] [--at 2020-05-26]
 *
 * The address is the one that `npm start` or `npx plenum token --once` printed, with its code.
 * Without `--campaign` the first rehearsal of the list is taken, else the first campaign. With `--at`
 * the pictures wait until the campaign's clock has reached that day: a rehearsal half-way says more
 * than one at its end. `--out` names another folder, `--browser` another Chromium.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    campaign: { type: "string" },
    at: { type: "string", default: "" },
    out: { type: "string", default: "docs/pictures" },
    browser: { type: "string", default: "/usr/bin/chromium" },
  },
});

interface Picture {
  readonly name: string;
  readonly tab: string;
  readonly width: number;
  readonly height: number;
  readonly language: "vi" | "en";
  readonly scheme: "light" | "dark";
}

const desk = { tab: "", width: 1440, height: 1240, language: "vi", scheme: "light" } as const;
const PICTURES: readonly Picture[] = [
  { ...desk, name: "live" },
  { ...desk, name: "live-en-dark", language: "en", scheme: "dark" },
  { ...desk, name: "phone", width: 390, height: 844 },
  { ...desk, name: "nominations", tab: "/nominations", height: 900 },
  { ...desk, name: "timeline", tab: "/timeline", height: 1000 },
  { ...desk, name: "tree", tab: "/tree", height: 900 },
  { ...desk, name: "wall", tab: "/tv", width: 1920, height: 1080 },
  { ...desk, name: "unit", tab: "/units/binh-an", height: 1100 },
];

const [address] = positionals;
if (address === undefined) {
  process.stderr.write("Give the address that `npm start` printed, with its code.\n");
  process.exit(2);
}
await mkdir(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: values.browser,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
});
try {
  await takeAll(browser, new URL(address));
} finally {
  await browser.close();
}

/** One context for all, because the code in the address opens one session only. */
async function takeAll(on: Browser, start: URL): Promise<void> {
  const context = await on.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  await page.goto(start.href);
  const campaign = values.campaign ?? (await firstCampaign());
  while ((await instant()) < values.at) await page.waitForTimeout(200);
  for (const picture of PICTURES) {
    await page.setViewportSize({ width: picture.width, height: picture.height });
    await page.emulateMedia({ colorScheme: picture.scheme });
    await page.evaluate(
      (language) => localStorage.setItem("plenum.language", language),
      picture.language,
    );
    await page.goto(`${start.origin}/campaigns/${encodeURIComponent(campaign)}${picture.tab}`);
    await page.locator(".board, .cards, .funnel, .timeline-lane, .tree-line, .tv-level, .unit-steps").first().waitFor();
    // Let the flash of the first live changes be seen, and be over.
    await page.waitForTimeout(1200);
    const path = `${values.out}/${picture.name}.png`;
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
  }

  async function instant(): Promise<string> {
    const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
    const response = await page.request.get(start.origin + path);
    return ((await response.json()) as { clock: { instant: string } }).clock.instant;
  }

  async function firstCampaign(): Promise<string> {
    const response = await page.request.get(`${start.origin}/api/campaigns`);
    if (!response.ok()) {
      throw new Error("The code is used up: `npx plenum token --once` prints a new address.");
    }
    const { items } = (await response.json()) as { items: { id: string; rehearsal: boolean }[] };
    const found = items.find((item) => item.rehearsal) ?? items[0];
    if (found === undefined) throw new Error("There is no campaign yet; start a rehearsal first.");
    return found.id;
  }
}
