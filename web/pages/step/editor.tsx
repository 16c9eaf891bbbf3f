import { Button, Textarea, TextInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { StepView } from "#api/contract-step.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import type { Draft } from "./draft.ts";
import { WORDS } from "./words.ts";

const Diff = lazy(async () => ({ default: (await import("./diff.tsx")).Diff }));

interface EditorProps {
  readonly draft: Draft;
  readonly paper: StepView["document"];
}

/** The paper as it is written; it saves by itself and always says where it is kept. */
export function Editor({ draft, paper }: EditorProps) {
  const t = useWords(WORDS);
  const { title, content, state, failure, saved, change, save } = draft;
  const said = {
    saved: saved === null ? t("state_new") : t("state_saved", { n: saved.version }),
    typing: t("state_typing"),
    saving: t("state_saving"),
    kept: t("state_kept"),
    conflict: "",
    refused: "",
  }[state];
  return (
    <section className="form" aria-label={t("write")}>
      <h2>{t("write")}</h2>
      <TextInput
        label={t("paper_title")}
        value={title}
        maxLength={1000}
        required
        onChange={(event) => change({ title: event.currentTarget.value })}
        onBlur={save}
      />
      <Textarea
        label={t("paper_content")}
        value={content}
        maxLength={200_000}
        autosize
        minRows={6}
        maxRows={30}
        onChange={(event) => change({ content: event.currentTarget.value })}
        onBlur={save}
      />
      {said !== "" && (
        <p className={state === "kept" ? "late" : "soft"} role="status">
          {said}
        </p>
      )}
      {(state === "typing" || state === "kept") && (
        <div className="ways">
          <Button variant="default" onClick={save}>
            {t("save_now")}
          </Button>
        </div>
      )}
      {state === "refused" && failure !== null && <Failed failure={failure} retry={save} />}
      {state === "conflict" && <Conflict draft={draft} paper={paper} />}
    </section>
  );
}

/** Two texts, and what differs: the reader chooses. */
function Conflict({ draft, paper }: EditorProps) {
  const t = useWords(WORDS);
  const who = paper?.savedBy ?? "?";
  return (
    <section className="notice-box failed" role="alert">
      <p>{t("conflict", { who, at: paper === null ? "" : stamp(paper.savedAt) })}</p>
      <Suspense fallback={<Skeleton lines={3} />}>
        <Diff
          before={`${paper?.title ?? ""}\n\n${paper?.content ?? ""}`}
          after={`${draft.title}\n\n${draft.content}`}
        />
      </Suspense>
      <div className="ways">
        <Button onClick={draft.keepMine}>{t("keep_mine")}</Button>
        <Button variant="default" onClick={draft.takeTheirs}>
          {t("take_theirs")}
        </Button>
      </div>
    </section>
  );
}
