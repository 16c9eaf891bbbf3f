import { Button } from "@mantine/core";
import { Failed } from "#web/failure.tsx";
import { GRACE_MS, type Held } from "#web/held.ts";
import { useWords } from "#web/language.tsx";
import { HELD_WORDS } from "./held-words.ts";

interface HeldBarProps {
  readonly held: Held;
  /** What is about to happen, in words. */
  readonly what: string;
  readonly retry: () => void;
}

/** Where an act was pressed: it can be taken back for a moment; then it is on its way, done, or refused with why. */
export function HeldBar({ held, what, retry }: HeldBarProps) {
  const t = useWords(HELD_WORDS);
  const { phase, failure, undo } = held;
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (phase === "idle") return null;
  return (
    <div className="held" role="status">
      <span>
        {what}
        {" — "}
        {phase === "holding"
          ? t("soon", { n: GRACE_MS / 1000 })
          : phase === "sending"
            ? t("sending")
            : t("sent")}
      </span>
      {phase === "holding" && (
        <Button variant="default" onClick={undo}>
          {t("undo")}
        </Button>
      )}
    </div>
  );
}
