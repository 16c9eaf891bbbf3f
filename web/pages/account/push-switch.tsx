import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { type PushState, pushState, subscribe, unsubscribe } from "#web/push.ts";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./notice-words.ts";

/** Notifications in this browser: on, off, or why not. */
export function PushSwitch() {
  const t = useWords(WORDS);
  const { answer } = useReading<{ readonly publicKey: string }>("/api/me/push");
  const { write, busy, failure, reset } = useWrite();
  const [state, setState] = useState<PushState | null>(null);
  const look = (): Promise<void> => pushState().then(setState);
  useEffect(() => void pushState().then(setState), []);
  const turnOn = async (): Promise<void> => {
    const body = answer === null ? null : await subscribe(answer.publicKey);
    if (body !== null) await write({ method: "POST", path: "/api/me/push", body });
    await look();
  };
  const turnOff = async (): Promise<void> => {
    const device = await unsubscribe();
    if (device !== null) await write({ method: "DELETE", path: `/api/me/push/${device}` });
    await look();
  };
  if (state === null || answer === null) return null;
  return (
    <section aria-label={t("here")}>
      <h3>{t("here")}</h3>
      {failure !== null && <Failed failure={failure} retry={reset} />}
      {(state.status === "impossible" || state.status === "forbidden") && (
        <p className="soft">{t(state.status)}</p>
      )}
      {state.status === "off" && (
        <Button variant="default" loading={busy} onClick={() => void turnOn()}>
          {t("turn_on")}
        </Button>
      )}
      {state.status === "on" && (
        <Button variant="default" loading={busy} onClick={() => void turnOff()}>
          {t("turn_off")}
        </Button>
      )}
    </section>
  );
}
