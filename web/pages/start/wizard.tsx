import { Button, Group } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { CampaignDraftItem } from "#api/contract-draft.ts";
import { wordsOf } from "#domain/definition.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { Beside } from "./beside.tsx";
import { dropFromDevice } from "./device.ts";
import { type Draft, useDraft } from "./draft.ts";
import { type Editing, EditingContext, useEditing, useTarget } from "./editing.tsx";
import { type Path, placeOf, STEPS, type Step, stepOf } from "./place.ts";
import { saveText } from "./save-text.ts";
import { CheckStep } from "./step-check.tsx";
import { DaysStep } from "./step-days.tsx";
import { PeopleStep } from "./step-people.tsx";
import { TemplateStep, titleOf } from "./step-template.tsx";
import { UnitsStep } from "./step-units.tsx";
import { WORDS } from "./words.ts";

/** One draft, in five steps. */
export function Wizard({ id, isNew }: { readonly id: string; readonly isNew: boolean }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const [again, setAgain] = useState(0);
  const state = useDraft(id, again);
  const latest = (): void => void dropFromDevice(id).then(() => setAgain((n) => n + 1));
  switch (state.status) {
    case "loading":
      return (
        <>
          <PageHead title={t("title")} />
          <Skeleton lines={8} />
        </>
      );
    case "failed":
      return (
        <>
          <PageHead title={t("title")} />
          <Failed failure={state.failure} retry={() => setAgain((n) => n + 1)} />
        </>
      );
    case "unreadable":
      return (
        <>
          <PageHead title={t("title")} />
          <p role="alert">
            {t("line", { n: state.line })}
            {say(state.words)}
          </p>
          <Link to="/start">{t("all_drafts")}</Link>
        </>
      );
    case "open":
      return <Steps id={id} draft={state.draft} isNew={isNew} latest={latest} />;
    default:
      return state satisfies never;
  }
}

interface StepsProps {
  readonly id: string;
  readonly draft: Draft;
  readonly isNew: boolean;
  /** Opens what the server has, and leaves what is here. */
  readonly latest: () => void;
}

function Steps({ id, draft, isNew, latest }: StepsProps) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const [step, setStep] = useState<Step>("template");
  const [left, setLeft] = useState<Editing["left"]>(isNew ? new Set<string>() : "all");
  const [target, setTarget] = useState<Path | null>(null);
  const leave = useCallback((path: Path): void => {
    setLeft((before) => (before === "all" ? before : new Set([...before, placeOf({ path })])));
  }, []);
  const reached = useCallback(() => setTarget(null), []);
  const editing = useMemo<Editing>(
    () => ({ ...draft, left, leave, target, reached }),
    [draft, left, leave, target, reached],
  );
  const go = (next: Step, path: Path | null = null): void => {
    if (next === "check" || path !== null) setLeft("all");
    setStep(next);
    setTarget(path);
    if (path === null) document.getElementById("main")?.scrollTo({ top: 0 });
  };
  const title = titleOf(draft.value);
  const shown = (language === "en" && title.en !== "" ? title.en : title.vi) || t("untitled");
  const index = STEPS.indexOf(step);
  const [before, after] = [STEPS[index - 1], STEPS[index + 1]];
  const download = async (): Promise<void> => {
    saveText(`${wordsOf(draft.value, "id") || "campaign"}.yaml`, await draft.file());
  };
  return (
    <EditingContext value={editing}>
      <PageHead
        title={shown}
        sentence={<SavedWords id={id} latest={latest} />}
        actions={
          <>
            <Button variant="default" onClick={() => void download()}>
              {t("download")}
            </Button>
            <Link to="/start">{t("all_drafts")}</Link>
          </>
        }
      />
      <StepBar step={step} go={go} />
      <div className="start-wizard">
        <section className="start-form" aria-label={t(`step_${step}`)}>
          <h2 className="unseen">{t(`step_${step}`)}</h2>
          <TargetFocus />
          <StepForm step={step} go={go} />
          <Group justify="space-between" className="start-foot">
            {before === undefined ? (
              <span />
            ) : (
              <Button variant="default" onClick={() => go(before)}>
                {t("back")}
              </Button>
            )}
            {after !== undefined && (
              <Button onClick={() => go(after)}>{t("next", { step: t(`step_${after}`) })}</Button>
            )}
          </Group>
        </section>
        <Beside />
      </div>
    </EditingContext>
  );
}

function TargetFocus() {
  useTarget();
  return null;
}

interface StepFormProps {
  readonly step: Step;
  readonly go: (step: Step, path?: Path | null) => void;
}

function StepForm({ step, go }: StepFormProps) {
  switch (step) {
    case "template":
      return <TemplateStep />;
    case "units":
      return <UnitsStep />;
    case "people":
      return <PeopleStep />;
    case "days":
      return <DaysStep />;
    case "check":
      return <CheckStep go={go} />;
    default:
      return step satisfies never;
  }
}

function StepBar({ step, go }: StepFormProps) {
  const t = useWords(WORDS);
  const { judged } = useEditing();
  const counts = new Map<Step, number>();
  for (const fault of judged?.errors ?? []) {
    const at = stepOf(fault) ?? "check";
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return (
    <nav aria-label={t("steps")}>
      <ol className="start-bar">
        {STEPS.map((one, n) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === step ? "step" : undefined}
              onClick={() => go(one)}
            >
              <span>
                {n + 1}. {t(`step_${one}`)}
              </span>
              {judged !== null && (
                <small>
                  {counts.has(one)
                    ? t("to_do_n", { n: counts.get(one) ?? 0 })
                    : `✓ ${t("step_good")}`}
                </small>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** How the draft is kept, in one sentence; a conflict with its two ways out. */
function SavedWords({ id, latest }: { readonly id: string; readonly latest: () => void }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const { saved, file } = useEditing();
  const navigate = useNavigate();
  const { write, busy } = useWrite();
  const apart = async (): Promise<void> => {
    const body = { content: await file() };
    const made = await write<CampaignDraftItem>({
      method: "POST",
      path: "/api/campaign-drafts",
      body,
    });
    if (made === null) return;
    await dropFromDevice(id);
    void navigate({ href: `/start?draft=${encodeURIComponent(made.id)}` });
  };
  switch (saved.state) {
    case "saved":
      return <span role="status">{t("saved")}</span>;
    case "saving":
      return <span role="status">{t("saving")}</span>;
    case "device":
      return <span role="status">{t("on_device")}</span>;
    case "failed":
      return (
        <span role="alert">{t("save_failed", { why: saved.words ? say(saved.words) : "–" })}</span>
      );
    case "conflict":
      return (
        <span role="alert">
          {t("conflict")}{" "}
          <Button size="compact-sm" variant="default" onClick={latest}>
            {t("take_theirs")}
          </Button>{" "}
          <Button size="compact-sm" loading={busy} onClick={() => void apart()}>
            {t("keep_mine")}
          </Button>
        </span>
      );
    default:
      return saved satisfies never;
  }
}
