import { Button, CopyButton } from "@mantine/core";
import { useState } from "react";
import type { FeedCreated, FeedItem } from "#api/contract-feed.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./words.ts";

/** Secret addresses for other calendar programs: make one, see who reads it, revoke it. */
export function Feeds({ campaign }: { readonly campaign: string }) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const list = useReading<{ readonly items: readonly FeedItem[] }>("/api/feeds");
  const { write, busy, failure, reset } = useWrite();
  const [made, setMade] = useState<string | null>(null);
  const make = async (kind: "person" | "campaign"): Promise<void> => {
    const body = { kind, campaign, language };
    const feed = await write<FeedCreated>({ method: "POST", path: "/api/feeds", body });
    if (feed?.path) setMade(`${location.origin}${feed.path}`);
  };
  const revoke = (id: string): Promise<unknown> =>
    write({ method: "DELETE", path: `/api/feeds/${encodeURIComponent(id)}` });
  return (
    <section className="feeds" aria-labelledby="feeds">
      <h2 id="feeds">{t("feeds")}</h2>
      <p className="soft">{t("feeds_text")}</p>
      {failure !== null && <Failed failure={failure} retry={reset} />}
      <div className="page-actions">
        <Button variant="default" disabled={busy} onClick={() => void make("person")}>
          {t("feed_mine")}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void make("campaign")}>
          {t("feed_campaign")}
        </Button>
      </div>
      {made !== null && (
        <p role="status">
          {t("feed_shown")} <code>{made}</code>{" "}
          <CopyButton value={made}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {t(copied ? "copied" : "copy")}
              </Button>
            )}
          </CopyButton>
        </p>
      )}
      {list.answer !== null && list.answer.items.length > 0 && (
        <table className="list">
          <caption className="unseen">{t("feed_list")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("feed_what")}</th>
              <th scope="col">{t("feed_made")}</th>
              <th scope="col">{t("feed_read")}</th>
              <th scope="col">
                <span className="unseen">{t("feed_revoke")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.answer.items.map((one) => (
              <tr key={one.id}>
                <td>{one.label === "" ? t(`kind_${one.kind}`) : one.label}</td>
                <td className="number">{stamp(one.createdAt)}</td>
                <td className="number">
                  {one.readAt === null ? t("feed_never") : stamp(one.readAt)}
                </td>
                <td>
                  {one.revokedAt === null ? (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={busy}
                      onClick={() => void revoke(one.id)}
                    >
                      {t("feed_revoke")}
                    </Button>
                  ) : (
                    t("feed_revoked")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
