import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "#web/language.tsx";
import { offerSignIn } from "#web/session.ts";
import { SignInForm } from "./form.tsx";
import { WORDS } from "./words.ts";

/** Asks to sign in again over a page that is left as it is: what was typed stays, and is sent afterwards. */
export function SignInAgain() {
  const t = useWords(WORDS);
  const [answer, setAnswer] = useState<((signedIn: boolean) => void) | null>(null);
  useEffect(() => {
    let waiting: Promise<boolean> | null = null;
    // Several writes may find out at once; one dialog answers them all.
    offerSignIn(() => {
      waiting ??= new Promise<boolean>((resolve) => setAnswer(() => resolve)).finally(() => {
        waiting = null;
      });
      return waiting;
    });
    return () => offerSignIn(null);
  }, []);
  const end = (signedIn: boolean): void => {
    answer?.(signedIn);
    setAnswer(null);
  };
  return (
    <Modal opened={answer !== null} onClose={() => end(false)} title={t("again_title")} centered>
      <p className="soft">{t("again_text")}</p>
      <SignInForm done={() => end(true)} />
    </Modal>
  );
}
