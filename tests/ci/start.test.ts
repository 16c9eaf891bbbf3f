import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { treeOf } from "#api/file/tree.ts";
import type { Definition } from "#domain/definition.ts";
import { sheetsOf } from "#domain/sheet-write.ts";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { until } from "#tests/e2e/until.ts";
import { SMALL } from "#tests/file/campaign-text.ts";
import { seriousFaults } from "./axe.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const folder = mkdtempSync(join(tmpdir(), "plenum-start-"));
const workbook = join(folder, "don-vi.xlsx");
const opened: WatchedPage[] = [];
let stack: StackUnderTest;
let browser: Browser;
let session: Awaited<ReturnType<BrowserContext["storageState"]>>;

/** The units and people of the small campaign, as an office would have them: a workbook, no teams yet. */
async function writeUnits(): Promise<void> {
  const { teams: _, ...definition }: Definition = treeOf(SMALL).value;
  const sheets = sheetsOf(definition, { levels: [] }, "vi");
  const data = sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => [...row]) }));
  await writeWorkbook(data).toFile(workbook);
}

beforeAll(async () => {
  await writeUnits();
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(/http:\/\/\S+\?code=\S+/.exec(stack.said())?.[0] ?? "about:blank");
  session = await context.storageState();
  await context.close();
});
afterAll(async () => {
  await browser?.close();
  await stack?.destroy();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  // A save that is refused, or finds no network, is on the browser's console, as it should be.
  const meant = /409 \(Conflict\)|net::ERR_/;
  const faults = opened.flatMap((one) => one.faults).filter((fault) => !meant.test(fault));
  await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
  if (faults.length > 0) throw new Error(`the page complained:\n${faults.join("\n")}`);
});

const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 780 } } as const;

async function open(path: string, size: keyof typeof SIZES = "desk"): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[size], storageState: session });
  const watched = await watchedPage(context);
  opened.push(watched);
  watched.page.setDefaultTimeout(60_000);
  await watched.page.goto(stack.base + path);
  return watched.page;
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name, exact: true }).first().click();

const ANCHORS = [
  ["meeting", "fixed", ["25/03/2020"]],
  ["launch", "fixed", ["27/03/2020"]],
  ["pilot-conference", "month", ["05/2020"]],
  ["base-conference", "window", ["25/05/2020", "09/06/2020"]],
  ["district-conference", "month", ["06/2020"]],
  ["anniversary", "fixed", ["15/10/2020"]],
] as const;

/** The five steps from nothing to a campaign without a fault, with what axe finds on the way. */
async function prepare(page: Page, title: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => void found.push(...(await seriousFaults(page)));
  await page
    .getByRole("button", { name: /Cấp huyện/ })
    .first()
    .waitFor();
  await look();
  await press(page, /Cấp huyện/);
  await page.getByLabel("Tên chiến dịch").fill(title);
  await page.getByLabel("Giai đoạn tổng kết").fill("2016-2020");
  await page.locator("#field-outside-name").fill("Tỉnh");
  await look();
  await press(page, "Tiếp: Đơn vị");
  await page.locator("input[type=file]").setInputFiles(workbook);
  const take = page.getByRole("button", { name: /^Nhận \d+ dòng/ });
  await take.waitFor();
  await look();
  await take.click();
  await press(page, /xã Bình An/);
  await page.getByLabel("Làm điểm").check();
  await look();
  await press(page, "Xong");
  await press(page, "Tiếp: Nhân sự & tổ");
  await press(page, "Thêm tổ");
  await look();
  await press(page, "Tiếp: Ngày");
  await page.getByLabel("Ngày bắt đầu làm việc").fill("23/03/2020");
  for (const [id, kind, words] of ANCHORS) {
    const set = page.locator("fieldset", { has: page.locator(`#field-anchors-${id}`) });
    await set.locator("select").first().selectOption(kind);
    for (const [n, word] of words.entries()) await set.locator("input").nth(n).fill(word);
  }
  await page.getByLabel("2020").check();
  await look();
  await press(page, "Tiếp: Kiểm tra");
  await page.getByRole("heading", { name: "Không có lỗi" }).waitFor();
  return found;
}

/** What a draft on the server says of itself. */
async function stored(page: Page, id: string | null): Promise<{ content: string; title: string }> {
  const answer = await page.request.get(`${stack.base}/api/campaign-drafts/${id}`);
  return (await answer.json()) as { content: string; title: string };
}

/** A draft with the given file, as another program would leave it. */
async function aDraft(page: Page, content: string): Promise<string> {
  const answer = await page.request.post(`${stack.base}/api/campaign-drafts`, {
    headers: { "idempotency-key": crypto.randomUUID(), origin: stack.base },
    data: { content },
  });
  return String((await answer.json()).id);
}

describe.each(["desk", "phone"] as const)("given nothing, on a %s", (size) => {
  test("when one goes through the five steps, then it is rehearsed dry, and live up to a board that fills", async () => {
    const page = await open("/start", size);
    expect(await prepare(page, `Tổng kết ${size}`)).toEqual([]);
    const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(wide)).toBeLessThanOrEqual(0);
    await press(page, "Diễn tập");
    await page.getByRole("heading", { name: "Kết quả diễn tập" }).waitFor();
    expect(await page.locator(".start-report").innerText()).toContain("37/37 bước xong");
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, "Bắt đầu…");
    const question = page.getByRole("dialog");
    expect(await question.innerText()).toMatch(/3 đơn vị, 17 người[^]*Thứ Hai 23\/03\/2020, 07:00/);
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, "Chưa");
    await press(page, "Diễn tập trực tiếp");
    await page.waitForURL(/\/campaigns\/tong-ket-/);
    await until("a step is done on the board", async () => {
      const id = decodeURIComponent(new URL(page.url()).pathname.split("/")[2] ?? "");
      const answer = await page.request.get(
        `${stack.base}/api/campaigns/${encodeURIComponent(id)}`,
      );
      return (await answer.json()).counts.done > 0;
    });
  });
});

describe("given a draft", () => {
  test("when a problem is pressed, then its field has the focus; what is put right is gone and saved", async () => {
    const page = await open("/start");
    const id = await aDraft(page, SMALL.replace("parent: huyen", "parent: huyem"));
    await page.goto(`${stack.base}/start?draft=${id}`);
    await press(page, /^5\. Kiểm tra/);
    await press(page, "Đến chỗ sửa");
    await until("the field is reached", () =>
      page.evaluate<boolean>("document.activeElement?.id === 'field-units-1-parent'"),
    );
    await page.getByLabel("Đơn vị cấp trên").selectOption("huyen");
    await press(page, "Xong");
    await press(page, /^5\. Kiểm tra/);
    await page.getByRole("heading", { name: "Không có lỗi" }).waitFor();
    await until(
      "it is saved",
      async () => !(await stored(page, id)).content.includes("parent: huyem"),
    );
    expect((await stored(page, id)).content).toBe(SMALL);
  });

  test("when the network goes in the middle, then the work stays on the device and is saved after it", async () => {
    const page = await open("/start");
    const id = await aDraft(page, SMALL);
    await page.goto(`${stack.base}/start?draft=${id}`);
    const name = page.getByLabel("Tên chiến dịch");
    await name.waitFor();
    await page.route("**/api/**", (route) => route.abort("aborted"));
    await name.fill("Viết khi mất mạng");
    await page.getByText("bản đang sửa giữ trên máy này").waitFor();
    await page.unroute("**/api/**");
    await page.reload();
    await until("it is saved", async () => (await stored(page, id)).title === "Viết khi mất mạng");
    expect(await name.inputValue()).toBe("Viết khi mất mạng");
  });

  test("when two people edit it, then the second is told, and loses nothing", async () => {
    const page = await open("/start");
    const id = await aDraft(page, SMALL);
    await page.goto(`${stack.base}/start?draft=${id}`);
    const name = page.getByLabel("Tên chiến dịch");
    await name.waitFor();
    await page.request.put(`${stack.base}/api/campaign-drafts/${id}`, {
      headers: { "idempotency-key": crypto.randomUUID(), origin: stack.base },
      data: { version: 1, content: SMALL.replace("Hội nghị tổng kết", "Của người kia") },
    });
    await name.fill("Của tôi");
    await page.getByRole("alert").getByText("Có người đã lưu").waitFor();
    await press(page, "Lưu bản của tôi thành bản nháp khác");
    await page.waitForURL((url) => url.search.includes("draft=") && !url.search.includes(id));
    await name.waitFor();
    const mine = new URL(page.url()).searchParams.get("draft");
    expect((await stored(page, mine)).title).toBe("Của tôi");
    expect((await stored(page, id)).title).toBe("Của người kia");
  });

  test("when English is chosen, then the steps speak it, and axe finds nothing", async () => {
    const page = await open("/start");
    const id = await aDraft(page, SMALL);
    await page.goto(`${stack.base}/start?draft=${id}`);
    await page.getByRole("button", { name: "EN" }).click();
    for (const step of ["1. Template", "2. Units", "3. People & teams", "4. Dates", "5. Check"]) {
      await page.getByRole("button", { name: step }).click();
      expect(await seriousFaults(page), step).toEqual([]);
    }
    await page.getByRole("heading", { name: "Nothing to put right" }).waitFor();
  });
});

test("a file dropped on the page is taken as it is, and one that cannot be read is refused with its line", async () => {
  const page = await open("/start");
  const file = join(folder, "small.yaml");
  const broken = join(folder, "broken.yaml");
  writeFileSync(file, SMALL);
  writeFileSync(broken, `${SMALL}\n  - ]`);
  const choose = page.locator("input[type=file]");
  await choose.setInputFiles(broken);
  await page
    .getByRole("alert")
    .getByText(/broken\.yaml: Dòng \d+/)
    .waitFor();
  await choose.setInputFiles(file);
  await page.getByLabel("Tên chiến dịch").waitFor();
  const id = new URL(page.url()).searchParams.get("draft");
  expect((await stored(page, id)).content).toBe(SMALL);
});
