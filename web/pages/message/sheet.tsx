import type { MessageItem } from "#api/contract-list.ts";
import { instantWords, stamp } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { Sheet } from "#web/sheet.tsx";
import { messageWord } from "./word.ts";

interface MessageSheetProps {
  readonly message: MessageItem;
  readonly rehearsal: boolean;
  readonly close: () => void;
}

/** One message exactly as it was frozen, and every hand-over of it. */
export function MessageSheet({ message, rehearsal, close }: MessageSheetProps) {
  const { t, language } = useSpeech();
  return (
    <Sheet title={message.subject} close={close}>
      <dl className="facts">
        <dt>{t("mail_to")}</dt>
        <dd>
          <b>{message.name ?? message.post}</b>
          {message.address !== null && ` <${message.address}>`}
        </dd>
        <dt>{t("mail_when")}</dt>
        <dd>{instantWords(message.at, language)}</dd>
        <dt>{t("mail_status")}</dt>
        <dd>
          {t(messageWord(message, rehearsal))}
          {message.reason !== null && ` · ${message.reason}`}
        </dd>
      </dl>
      <div className="letter">{message.body}</div>
      <section>
        <h3>{t("mail_ledger")}</h3>
        {rehearsal && <p className="soft">{t("mail_ledger_rehearsal")}</p>}
        <ol className="history">
          {message.deliveries.map((one) => (
            <li key={one.attempt}>
              <time dateTime={one.at}>{stamp(one.at)}</time>
              <span>
                {t(`delivery_${one.status}`)}
                {one.detail !== null && ` · ${one.detail}`}
              </span>
            </li>
          ))}
        </ol>
        <p className="soft message-id">Message-ID: {message.messageId}</p>
      </section>
    </Sheet>
  );
}
