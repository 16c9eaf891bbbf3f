import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aStack, type StackUnderTest } from "#tests/e2e/stack.ts";
import { seriousFaults } from "./axe.ts";
import { aBrowser, type WatchedPage, watchedPage } from "./browser.ts";

const LOGIN = "quan.tri@example.vn";
const PASSWORD = "ba con trâu uống nước sông";
const opened: WatchedPage[] = [];

let stack: StackUnderTest;
let browser: Browser;
let operator: BrowserContext;
let person: BrowserContext;

beforeAll(async () => {
  [stack, browser] = await Promise.all([aStack(), aBrowser()]);
  await stack.start(["--empty"]);
  operator = await browser.newContext({ locale: "vi-VN", viewport: { width: 1280, height: 900 } });
  person = await browser.newContext({ locale: "vi-VN", viewport: { width: 390, height: 844 } });
});
afterAll(async () => {
  await browser?.close();
  await stack?.destroy();
});
/**
 * Asking who one is without a session is refused, and an administrator has no campaigns: the browser says so, and
 * that is no fault of the page.
 */
const isNews = (fault: string): boolean => !/status of (401|403.*\/api\/campaigns\?)/.test(fault);
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults).filter(isNews);
  await Promise.all(opened.splice(0).map(({ page }) => page.close()));
  if (faults.length > 0) throw new Error(`the page complained:\n${faults.join("\n")}`);
});

/** Passkeys need a name, not a number: the stack is asked as `localhost`. */
const base = (): string => stack.base.replace("127.0.0.1", "localhost");

async function open(context: BrowserContext, path: string): Promise<Page> {
  const watched = await watchedPage(context);
  opened.push(watched);
  await watched.page.goto(base() + path);
  return watched.page;
}

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel("Tên đăng nhập hoặc thư điện tử").fill(LOGIN);
  await page.locator("input[type=password]").fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
}

describe("given an installation that nobody administers", () => {
  test("when its printed address is opened, then the first administrator is made there, once", async () => {
    const address = /http:\/\/\S+\?code=\S+/.exec(stack.said())?.[0] ?? "";
    const start = await open(operator, new URL(address).search.replace(/^/, "/"));
    await start.locator("main h1").waitFor();
    const page = await open(operator, "/welcome");
    await page.getByLabel("Họ và tên").fill("Nguyễn Quản Trị");
    await page.getByLabel("Tên đăng nhập hoặc thư điện tử").fill(LOGIN);
    await page.locator("input[type=password]").fill(PASSWORD);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Tạo quản trị viên" }).click();
    await page.getByText("Đã tạo quản trị viên").waitFor();
    expect(await stack.rows("SELECT FROM accounts")).toHaveLength(1);
  });
});

describe("given an account", () => {
  test("when the password is wrong, then what was typed stays and one sentence says what to do", async () => {
    const page = await open(person, "/sign-in");
    await signIn(page, "sai bét rồi nhé");
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Tên đăng nhập hoặc thư điện tử").inputValue()).toBe(LOGIN);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("when it is right, then the person is in, on a telephone, and sees their account", async () => {
    const page = await open(person, "/sign-in");
    await expect
      .poll(
        async () => {
          // After a wrong one the next may have to wait a moment.
          if (new URL(page.url()).pathname !== "/sign-in") return "in";
          await signIn(page).catch(() => undefined);
          return "waiting";
        },
        { timeout: 60_000, interval: 1500 },
      )
      .toBe("in");
    const account = await open(person, "/account");
    await account.getByText(LOGIN).first().waitFor();
    expect(await account.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    expect(await seriousFaults(account)).toEqual([]);
  });

  test("when a passkey is added, then it opens the door without a password", async () => {
    const page = await open(person, "/account");
    const device = await person.newCDPSession(page);
    await device.send("WebAuthn.enable");
    await device.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel("Tên khóa").fill("điện thoại");
    await page.getByRole("button", { name: "Thêm khóa" }).click();
    await page.getByText(/điện thoại ·/).waitFor();
    await person.clearCookies();
    await page.goto(`${base()}/sign-in`);
    await page.getByRole("button", { name: /Đăng nhập bằng khóa/ }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(`${base()}/account`);
    await page.getByText(LOGIN).first().waitFor();
    expect(await stack.rows("SELECT FROM accounts")).toHaveLength(1);
  });
});

test.each(["/rights", "/audit", "/accounts", "/account"])(
  "given an operator, then %s shows something, in both schemes, without a serious fault",
  async (path) => {
    const page = await open(operator, path);
    await page.locator("main h1").waitFor();
    await page.waitForTimeout(500);
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await seriousFaults(page)).toEqual([]);
  },
);
