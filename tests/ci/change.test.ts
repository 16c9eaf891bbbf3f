import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_WITH_MODELS } from "#tests/e2e/small.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { until } from "#tests/e2e/until.ts";
import { askApi } from "./asking.ts";
import { seriousFaults } from "./axe.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const HEAD = "Trần Văn A";
const DEPUTY = "Lê Thị B";
const CLERK = "Đỗ Thị K";

const opened: WatchedPage[] = [];
let stack: StackUnderTest;
let browser: Browser;
let campaign: string;
let tokens: ReadonlyMap<string, string>;

beforeAll(async () => {
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  const operator = JSON.parse((await stack.plenum(["token", "--json"])).out).token;
  const begun = await api(operator, "POST", "/api/rehearsals", { file: SMALL_WITH_MODELS });
  campaign = begun.campaign;
  tokens = new Map(
    begun.actors.map((one: { name: string; token: string }) => [one.name, one.token]),
  );
  await until("the campaign has begun", async () => (await conference("minh-hoa")) !== undefined);
});
afterAll(async () => {
  await browser?.close();
  await stack?.destroy();
});
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults);
  await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
  if (faults.length > 0) throw new Error(`the page complained:\n${faults.join("\n")}`);
});

const api = (token: string, method: string, path: string, body?: unknown) =>
  askApi(stack.base, token, method, path, body);
const as = (name: string, method: string, path: string, body?: unknown) =>
  api(tokens.get(name) ?? "", method, path, body);

/** The day on which a unit's conference stands on the board. */
async function conference(unit: string): Promise<string | undefined> {
  return (await rowOf(unit))?.cells["conference"]?.day;
}
async function rowOf(unit: string) {
  const { rows } = await as(HEAD, "GET", `/api${at()}/board`);
  return rows.find((row: { unit: string }) => row.unit === unit);
}

const at = (): string => `/campaigns/${encodeURIComponent(campaign)}`;

interface Look {
  readonly viewport?: typeof PHONE;
  readonly language?: "vi" | "en";
  readonly dark?: boolean;
}

/** A page of somebody's own browser, signed in as them. */
async function pageOf(
  name: string,
  path: string,
  { viewport = DESK, language = "vi", dark = false }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: language === "vi" ? "vi-VN" : "en-GB",
    colorScheme: dark ? "dark" : "light",
    extraHTTPHeaders: { authorization: `Bearer ${tokens.get(name)}` },
  });
  await context.addInitScript(`localStorage.setItem("plenum.language", "${language}")`);
  const watched = await watchedPage(context);
  opened.push(watched);
  await watched.page.goto(stack.base + path);
  return watched.page;
}

const width = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth");
const moveLink = (day: string): string =>
  `${at()}/changes?ask=move_conference&unit=minh-hoa&step=conference&day=${day}`;

describe("given a commune whose conference cannot be on its day", () => {
  const day = "2020-06-03";

  test("when another day is looked at, then every date is there, old and new, and nothing has moved", async () => {
    const before = await conference("minh-hoa");
    const page = await pageOf(HEAD, moveLink(day));
    const table = page.locator(".moved tbody tr").first();
    await table.waitFor();
    expect(await page.locator(".moved").innerText()).toContain("03/06/2020");
    expect(await page.locator(".moved").innerText()).toContain("ngày làm việc");
    await page.getByText(/Tin báo sẽ gửi/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await conference("minh-hoa")).toBe(before);
  });

  test("when one person decides it, asked once in words, then the board follows, and the page says who did it and why", async () => {
    const page = await pageOf(HEAD, moveLink(day));
    await page.locator(".moved tbody tr").first().waitFor();
    await page.getByLabel("Lý do").fill("Bão số 3");
    await page.getByRole("button", { name: "Quyết định", exact: true }).click();
    expect(await page.getByRole("alertdialog").innerText()).toMatch(/\d+ người được báo/);
    await page.getByRole("button", { name: "Vâng, quyết định" }).click();
    await page.getByText("Đã quyết định và thực hiện.").waitFor();
    await page.getByRole("button", { name: "Xong" }).click();
    await until("the board follows", async () => (await conference("minh-hoa")) === day);
    // A rehearsal's people are told at once: there is no grace in which to undo.
    const card = page.locator(".work-card", { hasText: "đã báo mọi người" });
    await card.waitFor();
    expect(await card.innerText()).toMatch(new RegExp(`Bão số 3[\\s\\S]*${HEAD}`));
  });

  test("when it is on a telephone, then the form and its preview fit, in both languages", async () => {
    for (const language of ["vi", "en"] as const) {
      const page = await pageOf(HEAD, moveLink("2020-06-05"), {
        viewport: PHONE,
        language,
        dark: true,
      });
      await page.locator(".moved tbody tr").first().waitFor();
      expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
      expect(await seriousFaults(page)).toEqual([]);
    }
  });

  test("when somebody may not propose it, then they are told so in words", async () => {
    const page = await pageOf(CLERK, moveLink(day));
    await page.locator(".failed").first().waitFor();
    expect(await page.locator(".moved").count()).toBe(0);
    // The refusal is an answer of the API, which the browser also notes on its console.
    for (const { faults } of opened) (faults as string[]).length = 0;
  });
});

describe("given that meetings are stopped", () => {
  test("when one proposes and another decides, then every unit stands still and the board says why; and work goes on", async () => {
    const first = await pageOf(HEAD, `${at()}/changes?ask=suspend`);
    await first.getByText(/Đây là xem trước/).waitFor();
    await first.getByLabel("Lý do").fill("Dừng họp trên 20 người");
    await first.getByLabel("Văn bản chỉ đạo").fill("Chỉ thị 16/CT-TTg");
    expect(await first.getByRole("button", { name: "Quyết định", exact: true }).count()).toBe(0);
    await first.getByRole("button", { name: "Đề xuất", exact: true }).click();
    await first.getByRole("button", { name: "Vâng, đề xuất" }).click();
    await first.getByText("Đã đề xuất.").waitFor();

    await decideAs(DEPUTY, /Tạm dừng/);
    await until("every unit stands still", async () => (await phase("minh-hoa")) === "suspended");
    const board = await pageOf(CLERK, at());
    await board.getByText(/Tạm dừng từ .*: Dừng họp trên 20 người/).waitFor();
    expect(await seriousFaults(board)).toEqual([]);

    await as(HEAD, "POST", `/api${at()}/changes`, {
      change: { kind: "resume", units: null, how: "shift", anchors: {} },
      reason: "Được họp trở lại",
    });
    await decideAs(DEPUTY, /Tiếp tục/);
    await until("work goes on", async () => (await phase("minh-hoa")) !== "suspended");
  });
});

const phase = async (unit: string): Promise<string> => (await rowOf(unit))?.phase;

async function decideAs(name: string, title: RegExp): Promise<void> {
  const page = await pageOf(name, `${at()}/changes`);
  await page.locator(".work-card", { hasText: title }).getByRole("button").first().click();
  await page.locator(".change-preview").waitFor();
  await page.getByRole("button", { name: "Quyết định", exact: true }).click();
  await page.getByRole("button", { name: "Vâng, quyết định" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

describe("given several ways out", () => {
  test("when they are proposed side by side, then they are compared, in both languages, by eye and by reader", async () => {
    for (const day of ["2020-06-04", "2020-06-30"]) {
      await as(HEAD, "POST", `/api${at()}/changes`, {
        change: { kind: "move_conference", unit: "minh-hoa", step: "conference", day },
        reason: "Hội trường bận",
      });
    }
    for (const language of ["vi", "en"] as const) {
      const page = await pageOf(HEAD, `${at()}/changes`, { language });
      await page.locator(".comparison tbody tr").first().waitFor();
      expect(await page.locator(".comparison thead th").count()).toBe(3);
      expect(await seriousFaults(page)).toEqual([]);
    }
  });
});

describe("given a proposal that another person does not agree with", () => {
  test("when they refuse it with a reason, then whoever proposed it reads who and why", async () => {
    const proposal = page(DEPUTY);
    const card = (await proposal).locator(".work-card", { hasText: "04/06/2020" });
    await card.getByRole("button").first().click();
    const sheet = (await proposal).locator("dialog.sheet[open]");
    await sheet.getByRole("button", { name: "Không đồng ý" }).click();
    await sheet.getByLabel("Vì sao không đồng ý?").fill("Hội trường vẫn trống");
    await sheet.getByRole("button", { name: "Không đồng ý" }).click();
    await sheet.waitFor({ state: "detached" });
    const own = await page(HEAD);
    await own.getByText(/không đồng ý: Hội trường/).waitFor();
    expect(await own.locator("main").innerText()).toContain(
      `${DEPUTY} không đồng ý: Hội trường vẫn trống`,
    );
  });
});

const page = (name: string): Promise<Page> => pageOf(name, `${at()}/changes`);

describe("given the timeline", () => {
  test("when a conference is moved by keyboard, then its preview opens before anything has happened", async () => {
    const before = await conference("minh-hoa");
    const page = await pageOf(HEAD, `${at()}/timeline`);
    const lanes = page.locator("section.timeline");
    await lanes.waitFor();
    await lanes.focus();
    const said = page.locator(".timeline-said");
    await lanes.press("ArrowDown");
    for (let n = 0; n < 40; n += 1) {
      if (/Minh Hòa, Hội nghị/i.test(await said.innerText())) break;
      await lanes.press(/Minh Hòa/i.test(await said.innerText()) ? "ArrowRight" : "ArrowDown");
    }
    await lanes.press(" ");
    await lanes.press("ArrowRight");
    await lanes.press("Enter");
    await page.locator("dialog .change-preview").waitFor();
    expect(await conference("minh-hoa")).toBe(before);
  });
});
