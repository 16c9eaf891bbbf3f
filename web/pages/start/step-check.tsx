import { Button, Group, NativeSelect, Progress, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { RehearsalStarted } from "#api/contract-rehearsal.ts";
import type { Manner } from "#domain/behaviour.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { type Desk, openDesk } from "./desk.ts";
import { useEditing } from "./editing.tsx";
import { Faults } from "./faults.tsx";
import { conductHere } from "./live.ts";
import type { Rehearsed } from "./message.ts";
import type { Path, Step } from "./place.ts";
import { Report } from "./report.tsx";
import { StartDialog } from "./start-dialog.tsx";
import { WORDS } from "./words.ts";

const MANNERS = [
  ["on-time", "manner_on_time"],
  ["some-late", "manner_some_late"],
  ["some-silent", "manner_some_silent"],
  ["returns", "manner_returns"],
] as const;
const SEED = 1;
/** Two days of the campaign a second. */
const SPEED = 2 * 86_400;

/** Step 5: what is still wrong, the rehearsals, and the start. */
export function CheckStep({ go }: { readonly go: (step: Step, path: Path) => void }) {
  const t = useWords(WORDS);
  const { judged } = useEditing();
  const [manner, setManner] = useState<Manner>("on-time");
  const [starting, setStarting] = useState(false);
  const dry = useDry(manner);
  const live = useLiveRehearsal(manner);
  const ready = judged !== null && judged.errors.length === 0;
  return (
    <Stack>
      <Faults go={go} />
      {judged !== null && !ready && <p>{t("not_ready")}</p>}
      <section className="start-main-act" aria-label={t("rehearse")}>
        <p>{t("rehearse_about")}</p>
        <Group align="end">
          <NativeSelect
            label={t("manner")}
            value={manner}
            data={MANNERS.map(([value, word]) => ({ value, label: t(word) }))}
            onChange={(event) => setManner(event.currentTarget.value as Manner)}
          />
          <Button size="md" disabled={!ready || dry.share !== null} onClick={dry.begin}>
            {t("rehearse")}
          </Button>
          {dry.share !== null && (
            <Button variant="default" onClick={dry.stop}>
              {t("stop")}
            </Button>
          )}
        </Group>
        {dry.share !== null && (
          <Progress value={dry.share * 100} aria-label={t("rehearse")} mt="sm" />
        )}
        {dry.failed !== null && <p role="alert">{dry.failed}</p>}
        <p className="soft">{t("rehearse_live_about")}</p>
        <Button variant="light" disabled={!ready} loading={live.busy} onClick={live.begin}>
          {t("rehearse_live")}
        </Button>
        {live.failure !== null && <Failed failure={live.failure} retry={live.begin} />}
      </section>
      {dry.report !== null && <Report report={dry.report} />}
      <section aria-label={t("start")}>
        <p>{t("start_about")}</p>
        <Button variant="default" disabled={!ready} onClick={() => setStarting(true)}>
          {t("start")}
        </Button>
      </section>
      {starting && <StartDialog close={() => setStarting(false)} />}
    </Stack>
  );
}

/** A dry rehearsal in a worker of its own, so that it can be stopped at once. */
function useDry(manner: Manner) {
  const { value, templates } = useEditing();
  const desk = useRef<Desk | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [report, setReport] = useState<Rehearsed | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const stop = (): void => {
    desk.current?.close();
    desk.current = null;
    setShare(null);
  };
  useEffect(() => () => desk.current?.close(), []);
  const begin = (): void => {
    stop();
    setShare(0);
    setReport(null);
    setFailed(null);
    const one = openDesk();
    desk.current = one;
    void one
      .ask("templates", { templates })
      .then(() => one.ask("rehearse", { value, manner, seed: SEED }, setShare))
      .then(setReport, (error: unknown) =>
        setFailed(error instanceof Error ? error.message : String(error)),
      )
      .finally(stop);
  };
  return { share, report, failed, begin, stop };
}

/** One button: a rehearsal on the stack, its people in this page, then its board. */
function useLiveRehearsal(manner: Manner) {
  const t = useWords(WORDS);
  const { value, templates } = useEditing();
  const { language } = useSpeech();
  const navigate = useNavigate();
  const { write, busy, failure } = useWrite();
  const begin = (): void => {
    const body = { file: value, speed: SPEED, seed: SEED };
    void write<RehearsalStarted>({ method: "POST", path: "/api/rehearsals", body }).then(
      (started) => {
        if (started === null) return;
        const id = notifications.show({
          closeButtonProps: { "aria-label": t("close") },
          message: t("live_on"),
          autoClose: false,
        });
        void conductHere({ value, templates, started, manner })
          .then(
            () => t("live_over"),
            (error: unknown) =>
              t("live_stopped", { why: error instanceof Error ? error.message : language }),
          )
          .then((message) => notifications.update({ id, message, autoClose: 20_000 }));
        void navigate({ to: "/campaigns/$campaign", params: { campaign: started.campaign } });
      },
    );
  };
  return { begin, busy, failure };
}
