import type { HistoryEntry } from "#api/contract-step.ts";

/** The hash that was handed in before the one that stands; null where nothing was, or it is the same. */
export function lastHanded(history: readonly HistoryEntry[], now: string): string | null {
  const hashes = history.flatMap(({ type, data }) => {
    const { content } = data;
    if (type !== "step_submitted" || typeof content !== "object" || content === null) return [];
    return "hash" in content && typeof content.hash === "string" ? [content.hash] : [];
  });
  return hashes.findLast((hash) => hash !== now) ?? null;
}
