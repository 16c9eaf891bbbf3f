import type { Text } from "#domain/text.ts";
import type { Problem } from "./problem.ts";

/** Why a file is not even read. One sentence each; the words in braces are filled in. */
const REFUSALS = {
  too_large: {
    vi: "Tệp dài {size} MB, quá mức 5 MB; tệp chiến dịch chỉ chứa đơn vị, chức danh và mô hình.",
    en: "The file is {size} MB long, more than the 5 MB allowed; a campaign file holds units, posts and models only.",
  },
  not_utf8: {
    vi: "Tệp không ở bảng mã UTF-8 ({why}); hãy lưu lại với UTF-8.",
    en: "The file is not UTF-8 ({why}); save it as UTF-8.",
  },
  binary: {
    vi: "Tệp không phải văn bản; hãy đưa tệp YAML hoặc JSON.",
    en: "The file is not text; give a YAML or JSON file.",
  },
  empty: {
    vi: "Tệp trống; hãy bắt đầu từ một tệp trong thư mục examples.",
    en: "The file is empty; start from one of the files in the examples folder.",
  },
  too_deep: {
    vi: "Tệp lồng nhau quá 64 tầng.",
    en: "The file is nested more than 64 levels deep.",
  },
  too_long: {
    vi: "Tệp có hơn {allowed} giá trị, quá mức cho phép.",
    en: "The file holds more than {allowed} values, more than allowed.",
  },
  too_many_lines: {
    vi: "Tệp dài hơn {allowed} dòng, quá mức cho phép.",
    en: "The file is longer than {allowed} lines, more than allowed.",
  },
  not_yaml: {
    vi: "Tệp không phải YAML hay JSON đúng: {why}",
    en: "The file is not proper YAML or JSON: {why}",
  },
  not_map: {
    vi: "Tệp phải là một bảng «tên: giá trị», bắt đầu bằng «plenum: 1».",
    en: "The file must be a map of “name: value”, beginning with “plenum: 1”.",
  },
  several_documents: {
    vi: "Tệp chứa nhiều tài liệu YAML (dòng «---»); chỉ được một.",
    en: "The file holds several YAML documents (a line “---”); only one is allowed.",
  },
  alias: {
    vi: "Tệp không được dùng neo và bí danh YAML (& và *); hãy viết đầy đủ.",
    en: "YAML anchors and aliases (& and *) are not used here; write the text out, in quotes if it begins with * or &.",
  },
  tag: {
    vi: "Tệp không được dùng thẻ YAML ({tag}); hãy bỏ thẻ, hoặc để chữ trong ngoặc kép.",
    en: "YAML tags ({tag}) are not used here; remove the tag, or put the text in quotes.",
  },
  duplicate_key: {
    vi: "Khóa «{key}» được viết hai lần trong cùng một bảng; hãy giữ một.",
    en: "The key “{key}” is written twice in one map; keep one of them.",
  },
  forbidden_key: {
    vi: "Khóa «{key}» không được dùng.",
    en: "The key “{key}” is not allowed.",
  },
} as const satisfies Record<string, Text>;

export type RefusalCode = keyof typeof REFUSALS;

/** Thrown while a file is read; the reader turns it into its one problem. */
export class FileRefused extends Error {
  readonly code: RefusalCode;
  readonly words: Text;
  readonly line: number;
  readonly column: number;

  constructor(
    code: RefusalCode,
    data: Readonly<Record<string, string | number>> = {},
    at: { readonly line: number; readonly column: number } = { line: 1, column: 1 },
  ) {
    const fill = (words: string): string =>
      words.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
    super(fill(REFUSALS[code].en));
    this.name = "FileRefused";
    this.code = code;
    this.words = { vi: fill(REFUSALS[code].vi), en: fill(REFUSALS[code].en) };
    this.line = at.line;
    this.column = at.column;
  }
}

/** The refusal as the file's one problem; any other error is thrown on. */
export function refusalProblem(error: unknown, file: string): Problem {
  if (!(error instanceof FileRefused)) throw error;
  const { code, words: message, line, column } = error;
  return { code, message, file, line, column, field: "", suggestion: null };
}
