import { type Request, type Response, Router } from "express";
import { dayWords, instantWords } from "#domain/notice-words.ts";
import { dayOf } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { type CallRow, listCalls } from "#prisma/sql/delivery-task.ts";
import { scopeWith } from "./access.ts";
import { authorise } from "./auth.ts";
import { escaped, sendPage } from "./page.ts";
import { languageOf } from "./router.ts";

/** Lists for paper: who must be phoned, as a page to print (`…/campaign`) and as a table (`…/campaign.csv`). */
export function printRoutes(pool: Reader): Router {
  const router = Router();
  const list = async (request: Request, response: Response): Promise<void> => {
    const account = await authorise(request, pool, "keep_addresses");
    const named = String(request.params["campaign"]).normalize("NFC");
    const csv = named.endsWith(".csv");
    const campaign = csv ? named.slice(0, -4) : named;
    const scope = await scopeWith(pool, account, campaign, "keep_addresses");
    const rows = await listCalls(pool, scope);
    if (csv) return sendCsv(response, rows);
    const language = languageOf(request);
    const title = language === "vi" ? "Danh sách gọi điện" : "Call list";
    sendPage(response, 200, {
      title,
      body: pageOf(rows, title, dayOf(scope.now), language),
      language,
    });
  };
  router.get("/print/call-list/:campaign", (request, response, next) => {
    list(request, response).catch(next);
  });
  return router;
}

const HEAD = {
  vi: ["Họ tên", "Chức danh", "Đơn vị", "Điện thoại", "Việc", "Hạn", "Đã gọi lúc"],
  en: ["Name", "Post", "Unit", "Phone", "About", "Due", "Called at"],
} as const;

const NO_PHONE = { vi: "chưa có số", en: "no number" } as const;

const cellsOf = (row: CallRow, language: "vi" | "en"): string[] => [
  row.name ?? "",
  row.postTitle[language],
  row.unitName,
  row.phone ?? NO_PHONE[language],
  row.subject,
  instantWords(row.due)[language],
  "",
];

function pageOf(
  rows: readonly CallRow[],
  title: string,
  day: string,
  language: "vi" | "en",
): string {
  const cells = (tag: "th" | "td", list: readonly string[]): string =>
    `<tr>${list.map((one) => `<${tag}>${escaped(one)}</${tag}>`).join("")}</tr>`;
  const none = language === "vi" ? "Không phải gọi ai." : "Nobody has to be called.";
  const heading = `<h1>${title} – ${dayWords(day)}</h1>`;
  if (rows.length === 0) return `${heading}\n<p>${none}</p>`;
  return `${heading}
<table><thead>${cells("th", HEAD[language])}</thead>
<tbody>${rows.map((row) => cells("td", cellsOf(row, language))).join("\n")}</tbody></table>`;
}

/** Spreadsheets take a leading = + - or @ for a formula: such a cell begins with an apostrophe. */
const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function sendCsv(response: Response, rows: readonly CallRow[]): void {
  const lines = [[...HEAD.vi], ...rows.map((row) => cellsOf(row, "vi"))];
  const body = lines.map((line) => line.map(csvCell).join(",")).join("\r\n");
  // With the mark Excel reads it as UTF-8.
  response
    .type("text/csv; charset=utf-8")
    .set("Cache-Control", "no-store")
    .send(`\uFEFF${body}\r\n`);
}
