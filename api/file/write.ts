import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type Definition, isPart, sameValue } from "#domain/definition.ts";
import { treeOf } from "./tree.ts";

const HEAD = " docs/campaign-file.md explains every field.";
/** A map or list of plain values stands on one line up to this many characters. */
const ONE_LINE = 110;

/**
 * A definition as a campaign file. With the file it was read from, whatever has not changed stays as it was
 * written there: order, comments, quotes. Reading what is written gives the definition again.
 */
export function writeDefinition(definition: Definition, before?: string): string {
  const value = normal(definition) as Definition;
  const known = before === undefined ? null : documentOf(before);
  if (known === null || before === undefined) return fresh(value);
  if (sameValue(treeOf(before).value, value)) return before;
  const top = known.contents;
  if (!isMap(top)) return fresh(value);
  mergeMap(top, value);
  return textOf(known);
}

function fresh(value: Definition): string {
  const document = new Document(nodeOf(value));
  document.commentBefore = HEAD;
  if (isMap(document.contents)) {
    for (const { key, value: part } of document.contents.items) {
      if ((isMap(part) || isSeq(part)) && !part.flow && isScalar(key)) key.spaceBefore = true;
    }
  }
  return textOf(document);
}

/** As the examples are written: `{ name: A }`, but `[a, b]`. */
function textOf(document: Document): string {
  visit(document, {
    Collection: (_, node) => {
      const padding = isMap(node) ? " " : "";
      const usual = node.toString.bind(node) as (context: object, ...rest: unknown[]) => string;
      node.toString = (context?: object, ...rest: unknown[]) =>
        usual({ ...context, flowCollectionPadding: padding }, ...rest);
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** What can be edited in place: anything the reader takes. Null for the rest. */
function documentOf(text: string): Document | null {
  try {
    treeOf(text);
  } catch {
    return null;
  }
  return parseDocument(text) as unknown as Document;
}

function nodeOf(value: unknown): Node {
  const node = new Document(value, { aliasDuplicateObjects: false }).contents as Node;
  visit(node, {
    Collection: (_, one) => {
      one.flow = isPlain(one) && String(new Document(one.clone())).length < ONE_LINE;
    },
  });
  return node;
}

/** A list or map of single values, not nested: on one line it reads well. An empty one has to stand there. */
const isPlain = (node: { readonly items: readonly unknown[] }): boolean =>
  node.items.every((item) => {
    const inner = isPair(item) ? item.value : item;
    const isEmpty = (isMap(inner) || isSeq(inner)) && inner.items.length === 0;
    return isScalar(inner) || isEmpty;
  });

const isPair = (item: unknown): item is Pair =>
  typeof item === "object" && item !== null && "key" in item && "value" in item;

function merge(node: unknown, value: unknown): unknown {
  if (isMap(node) && isPart(value)) {
    mergeMap(node, value);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    mergeList(node, value);
    return node;
  }
  if (sameValue(plainOf(node), value)) return node;
  const made = nodeOf(value);
  if (isScalar(node) && isScalar(made) && node.comment != null) made.comment = node.comment;
  return made;
}

function mergeMap(map: YAMLMap, value: Definition): void {
  map.items = map.items.filter(({ key }) => Object.hasOwn(value, nameOf(key)));
  for (const [name, inner] of Object.entries(value)) {
    const pair = map.items.find(({ key }) => nameOf(key) === name);
    if (pair === undefined) map.items.push(new Document(null).createPair(name, nodeOf(inner)));
    else pair.value = merge(pair.value, inner);
  }
  requireBlock(map);
}

/** Things with an id are found again wherever they stand; others by their place. */
function mergeList(list: YAMLSeq, values: readonly unknown[]): void {
  const old = list.items;
  const byId = new Map(old.map((item) => [idOf(plainOf(item)), item]));
  list.items = values.map((value, index) => {
    const id = idOf(value);
    const found = id === null ? old[index] : byId.get(id);
    // Each once: two things with one id are a mistake, but they are two.
    if (id !== null) byId.delete(id);
    return found === undefined || (id === null && idOf(plainOf(found)) !== null)
      ? nodeOf(value)
      : merge(found, value);
  });
  requireBlock(list);
}

/** What stands on one line cannot hold what does not. */
function requireBlock(node: YAMLMap | YAMLSeq): void {
  const inner = node.items.map((item) => (isPair(item) ? item.value : item));
  if (node.items.length === 0) node.flow = true;
  else if (inner.some((one) => (isMap(one) || isSeq(one)) && one.flow !== true)) node.flow = false;
}

const nameOf = (key: unknown): string =>
  (isScalar(key) ? (key.source ?? String(key.value)) : String(key)).normalize("NFC");

const idOf = (value: unknown): string | null =>
  isPart(value) && typeof value["id"] === "string" ? value["id"] : null;

/** A node's value as the reader gives it: digits kept as written, text in NFC. */
function plainOf(node: unknown): unknown {
  if (isMap(node))
    return Object.fromEntries(node.items.map(({ key, value }) => [nameOf(key), plainOf(value)]));
  if (isSeq(node)) return node.items.map(plainOf);
  if (!isScalar(node)) return null;
  const { value, source } = node;
  if (typeof value === "string") return value.normalize("NFC");
  return typeof value === "number" && String(value) !== source ? source : value;
}

/** Without what is undefined, text in NFC. */
function normal(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normal);
  if (!isPart(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name.normalize("NFC"), normal(inner)]),
  );
}
