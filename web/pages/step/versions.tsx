import { Select } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { VersionItem, VersionView } from "#api/contract-version.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

const Diff = lazy(async () => ({ default: (await import("./diff.tsx")).Diff }));

interface VersionsProps {
  /** The step's path in the API. */
  readonly path: string;
  /** The version that stands; a new one is a reason to read again. */
  readonly now: number;
}

/** What a paper said before, and what changed from one to another. */
export function Versions({ path, now }: VersionsProps) {
  const t = useWords(WORDS);
  const [open, setOpen] = useState(false);
  const list = useReading<{ items: readonly VersionItem[] }>(`${path}/versions`, now);
  const items = list.answer?.items ?? [];
  if (list.failure !== null) return <Failed failure={list.failure} retry={list.retry} />;
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{t("versions")}</h2>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("version_n", { n: items[0]?.version ?? 1 })}</summary>
        <ul className="kept">
          {items.map((one) => (
            <li key={one.version}>
              <b>{t("version_n", { n: one.version })}</b>
              <span className="soft">
                {t("version_by", { who: one.savedBy ?? "", at: stamp(one.savedAt) })}
              </span>
            </li>
          ))}
        </ul>
        {open && items.length > 1 && <Compare path={path} items={items} />}
      </details>
    </section>
  );
}

interface CompareProps {
  readonly path: string;
  readonly items: readonly VersionItem[];
}

function Compare({ path, items }: CompareProps) {
  const t = useWords(WORDS);
  const [from, setFrom] = useState(String(items[1]?.version ?? 1));
  const [to, setTo] = useState(String(items[0]?.version ?? 1));
  const before = useReading<VersionView>(`${path}/versions/${from}`);
  const after = useReading<VersionView>(`${path}/versions/${to}`);
  const data = items.map(({ version, savedBy }) => ({
    value: String(version),
    label: `${t("version_n", { n: version })}${savedBy === null ? "" : ` · ${savedBy}`}`,
  }));
  const failure = before.failure ?? after.failure;
  const pick = (set: (value: string) => void) => (value: string | null) => value && set(value);
  return (
    <section className="form" aria-label={t("compare_with")}>
      <h3>{t("diff")}</h3>
      <div className="ways">
        <Select label={t("from_version")} data={data} value={from} onChange={pick(setFrom)} />
        <Select label={t("to_version")} data={data} value={to} onChange={pick(setTo)} />
      </div>
      {failure !== null && <Failed failure={failure} retry={after.retry} />}
      {before.answer !== null && after.answer !== null && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <Diff
            before={`${before.answer.title}\n\n${before.answer.content}`}
            after={`${after.answer.title}\n\n${after.answer.content}`}
          />
        </Suspense>
      )}
    </section>
  );
}
