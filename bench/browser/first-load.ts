import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a browser loads before the first page is drawn, of the built page in `folder`. */
export interface FirstLoad {
  readonly files: readonly string[];
  /** Bytes, compressed as the API sends them to a browser that takes gzip. */
  readonly bytes: number;
}

/** The scripts that index.html names, and what those import without waiting for anybody to go anywhere. */
export function firstLoad(folder: string): FirstLoad {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const open = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
    (found) => found[1] ?? "",
  );
  const files = new Set<string>();
  let bytes = 0;
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(join(folder, file));
    bytes += gzipSync(text).length;
    for (const [, name] of text
      .toString()
      .matchAll(/(?:from|import)\s*[`"']\.\/([^`"']+\.js)[`"']/g))
      open.push(`assets/${name ?? ""}`);
  }
  return { files: [...files], bytes };
}
