import type { InvitationItem } from "#api/contract-feed.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import type { Conference } from "./conference.ts";
import { WORDS } from "./words.ts";

interface InvitedProps {
  readonly scope: Scope;
  readonly conference: Conference;
  readonly close: () => void;
}

/** Who was invited to a conference and what they replied. */
export function Invited({ scope, conference, close }: InvitedProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { row, step, title } = conference;
  const [unit, id] = [encodeURIComponent(row.unit), encodeURIComponent(step)];
  const { answer, failure, retry } = useReading<{ readonly items: readonly InvitationItem[] }>(
    `${scope.path}/units/${unit}/steps/${id}/invitations`,
    scope.version,
  );
  return (
    <Sheet title={t("invited_of", { name: `${say(title)}, ${row.name}` })} close={close}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={5} />}
      {answer?.items.length === 0 && <Empty title={t("nobody")} text={t("nobody_text")} />}
      {answer !== null && answer.items.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("person")}</th>
              <th scope="col">{t("reply")}</th>
              <th scope="col">{t("comment")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.items.map((one) => (
              <tr key={`${one.person}/${one.post}`}>
                <th scope="row">{one.name}</th>
                <td>{replyWords(one, t)}</td>
                <td>{one.comment ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}

/** What somebody replied, in words. */
export function replyWords(
  one: InvitationItem,
  t: (key: keyof typeof WORDS, fill?: Readonly<Record<string, string>>) => string,
): string {
  if (one.status === "cancelled") return t("cancelled");
  if (one.reply === null) return t("none");
  return t(one.reply, { who: one.delegate ?? "?" });
}
