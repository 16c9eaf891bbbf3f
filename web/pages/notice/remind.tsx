import { Button, Modal, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./words.ts";

/** Whom to remind: of one thing, or all who are late. */
export type Reminding = { readonly obligation: string } | { readonly all: true };

interface RemindProps {
  /** `/api/campaigns/<id>`. */
  readonly path: string;
  readonly reminding: Reminding;
  readonly close: () => void;
}

interface Answer {
  readonly reminded: readonly string[];
  readonly already: number;
}

/** Asks for one's own sentence, then reminds; says how many were. */
export function Remind({ path, reminding, close }: RemindProps) {
  const t = useWords(WORDS);
  const { write, busy, failure, reset } = useWrite();
  const [sentence, setSentence] = useState(t("remind_default"));
  const remind = async (): Promise<void> => {
    const body = { ...reminding, sentence };
    const answer = await write<Answer>({ method: "POST", path: `${path}/remind`, body });
    if (answer === null) return;
    const { reminded, already } = answer;
    notifications.show({ message: t("reminded", { n: reminded.length, already }) });
    close();
  };
  return (
    <Modal opened onClose={close} title={t("all" in reminding ? "remind_all" : "remind")}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void remind();
        }}
      >
        <Textarea
          label={t("remind_text")}
          description={t("remind_hint")}
          value={sentence}
          maxLength={500}
          required
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setSentence(event.currentTarget.value)}
        />
        {failure !== null && <Failed failure={failure} retry={reset} />}
        <Button type="submit" loading={busy}>
          {t("remind")}
        </Button>
      </form>
    </Modal>
  );
}
