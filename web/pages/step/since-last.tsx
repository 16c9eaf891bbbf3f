import { lazy, Suspense } from "react";
import type { StepView } from "#api/contract-step.ts";
import type { VersionItem, VersionView } from "#api/contract-version.ts";
import { useWords } from "#web/language.tsx";
import { Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { lastHanded } from "./handed.ts";
import { WORDS } from "./words.ts";

const Diff = lazy(async () => ({ default: (await import("./diff.tsx")).Diff }));

interface SinceLastProps {
  /** The step's path in the API. */
  readonly path: string;
  readonly step: StepView;
}

/** To whoever decides again: what has changed since it was handed in before. Nothing the first time. */
export function SinceLast({ path, step }: SinceLastProps) {
  const t = useWords(WORDS);
  const now = step.submitted?.hash ?? null;
  const before = now === null ? null : lastHanded(step.history, now);
  const list = useReading<{ items: readonly VersionItem[] }>(
    before === null ? null : `${path}/versions`,
  );
  const versionOf = (hash: string | null): string | null => {
    const found = list.answer?.items.find((one) => one.hash === hash);
    return found === undefined ? null : `${path}/versions/${found.version}`;
  };
  const old = useReading<VersionView>(versionOf(before));
  const fresh = useReading<VersionView>(versionOf(now));
  if (old.answer === null || fresh.answer === null) return null;
  return (
    <section className="notice-box">
      <p>{t("since_last")}</p>
      <Suspense fallback={<Skeleton lines={3} />}>
        <Diff
          before={`${old.answer.title}\n\n${old.answer.content}`}
          after={`${fresh.answer.title}\n\n${fresh.answer.content}`}
        />
      </Suspense>
    </section>
  );
}
