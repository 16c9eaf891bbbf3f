import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** What the page did that nobody wants to see: words on the console, errors, requests that failed. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** The system's Chromium; `CHROMIUM` names another. */
export const aBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** A page of a context with everything it complains of; a violated Content-Security-Policy is among it. */
export async function watchedPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    // Leaving a page breaks off what it was still reading, and its stream.
    const reason = request.failure()?.errorText ?? "";
    if (!reason.includes("ERR_ABORTED")) faults.push(`${request.url()}: ${reason}`);
  });
  return { page, faults };
}
