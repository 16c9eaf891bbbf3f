import { CST, Lexer } from "yaml";
import { FileRefused } from "./refusal.ts";

/** Commas, colons, dashes and brackets in one file: about two for each value, and each makes a node. */
const MOST_MARKS = 400_000;
/** A campaign of 20,000 units with all their posts has fewer. */
const MOST_LINES = 300_000;
const MARKS: ReadonlySet<string> = new Set([
  "comma",
  "seq-item-ind",
  "map-value-ind",
  "explicit-key-ind",
  "flow-map-start",
  "flow-seq-start",
]);
const UNKNOWN_ESCAPE = /\\[^0abtnvfre \t\r\n"/\\NL_PxuU]/;

/**
 * Looks at a file's marks alone, which costs a fraction of parsing it, and refuses what would keep a parser busy
 * for long: too many values or lines, faults by the hundred thousand (each costs it an error with a stack), and
 * what no campaign file may hold anyway. Says on which line.
 */
export function requireParsable(text: string): void {
  let line = 1;
  let marks = 0;
  let documents = 0;
  let before = "";
  let isScalar = false;
  const at = () => ({ line, column: 1 });
  for (const lexeme of new Lexer().lex(text)) {
    const kind: string = isScalar ? "text" : (CST.tokenType(lexeme) ?? "text");
    isScalar = kind === "scalar";
    if (kind === "anchor" || kind === "alias") throw new FileRefused("alias", {}, at());
    if (kind === "tag") throw new FileRefused("tag", { tag: lexeme.slice(0, 40) }, at());
    if (kind === "comma" && (before === "comma" || before.endsWith("-start")))
      throw new FileRefused("not_yaml", { why: "Unexpected ," }, at());
    if (kind === "double-quoted-scalar" && UNKNOWN_ESCAPE.test(lexeme))
      throw new FileRefused("not_yaml", { why: "Invalid escape sequence" }, at());
    if (kind === "doc-start" || kind === "doc-end" || kind === "directive-line") documents += 1;
    if (documents > 3) throw new FileRefused("several_documents", {}, at());
    if (MARKS.has(kind)) marks += 1;
    if (marks > MOST_MARKS) throw new FileRefused("too_long", { allowed: MOST_MARKS }, at());
    line += newlinesIn(lexeme);
    if (line > MOST_LINES) throw new FileRefused("too_many_lines", { allowed: MOST_LINES }, at());
    if (kind !== "space" && kind !== "newline" && kind !== "comment") before = kind;
  }
}

function newlinesIn(lexeme: string): number {
  let count = 0;
  for (let at = lexeme.indexOf("\n"); at !== -1; at = lexeme.indexOf("\n", at + 1)) count += 1;
  return count;
}
