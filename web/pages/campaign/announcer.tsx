import { useEffect, useRef, useState } from "react";
import type { Board } from "#web/board.ts";
import { cellOf, stepOf } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";

interface AnnouncerProps {
  readonly board: Board;
  readonly fresh: ReadonlySet<string>;
  readonly flash: number;
}

/** A screen reader hears of changes at most so often (ms): a busy rehearsal would never let it finish. */
const EVERY_MS = 8000;

export function Announcer({ board, fresh, flash }: AnnouncerProps) {
  const { t, say } = useSpeech();
  const [words, setWords] = useState("");
  const heard = useRef<string[]>([]);
  const latest = useRef({ board, t, say });
  useEffect(() => {
    latest.current = { board, t, say };
  });
  useEffect(() => {
    if (flash > 0) heard.current.push(...fresh);
  }, [flash, fresh]);
  useEffect(() => {
    const timer = setInterval(() => {
      const keys = [...new Set(heard.current)];
      heard.current = [];
      if (keys.length > 0) setWords(announcement(keys, latest.current));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="unseen" aria-live="polite">
      {words}
    </p>
  );
}

type Speaker = { readonly board: Board } & Pick<ReturnType<typeof useSpeech>, "t" | "say">;

function announcement(keys: readonly string[], { board, t, say }: Speaker): string {
  const { unit, step } = cellOf(keys[0] ?? "");
  const row = board.rows.find((one) => one.unit === unit);
  const title = stepOf(board, unit, step)?.title;
  if (keys.length > 1 || row === undefined || title === undefined) {
    return t("changed_many", { n: keys.length });
  }
  const state = row.cells[step]?.status === "done" ? t("look_done") : t("look_waiting");
  return t("changed", { unit: row.name, step: say(title), state });
}
