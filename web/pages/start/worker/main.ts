import "./jitless.ts";
import readWorkbook from "read-excel-file/web-worker";
import { conduct } from "#api/conductor/conductor.ts";
import { apiWith } from "#api/conductor/http.ts";
import { textOf } from "#api/file/bytes.ts";
import { FileRefused } from "#api/file/refusal.ts";
import { sheetWordsOf, tablesOf } from "#api/file/sheet.ts";
import type { TemplateShelf } from "#api/file/template.ts";
import { treeOf } from "#api/file/tree.ts";
import { writeDefinition } from "#api/file/write.ts";
import { plan } from "#domain/plan.ts";
import { rehearse } from "#domain/rehearsal.ts";
import { reportOf } from "#domain/rehearsal-report.ts";
import { sha256 } from "#domain/sha256.ts";
import { sheetsInto } from "#domain/sheet.ts";
import { sheetsOf } from "#domain/sheet-write.ts";
import { millisecondsBetween } from "#domain/time.ts";
import type { Answered, Asked, Opened, Rehearsed, Work, Works } from "../message.ts";
import { type JudgedWhole, judge, stepsOf, templateOf } from "./judge.ts";

type Doing = {
  [W in Work]: (
    ask: Works[W]["ask"],
    share: (share: number) => void,
  ) => Works[W]["answer"] | Promise<Works[W]["answer"]>;
};

let contents = new Map<string, string>();
let last: JudgedWhole | null = null;
const shelf: TemplateShelf = {
  names: () => [...contents.keys()].sort(),
  find: (name) => {
    const content = contents.get(name);
    return content === undefined ? null : { content, file: `${name}.yaml` };
  },
};

/** The reader, the rules and the rehearsal of the server, off the page's own thread. */
const DOING: Doing = {
  templates: ({ templates }) => {
    contents = new Map(templates.map(({ name, content }) => [name, content]));
    return null;
  },
  open: ({ text }) => opened(text),
  judge: ({ value }) => {
    last = judge(value, shelf);
    return last.judged;
  },
  write: ({ value, before }) => writeDefinition(value, before ?? undefined),
  steps: ({ unit }) => stepsOf(last?.planned ?? null, unit),
  sheet: async ({ value, file }) => {
    const template = templateOf(value, shelf);
    if (template === null) return { refused: NO_TEMPLATE };
    try {
      return sheetsInto(tablesOf(await readWorkbook(file)), value, sheetWordsOf(template));
    } catch {
      return { refused: NO_WORKBOOK };
    }
  },
  book: ({ value, language }) => {
    const template = templateOf(value, shelf);
    return sheetsOf(value, template === null ? { levels: [] } : sheetWordsOf(template), language);
  },
  rehearse: ({ value, manner, seed }, share) => {
    const { campaign, planned } = runnable(value);
    let begins: string | null = null;
    const watched = (now: string): void => {
      begins ??= now;
      share(millisecondsBetween(begins, now) / (millisecondsBetween(begins, planned.ends) || 1));
    };
    const rehearsal = rehearse(campaign, planned, { manner, seed }, sha256, watched);
    const names = Object.fromEntries(campaign.units.map(({ id, name }) => [id, name]));
    const report: Rehearsed = {
      ...reportOf(campaign, rehearsal),
      names,
      clashes: planned.clashes.map(({ words }) => words),
    };
    return report;
  },
  conduct: async ({ value, base, campaign: id, actors, manner, seed }, share) => {
    const { campaign, planned } = runnable(value);
    const stage = { base, operator: apiWith(base, null), campaign: id, actors: new Map(actors) };
    await conduct(stage, campaign, planned, { manner, seed }, (_, acts) => share(acts));
    return null;
  },
};

const NO_TEMPLATE = {
  vi: "Hãy chọn khuôn mẫu trước: vai trò và cấp đơn vị lấy từ khuôn mẫu.",
  en: "Choose a template first: it says which levels and roles there are.",
};
const NO_WORKBOOK = {
  vi: "Không đọc được tệp này như một bảng tính .xlsx. Hãy lưu lại từ Excel với kiểu «Excel Workbook (.xlsx)».",
  en: "This file cannot be read as an .xlsx workbook. Save it from Excel as “Excel Workbook (.xlsx)”.",
};

function opened(text: string): Opened {
  try {
    return { value: treeOf(textOf(text)).value };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { refused: error.words, line: error.line };
  }
}

function runnable(value: Works["judge"]["ask"]["value"]) {
  const { campaign, errors } = judge(value, shelf).reading;
  if (campaign === null || errors.length > 0) throw new Error("the definition has errors");
  return { campaign, planned: plan(campaign) };
}

const port = globalThis as unknown as {
  postMessage(message: Answered): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Asked>) => void): void;
};

port.addEventListener("message", ({ data }) => {
  const { n, what } = data;
  const share = (part: number): void => port.postMessage({ n, share: part });
  const work = DOING[what] as (ask: unknown, share: (part: number) => void) => unknown;
  void Promise.resolve()
    .then(() => work(data, share))
    .then(
      (answer) => port.postMessage({ n, answer }),
      (error: unknown) =>
        port.postMessage({ n, error: error instanceof Error ? error.message : String(error) }),
    );
});
