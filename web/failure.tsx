import type { Failure } from "./api.ts";
import { useSpeech } from "./language.tsx";

interface FailedProps {
  readonly failure: Failure;
  readonly retry: () => void;
}

/** What went wrong in one sentence, what is safe, and what to do. Stands above what was read before, if anything. */
export function Failed({ failure, retry }: FailedProps) {
  const { t, say } = useSpeech();
  // Our own sentence says what to do about a session; the API knows better about the rest.
  const words =
    failure.words === null || failure.kind === "session"
      ? t(`failed_${failure.kind}`)
      : say(failure.words);
  return (
    <section className="notice-box failed" role="alert">
      {failure.kind === "session" && <h1>{t("session_title")}</h1>}
      <p>{words}</p>
      <button type="button" onClick={retry}>
        {t("retry")}
      </button>
    </section>
  );
}

/** Grey lines where words will stand; hidden for the first 200 ms, so that a fast answer does not flicker. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const { t } = useSpeech();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t("loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
