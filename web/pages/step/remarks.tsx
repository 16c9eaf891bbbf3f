import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { RemarkItem } from "#api/contract-remark.ts";
import { stamp } from "#web/dates.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface RemarksProps {
  /** The step's path in the API. */
  readonly path: string;
  readonly version: number;
}

/** What was asked about the step, and answered. */
export function Remarks({ path, version }: RemarksProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { answer, failure, retry } = useReading<{ items: readonly RemarkItem[] }>(
    `${path}/remarks`,
    version,
  );
  return (
    <section>
      <h2>{t("remarks")}</h2>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer?.items.length === 0 && <p className="soft">{t("no_remarks")}</p>}
      <ol className="history">
        {answer?.items.map((one) => (
          <li key={one.id}>
            <time dateTime={one.at}>{stamp(one.at)}</time>
            <span>
              <b>{one.by}</b>
              {one.asked !== null &&
                ` ${t("asks", { who: one.asked.name ?? say(one.asked.title) })}`}
              {one.answers !== null && ` ${t("answers")}`}
              <q>{one.words}</q>
              {one.yours && <Answer path={path} question={one.id} />}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Answer({ path, question }: { readonly path: string; readonly question: string }) {
  const t = useWords(WORDS);
  const held = useHeld();
  const [words, setWords] = useState("");
  const send = (): void =>
    held.hold({ method: "POST", path: `${path}/remarks`, body: { words, answers: question } });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={t("your_answer")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        required
        autosize
        maxLength={4000}
      />
      <HeldBar held={held} what={t("send_answer")} retry={send} />
      {held.phase === "idle" && (
        <div className="ways">
          <Button type="submit">{t("send_answer")}</Button>
        </div>
      )}
    </form>
  );
}
