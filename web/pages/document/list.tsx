import { useState } from "react";
import type { DocumentItem } from "#api/contract-list.ts";
import { matches } from "#domain/search.ts";
import { dayOf } from "#domain/time.ts";
import { cellKey, stepOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { dayWords } from "#web/dates.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import { More, useFirst } from "#web/more.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { numberWords } from "#web/paper-number.ts";
import { useAll } from "#web/reading.ts";
import { SearchBox } from "#web/search-box.tsx";

/** Papers on their way to a number first, then the issued ones, newest first, then the dossiers. */
export function DocumentTab({ place, path, follow, version }: TabProps) {
  const { t } = useSpeech();
  const { answer, failure, retry } = useAll<DocumentItem>(`${path}/documents`, version);
  const [query, setQuery] = useState("");
  // A dossier goes up with its unit's report and never takes a number of its own.
  const isDossier = (one: DocumentItem): boolean =>
    stepOf(follow.board, one.unit, one.step)?.kind === "submission";
  const rank = (one: DocumentItem): number =>
    isDossier(one) ? 2 : one.status === "issued" ? 1 : 0;
  const found = (answer ?? [])
    .filter((one) =>
      matches(`${numberWords(one.number, one.symbol) ?? ""} ${one.title} ${one.unitName}`, query),
    )
    .toSorted((one, other) => rank(one) - rank(other) || newestFirst(one, other));
  const first = useFirst(found, query);
  if (answer === null && failure === null) return <Skeleton lines={10} />;
  return (
    <section aria-label={t("tab_documents")}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      <SearchBox query={query} change={setQuery} found={found.length} />
      {answer?.length === 0 ? (
        <p className="notice-box">{t("doc_empty")}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("doc_number")}</th>
              <th scope="col">{t("doc_title")}</th>
              <th scope="col">{t("doc_unit")}</th>
              <th scope="col">{t("doc_date")}</th>
              <th scope="col">{t("doc_status")}</th>
            </tr>
          </thead>
          <tbody>
            {first.shown.map((one) => (
              <tr key={one.id}>
                <th scope="row" className="number">
                  {numberWords(one.number, one.symbol) ?? (
                    <span className="soft">
                      {t(isDossier(one) ? "doc_dossier" : "not_numbered")}
                    </span>
                  )}
                </th>
                <td>
                  <Link to={{ ...place, tab: "board", open: cellKey(one.unit, one.step) }}>
                    {one.title}
                  </Link>
                </td>
                <td>{capital(one.unitName)}</td>
                <td className="number">
                  {one.issuedAt === null ? "–" : dayWords(dayOf(one.issuedAt))}
                </td>
                <td>{t(`doc_${one.status}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More {...first} />
    </section>
  );
}

function newestFirst(one: DocumentItem, other: DocumentItem): number {
  const [at, otherAt] = [one.issuedAt ?? "", other.issuedAt ?? ""];
  return at < otherAt ? 1 : at > otherAt ? -1 : 0;
}
