import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  type ParsedNode,
  Parser,
} from "yaml";
import { requireParsable } from "./guard.ts";
import type { FieldPath, Locate } from "./problem.ts";
import { FileRefused } from "./refusal.ts";

/** A file as plain values (text in NFC), and where each field stands in it. */
export interface Tree {
  readonly value: Readonly<Record<string, unknown>>;
  readonly locate: Locate;
}

const DEEPEST = 64;
/** Values in one file: a national campaign of 3,321 communes stays far below. */
const MOST_VALUES = 400_000;
/** Keys that reach an object's own machinery, and YAML's merge key. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype", "<<"]);

type Position = { readonly line: number; readonly column: number };
type PositionOf = (node: ParsedNode | null) => Position;

/**
 * Reads YAML 1.2 (of which JSON is a part) into a tree. Aliases, tags, duplicate keys and nesting deeper
 * than 64 are refused: a campaign file needs none, and each has been used to harm a reader.
 */
export function treeOf(text: string): Tree {
  requireParsable(text);
  const counter = new LineCounter();
  const document = compose(text, counter);
  const top = document.contents;
  const positionOf: PositionOf = (node) => placeOf(counter, node?.range[0] ?? 0);
  if (!isMap(top)) throw new FileRefused("not_map");
  const value = plainValue(top, positionOf, { left: MOST_VALUES });
  return {
    value: value as Record<string, unknown>,
    locate: (path) => positionOf(nodeAt(top, path)),
  };
}

function placeOf(counter: LineCounter, offset: number): Position {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function compose(text: string, counter: LineCounter): Document.Parsed {
  const composer = new Composer({ uniqueKeys: false });
  const parser = new Parser(counter.addNewLine);
  const documents: Document.Parsed[] = [];
  counter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      // The first fault is enough: one for each of a million closing brackets would cost minutes.
      if (token.type === "error")
        throw new FileRefused("not_yaml", { why: token.message }, placeOf(counter, token.offset));
      documents.push(...composer.next(token));
    }
    // The parser keeps its own stack, the composer recurses: stop before it would.
    if (parser.stack.length > DEEPEST + 2) {
      throw new FileRefused("too_deep", {}, placeOf(counter, parser.offset));
    }
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  const [first, second] = documents;
  if (first === undefined) throw new FileRefused("empty");
  const error = first.errors[0];
  if (error !== undefined) {
    throw new FileRefused("not_yaml", { why: error.message }, placeOf(counter, error.pos[0]));
  }
  if (second !== undefined) throw new FileRefused("several_documents");
  return first;
}

function plainValue(
  node: ParsedNode | null,
  positionOf: PositionOf,
  budget: { left: number },
): unknown {
  budget.left -= 1;
  if (budget.left < 0)
    throw new FileRefused("too_long", { allowed: MOST_VALUES }, positionOf(node));
  if (node === null) return null;
  if (isAlias(node)) throw new FileRefused("alias", {}, positionOf(node));
  if (node.anchor !== undefined) throw new FileRefused("alias", {}, positionOf(node));
  if (node.tag !== undefined) throw new FileRefused("tag", { tag: node.tag }, positionOf(node));
  if (isSeq(node)) return node.items.map((item) => plainValue(item, positionOf, budget));
  if (isScalar(node)) return scalarValue(node.value, node.source);
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = keyName(key, positionOf);
    if (entries.has(name)) throw new FileRefused("duplicate_key", { key: name }, positionOf(key));
    entries.set(name, plainValue(value, positionOf, budget));
  }
  return Object.fromEntries(entries);
}

function keyName(key: ParsedNode, positionOf: PositionOf): string {
  if (!isScalar(key)) throw new FileRefused("not_yaml", { why: "key" }, positionOf(key));
  const name = (key.source ?? String(key.value)).normalize("NFC");
  if (FORBIDDEN.has(name)) throw new FileRefused("forbidden_key", { key: name }, positionOf(key));
  return name;
}

/** A number keeps its digits when they say more than its value: the code 00123, the period 2020.0. */
function scalarValue(value: unknown, source: string): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value === "number" && String(value) !== source) return source;
  return value;
}

/** The deepest node on the path that the file has: its key where it is a map's entry. */
function nodeAt(top: ParsedNode, path: FieldPath): ParsedNode | null {
  let node: ParsedNode | null = top;
  let found: ParsedNode | null = top;
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair<ParsedNode, ParsedNode | null> | undefined = node.items.find(
        ({ key }) => isScalar(key) && key.source === String(part),
      );
      if (pair === undefined) return found;
      found = pair.key;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)] ?? null;
      if (node === null) return found;
      found = node;
    } else return found;
  }
  return found;
}
