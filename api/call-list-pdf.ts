import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { actWords, instantWords } from "#domain/notice-words.ts";
import type { Language } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { CallRow } from "#prisma/sql/delivery-task.ts";

export interface CallListPaper {
  readonly campaign: string;
  readonly now: Instant;
  readonly language: Language;
  /** False leaves the file readable by eye: for tests. */
  readonly compress?: boolean;
}

/** The fonts that PDF readers have by themselves know no Vietnamese: one that does goes along. */
const font = (name: string): string =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

const MARGIN = 36;
const SIZE = 9;
const PAD = 4;

/** Widths in points; together as wide as A4 lying on its side, without margins. */
const COLUMNS = [
  { key: "n", width: 22, vi: "TT", en: "No." },
  { key: "who", width: 150, vi: "Họ tên, chức danh", en: "Name, post" },
  { key: "unit", width: 95, vi: "Đơn vị", en: "Unit" },
  { key: "phone", width: 85, vi: "Điện thoại", en: "Phone" },
  { key: "owed", width: 180, vi: "Việc phải làm", en: "What is owed" },
  { key: "since", width: 78, vi: "Chưa liên lạc được từ", en: "Not reached since" },
  { key: "called", width: 160, vi: "Đã gọi lúc – trả lời", en: "Called at – answer" },
] as const;

type Cells = Readonly<Record<(typeof COLUMNS)[number]["key"], string>>;

const WORDS = {
  title: { vi: "Danh sách gọi điện", en: "Call list" },
  none: { vi: "Không phải gọi ai.", en: "Nobody has to be called." },
  noPhone: { vi: "chưa có số", en: "no number" },
  due: { vi: "hạn", en: "due" },
  box: {
    vi: "Gọi lúc: ………………………\nTrả lời: ……………………………\n……………………………………",
    en: "Called at: ………………………\nAnswer: ……………………………\n……………………………………",
  },
} as const;

/** The call list for paper, A4 lying on its side: its head on every page, no row across two. */
export function callListPdf(rows: readonly CallRow[], paper: CallListPaper): Promise<Buffer> {
  const { language, compress = true } = paper;
  const pdf = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: MARGIN,
    compress,
    bufferPages: true,
    info: { Title: WORDS.title[language], CreationDate: new Date(paper.now) },
  });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (part: Buffer) => parts.push(part));
    pdf.on("end", () => resolve(Buffer.concat(parts)));
    pdf.on("error", reject);
  });
  pdf.registerFont("plain", font("DejaVuSansCondensed"));
  pdf.registerFont("bold", font("DejaVuSansCondensed-Bold"));
  pdf.font("bold").fontSize(14).text(WORDS.title[language]);
  const about = `${paper.campaign} – ${instantWords(paper.now)[language]}`;
  pdf.font("plain").fontSize(SIZE).text(about).moveDown();
  if (rows.length === 0) pdf.text(WORDS.none[language]);
  else table(pdf, rows, language);
  number(pdf);
  pdf.end();
  return done;
}

type Pdf = InstanceType<typeof PDFDocument>;

function table(pdf: Pdf, rows: readonly CallRow[], language: Language): void {
  const head = Object.fromEntries(COLUMNS.map((one) => [one.key, one[language]])) as Cells;
  let y = line(pdf, head, pdf.y, "bold");
  for (const [index, row] of rows.entries()) {
    const cells = cellsOf(row, index + 1, language);
    if (y + heightOf(pdf, cells) > pdf.page.height - MARGIN - SIZE * 2) {
      pdf.addPage();
      y = line(pdf, head, MARGIN, "bold");
    }
    y = line(pdf, cells, y, "plain");
  }
}

function cellsOf(row: CallRow, n: number, language: Language): Cells {
  const { act, stepTitle, owedUnitName, due, since } = row;
  const owed = `${capital(actWords(act)[language])}: ${stepTitle[language]} – ${owedUnitName}`;
  return {
    n: String(n),
    who: [row.name, row.postTitle[language]].filter(Boolean).join("\n"),
    unit: row.unitName,
    phone: row.phone ?? WORDS.noPhone[language],
    owed: `${owed}; ${WORDS.due[language]} ${instantWords(due)[language]}`,
    since: instantWords(since)[language],
    called: WORDS.box[language],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const heightOf = (pdf: Pdf, cells: Cells): number =>
  Math.max(
    ...COLUMNS.map(({ key, width }) =>
      pdf.heightOfString(cells[key].normalize("NFC"), { width: width - PAD * 2 }),
    ),
  ) +
  PAD * 2;

/** Draws one row; where the next begins. */
function line(pdf: Pdf, cells: Cells, y: number, face: "plain" | "bold"): number {
  pdf.font(face).fontSize(SIZE);
  const height = heightOf(pdf, cells);
  let x = MARGIN;
  for (const { key, width } of COLUMNS) {
    pdf.rect(x, y, width, height).lineWidth(0.5).stroke();
    pdf.text(cells[key].normalize("NFC"), x + PAD, y + PAD, { width: width - PAD * 2 });
    x += width;
  }
  pdf.font("plain");
  return y + height;
}

/** “2/3” at the foot of each page. */
function number(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const y = pdf.page.height - MARGIN - SIZE * 1.5;
    pdf.text(`${page + 1}/${count}`, MARGIN, y, {
      align: "right",
      width: pdf.page.width - MARGIN * 2,
      lineBreak: false,
    });
  }
}
