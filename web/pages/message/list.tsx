import { useState } from "react";
import type { MessageItem } from "#api/contract-list.ts";
import { matches } from "#domain/search.ts";
import { openBeside } from "#web/beside.ts";
import { stamp } from "#web/dates.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import { More, useFirst } from "#web/more.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { useAll } from "#web/reading.ts";
import { SearchBox } from "#web/search-box.tsx";
import { MessageSheet } from "./sheet.tsx";
import { messageWord } from "./word.ts";

/** The mailbox and its ledger: to whom, when, what, and whether the mail server took it. Newest first. */
export function MailTab({ place, path, campaign, version }: TabProps) {
  const { t } = useSpeech();
  const { answer, failure, retry } = useAll<MessageItem>(`${path}/messages`, version);
  const [query, setQuery] = useState("");
  const found = (answer ?? [])
    .filter((one) => matches(`${one.name ?? ""} ${one.address ?? ""} ${one.subject}`, query))
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  const first = useFirst(found, query);
  const open = answer?.find((one) => one.id === place.open);
  if (answer === null && failure === null) return <Skeleton lines={10} />;
  return (
    <section aria-label={t("tab_mail")}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {campaign.rehearsal && <p className="soft">{t("mail_rehearsal")}</p>}
      <SearchBox query={query} change={setQuery} found={found.length} />
      {answer?.length === 0 ? (
        <p className="notice-box">{t("mail_empty")}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("mail_when")}</th>
              <th scope="col">{t("mail_to")}</th>
              <th scope="col">{t("mail_subject")}</th>
              <th scope="col">{t("mail_status")}</th>
            </tr>
          </thead>
          <tbody>
            {first.shown.map((one) => (
              <tr key={one.id}>
                <td className="number">{stamp(one.at)}</td>
                <td>{one.name ?? one.address ?? one.post}</td>
                <td>
                  <Link to={{ ...place, open: one.id }}>{one.subject}</Link>
                </td>
                <td className={one.status === "failed" ? "late" : undefined}>
                  {t(messageWord(one, campaign.rehearsal))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More {...first} />
      {open !== undefined && (
        <MessageSheet
          message={open}
          rehearsal={campaign.rehearsal}
          close={() => openBeside(place, null)}
        />
      )}
    </section>
  );
}
