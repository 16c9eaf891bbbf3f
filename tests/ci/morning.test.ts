import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SMALL_WITH_MODELS } from "#tests/e2e/small.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { until } from "#tests/e2e/until.ts";
import { askApi } from "./asking.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const OFFICE = "Bùi Thị E";
const SECRETARY = "Hồ Văn G";
const CLERK = "Đỗ Thị K";
const DEPUTY = "Lê Thị B";

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
  await until("the office has something to write", async () => {
    const { items } = await as(OFFICE, "GET", "/api/inbox");
    return items.length > 0;
  });
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

interface Look {
  readonly viewport?: typeof PHONE;
  readonly language?: "vi" | "en";
}

/** A page of somebody's own browser, signed in as them. */
async function pageOf(
  name: string,
  path: string,
  { viewport = DESK, language = "vi" }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: language === "vi" ? "vi-VN" : "en-GB",
    extraHTTPHeaders: { authorization: `Bearer ${tokens.get(name)}` },
  });
  await context.addInitScript(`localStorage.setItem("plenum.language", "${language}")`);
  const watched = await watchedPage(context);
  opened.push(watched);
  await watched.page.goto(stack.base + path);
  return watched.page;
}

const stepOf = (step: string, unit = "huyen"): string =>
  `/campaigns/${encodeURIComponent(campaign)}/units/${unit}/steps/${step}`;
const read = (name: string, step: string) => as(name, "GET", `/api${stepOf(step)}`);

/** Everything axe finds, through the debugger, so that the page's own policy need not allow it. */
async function faultsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

const width = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth");

describe("given an officer's morning on a telephone", () => {
  test("when they open their work, then it says what waits, until when, why and what follows, and fits", async () => {
    const page = await pageOf(OFFICE, "/inbox", { viewport: PHONE });
    const card = page.locator("article.work-card").first();
    await card.waitFor();
    expect(await card.innerText()).toMatch(
      /Soạn: Công văn[\s\S]*hạn[\s\S]*Chờ bạn từ[\s\S]*Sau đó/,
    );
    expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
    expect(await faultsOn(page)).toEqual([]);
    for (const tab of [/Sắp tới/, /Tôi đang chờ/, /Đã xong/]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.locator(".work, .notice-box").first().waitFor();
      expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
    }
    expect(await faultsOn(page)).toEqual([]);
  });

  test("when they write, attach and submit, then it is saved by itself, can be taken back for a moment, and goes out once", async () => {
    const page = await pageOf(OFFICE, "/inbox", { viewport: PHONE });
    await page.getByRole("link", { name: "Soạn & trình" }).click();
    await page.getByLabel("Trích yếu").fill("Công văn triển khai tổng kết");
    await page.getByLabel("Nội dung").fill("Đề nghị các xã tổng kết.");
    await page.getByLabel("Nội dung").blur();
    await page.getByText(/^Đã lưu, phiên bản/).waitFor();
    expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
    expect(await faultsOn(page)).toEqual([]);
    await page.locator("input[type=file]").setInputFiles({
      name: "Danh sách.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("Bình An; Minh Hòa"),
    });
    await page.getByRole("link", { name: "Danh sách.txt" }).waitFor();
    const submit = page.getByRole("button", { name: "Trình", exact: true });
    await submit.click();
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await submit.waitFor();
    expect((await read(OFFICE, "dispatch")).status).toBe("open");
    await submit.dblclick();
    await page.getByText("chờ duyệt").first().waitFor({ timeout: 30_000 });
    const { history } = await read(OFFICE, "dispatch");
    const handed = history.filter(({ type }: { type: string }) => type === "step_submitted");
    expect(handed).toHaveLength(1);
  });
});

describe("given a leader who reviews in English", () => {
  test("when they return it with a reason, then the reason is asked for, and the office reads it", async () => {
    const page = await pageOf(SECRETARY, "/inbox", { language: "en" });
    const card = page.locator("article.work-card").first();
    await card.waitFor();
    expect(await card.innerText()).toMatch(/Handed to you by Bùi Thị E/);
    await card.getByRole("link", { name: "Return" }).click();
    const form = page.getByRole("form", { name: "Return" });
    await form.getByRole("button", { name: "Return" }).click();
    // Nothing typed: the browser points at the field, and nothing is held.
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    await form.getByLabel("What to correct").fill("Ghi rõ thời hạn.");
    expect(await faultsOn(page)).toEqual([]);
    await form.getByRole("button", { name: "Return" }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await until("it is returned", async () => (await read(OFFICE, "dispatch")).status === "open");
    const back = await pageOf(OFFICE, "/inbox", { viewport: PHONE });
    await back.getByText(/bị trả lại: Ghi rõ thời hạn/).waitFor();
  });

  test("when they ask, then the question stands at the step, and its author answers", async () => {
    const page = await pageOf(SECRETARY, stepOf("dispatch"), { language: "en" });
    await page.getByRole("button", { name: "Ask" }).click();
    await page.getByLabel("Your question").fill("Số liệu lấy ở đâu?");
    await page.getByRole("button", { name: "Send the question" }).click();
    const office = await pageOf(OFFICE, "/inbox");
    await until("the question has come", async () => {
      await office.reload();
      await office.locator("article.work-card").first().waitFor();
      return (await office.getByText("Số liệu lấy ở đâu?").count()) > 0;
    });
    await office.getByRole("link", { name: /^Trả lời/ }).click();
    await office.getByLabel("Câu trả lời của bạn").fill("Báo cáo tháng 3.");
    await office.getByRole("button", { name: "Trả lời", exact: true }).click();
    await page.getByText("Báo cáo tháng 3.").waitFor({ timeout: 30_000 });
    const { items } = await as(OFFICE, "GET", "/api/inbox/questions");
    expect(items).toEqual([]);
  });
});

describe("given a network that goes away in the middle of a draft", () => {
  test("then what was typed is kept on the device and sent when it is back, and no version is lost", async () => {
    const page = await pageOf(OFFICE, stepOf("dispatch"));
    const watched = opened.pop();
    const text = page.getByLabel("Nội dung");
    await text.waitFor();
    const begun = (await read(OFFICE, "dispatch")).document.version;
    await page.context().setOffline(true);
    await text.fill("Đề nghị các xã tổng kết trước ngày 30/5.");
    await text.blur();
    await page.getByText(/Mất mạng: bản của bạn giữ trên máy này/).waitFor();
    await page.context().setOffline(false);
    await page.getByText(`Đã lưu, phiên bản ${begun + 1}.`).waitFor({ timeout: 30_000 });
    // Gone again; meanwhile somebody else saves, and this page is closed and opened anew.
    await page.context().setOffline(true);
    await text.fill("Bản của tôi.");
    await text.blur();
    await page.getByText(/Mất mạng/).waitFor();
    const draft = { title: "Công văn triển khai tổng kết", content: "Bản của người khác." };
    const { version } = await as(OFFICE, "PUT", `/api${stepOf("dispatch")}/draft`, draft);
    expect(version).toBe(begun + 2);
    await page.context().setOffline(false);
    await page.goto(stack.base + stepOf("dispatch"));
    const choice = page.getByRole("button", { name: /Giữ bản của tôi/ });
    await choice.waitFor();
    expect(await page.getByLabel("Nội dung").inputValue()).toBe("Bản của tôi.");
    await page.locator(".diff ins, .diff del").first().waitFor();
    await choice.click();
    await page.getByText(`Đã lưu, phiên bản ${begun + 3}.`).waitFor();
    const { document } = await read(OFFICE, "dispatch");
    expect(document.content).toBe("Bản của tôi.");
    await watched?.page.context().close();
  });

  test("then every version can be compared, word by word", async () => {
    const page = await pageOf(OFFICE, stepOf("dispatch"), { viewport: PHONE });
    await page.locator("summary", { hasText: /^Phiên bản/ }).click();
    await page.locator(".diff ins").first().waitFor();
    expect(await page.locator(".diff").innerText()).toMatch(/của/);
    expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
    expect(await faultsOn(page)).toEqual([]);
  });
});

describe("given two people who decide at once", () => {
  test("when the leader approves while the clerk enters the same from paper, then one holds and the other is told", async () => {
    const { document } = await read(OFFICE, "dispatch");
    const submit = { type: "submit", round: 2, hash: document.hash };
    await as(OFFICE, "POST", `/api${stepOf("dispatch")}/acts`, submit);
    const [leader, clerk] = await Promise.all([
      pageOf(SECRETARY, `${stepOf("dispatch")}#approve`),
      pageOf(CLERK, stepOf("dispatch")),
    ]);
    // One of them must be refused: the browser says so on its console, as it should.
    opened.splice(0);
    await clerk.getByRole("button", { name: /Nhập quyết định đã có trên giấy/ }).click();
    await clerk.getByLabel("Làm lúc (giờ Việt Nam)").fill("2020-03-23T08:30");
    await clerk.getByLabel(/Căn cứ/).fill("Bút phê số 5");
    await leader.getByText(/Đúng bản này/).waitFor();
    await leader.getByText(/thay đổi từ lần trình trước/).waitFor();
    expect(await faultsOn(clerk)).toEqual([]);
    expect(await faultsOn(leader)).toEqual([]);
    await Promise.all([
      leader.getByRole("button", { name: "Duyệt", exact: true }).click(),
      clerk.getByRole("button", { name: "Duyệt", exact: true }).click(),
    ]);
    await until(
      "it is approved",
      async () => (await read(OFFICE, "dispatch")).status === "approved",
    );
    await until("both know", async () => {
      const [one, other] = await Promise.all([
        leader.getByRole("alert").count(),
        clerk.getByRole("alert").count(),
      ]);
      const free = await leader.getByRole("button", { name: "Hoàn tác" }).count();
      return free === 0 && one + other <= 1;
    });
    const { history } = await read(OFFICE, "dispatch");
    const approved = history.filter(({ type }: { type: string }) => type === "step_approved");
    expect(approved).toHaveLength(1);
    await leader.context().close();
    await clerk.context().close();
  });
});

describe("given several things that wait for one person", () => {
  test("when they approve them together, then each has its verdict", async () => {
    const { document } = await read(CLERK, "dispatch");
    await as(CLERK, "POST", `/api${stepOf("dispatch")}/acts`, {
      type: "issue",
      round: 2,
      hash: document.hash,
    });
    await until("the meeting may be held", async () => {
      const { status } = await read(OFFICE, "meeting");
      return status === "open";
    });
    await as("Trần Văn A", "POST", `/api${stepOf("meeting")}/acts`, { type: "complete", round: 1 });
    for (const step of ["plan", "guideline"]) {
      await until(`${step} is open`, async () => (await read(OFFICE, step)).status === "open");
      const draft = { title: `Văn bản ${step}`, content: "Nội dung." };
      const { hash } = await as(OFFICE, "PUT", `/api${stepOf(step)}/draft`, draft);
      await as(OFFICE, "POST", `/api${stepOf(step)}/acts`, { type: "submit", round: 1, hash });
    }
    const page = await pageOf(DEPUTY, "/inbox", { viewport: PHONE });
    await until("both wait", async () => (await page.getByRole("checkbox").count()) === 2);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    expect(await faultsOn(page)).toEqual([]);
    await page.getByRole("button", { name: "Duyệt 2 việc" }).click();
    await page.getByRole("heading", { name: "Kết quả từng việc" }).waitFor({ timeout: 30_000 });
    expect(await page.locator(".notice-box li", { hasText: "xong" }).count()).toBe(2);
    expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
  });

  test("when a commune acknowledges, then one tap and a moment are enough", async () => {
    const page = await pageOf("Danh Văn L", "/inbox", { viewport: PHONE });
    await page.getByRole("button", { name: "Xác nhận đã nhận" }).first().click();
    await page.getByRole("button", { name: "Hoàn tác" }).waitFor();
    await until("it is acknowledged", async () => {
      const { receipts } = await read(OFFICE, "dispatch");
      return receipts.some(
        ({ who, acknowledgedAt }: { who: { name: string }; acknowledgedAt: string | null }) =>
          who.name === "Danh Văn L" && acknowledgedAt !== null,
      );
    });
    expect(await width(page)).toBeLessThanOrEqual(PHONE.width);
  });
});
