import { useSyncExternalStore } from "react";

const query = (): MediaQueryList => matchMedia("(max-width: 44rem)");

function subscribe(listener: () => void): () => void {
  const narrow = query();
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

/** True on a telephone: a table of steps does not fit, cards do. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => query().matches,
    () => false,
  );
}
