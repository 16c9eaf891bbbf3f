import type { NextOfObligation } from "#api/contract-why.ts";
import { channelWords, reasonWords } from "#domain/notice-reason.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import { WORDS } from "./words.ts";

interface WhySheetProps {
  readonly path: string;
  readonly obligation: string;
  readonly close: () => void;
}

/** One thing owed: its sentences, whom it was reminded of and whom not, and the ladder that remains. */
export function WhySheet({ path, obligation, close }: WhySheetProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { answer, failure, retry } = useReading<NextOfObligation>(
    `${path}/obligations/${encodeURIComponent(obligation)}/next`,
  );
  const title =
    answer === null ? t("why") : `${say(answer.obligation.title)} · ${answer.obligation.unitName}`;
  return (
    <Sheet title={title} close={close}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={6} />}
      {answer !== null && (
        <>
          {answer.sentences.map((one) => (
            <p key={one.vi} className="sentence">
              {say(one)}
            </p>
          ))}
          {answer.sofar.length > 0 && (
            <section>
              <h3>{t("sofar")}</h3>
              <ol className="history">
                {answer.sofar.map((one) => (
                  <li key={one.notice}>
                    <time dateTime={one.at}>{stamp(one.at)}</time>
                    <span>
                      {say(one.formula)}
                      {one.reason !== null && ` · ${say(reasonWords(one.reason))}`}
                    </span>
                  </li>
                ))}
              </ol>
            </section>
          )}
          <section>
            <h3>{t("next_title")}</h3>
            {answer.next.length === 0 && <p>{t("nothing_next")}</p>}
            <ol className="history">
              {answer.next.map((one) => (
                <li key={`${one.rung} ${one.at}`}>
                  <time dateTime={one.at}>{stamp(one.at)}</time>
                  <span>
                    {say(one.formula)} · {say(channelWords(one.channel))}:{" "}
                    {one.to.map((to) => to.name ?? say(to.title)).join(", ")}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </Sheet>
  );
}
