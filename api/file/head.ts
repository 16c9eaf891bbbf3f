import type { Text } from "#domain/text.ts";
import { textOf } from "./bytes.ts";
import { FileRefused } from "./refusal.ts";
import { treeOf } from "./tree.ts";

/** What a list says of a campaign file, as far as it can be read. */
export interface FileHead {
  readonly key: string | null;
  readonly title: Text | null;
  readonly units: number;
}

/** The head of a campaign file that need not be right, nor whole. */
export function headOf(content: string): FileHead {
  try {
    const { id, title, units } = treeOf(textOf(content)).value;
    return {
      key: typeof id === "string" ? id.slice(0, 300) : null,
      title: titleOf(title),
      units: Array.isArray(units) ? units.length : 0,
    };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { key: null, title: null, units: 0 };
  }
}

function titleOf(title: unknown): Text | null {
  if (typeof title === "string" && title !== "")
    return { vi: title.slice(0, 300), en: title.slice(0, 300) };
  if (typeof title !== "object" || title === null) return null;
  const [vi, en] = ["vi", "en"].map((language) => {
    const words: unknown = Reflect.get(title, language);
    return typeof words === "string" && words !== "" ? words.slice(0, 300) : undefined;
  });
  const known = vi ?? en;
  return known === undefined ? null : { vi: vi ?? known, en: en ?? known };
}
