import { Button, FileButton, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import type {
  CampaignDraftItem,
  CampaignDraftView,
  CampaignExample,
  CampaignTemplate,
} from "#api/contract-draft.ts";
import { isFailure, read } from "#web/api.ts";
import { stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useAll, useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { CycleDialog } from "./cycle-dialog.tsx";
import { openDesk } from "./desk.ts";
import { WORDS } from "./words.ts";

const DRAFTS = "/api/campaign-drafts";

/** The drafts there are, and the ways to begin another: a template, an example, one's own file. */
export function Begin() {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const navigate = useNavigate();
  const { write, busy, failure, reset } = useWrite();
  const [refused, setRefused] = useState<string | null>(null);
  const templates = useReading<{ items: CampaignTemplate[] }>("/api/campaign-templates");
  const examples = useReading<{ items: CampaignExample[] }>("/api/campaign-examples");
  const create = async (content: string, isNew = false): Promise<void> => {
    const made = await write<CampaignDraftItem>({
      method: "POST",
      path: DRAFTS,
      body: { content },
    });
    if (made === null) return;
    void navigate({ href: `/start?draft=${encodeURIComponent(made.id)}${isNew ? "&new" : ""}` });
  };
  const fromFile = async (file: File | null | undefined): Promise<void> => {
    if (file == null) return;
    setRefused(null);
    const desk = openDesk();
    const text = await file.text();
    const opened = await desk.ask("open", { text });
    desk.close();
    if ("refused" in opened)
      setRefused(`${file.name}: ${t("line", { n: opened.line })}${say(opened.refused)}`);
    else await create(text);
  };
  const fromExample = async (name: string): Promise<void> => {
    const example = await read<{ content: string }>(`/api/campaign-examples/${name}`);
    if (!isFailure(example)) await create(example.content);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void fromFile(event.dataTransfer.files[0]);
  };
  const failed = failure ?? templates.failure ?? examples.failure;
  return (
    <>
      <PageHead title={t("title")} sentence={t("sentence")} />
      {failed !== null && <Failed failure={failed} retry={reset} />}
      <Drafts create={create} />
      <section aria-label={t("begin")}>
        <h2>{t("begin")}</h2>
        <div className="start-ways">
          <section className="start-card">
            <h3>{t("from_template")}</h3>
            {templates.answer === null && <Skeleton lines={2} />}
            <Stack gap="xs" align="start">
              {templates.answer?.items.map(({ name, title, levels }) => (
                <Button
                  key={name}
                  variant="light"
                  disabled={busy}
                  className="start-way"
                  onClick={() => void create(emptyFile(name), true)}
                >
                  {say(title)} · {levels.map((level) => say(level.title)).join(" → ")}
                </Button>
              ))}
            </Stack>
          </section>
          <section className="start-card">
            <h3>{t("from_example")}</h3>
            <Stack gap="xs" align="start">
              {examples.answer?.items.map(({ name, title, units }) => (
                <Button
                  key={name}
                  variant="light"
                  disabled={busy}
                  className="start-way"
                  onClick={() => void fromExample(name)}
                >
                  {say(title)} ({t("units_n", { n: units })})
                </Button>
              ))}
            </Stack>
          </section>
          <section
            className="start-card start-drop"
            aria-label={t("from_file")}
            onDragOver={(event) => event.preventDefault()}
            onDrop={drop}
          >
            <h3>{t("from_file")}</h3>
            <p className="soft">{t("from_file_text")}</p>
            <FileButton
              onChange={(file) => void fromFile(file)}
              accept=".yaml,.yml,.json,application/yaml,application/json,text/plain"
            >
              {(props) => (
                <Button variant="light" disabled={busy} {...props}>
                  {t("choose_file")}
                </Button>
              )}
            </FileButton>
            {refused !== null && <p role="alert">{refused}</p>}
          </section>
        </div>
      </section>
    </>
  );
}

/** A file that has nothing but its template yet. */
const emptyFile = (template: string): string => {
  const today = new Date().toISOString();
  return `plenum: 1\ntemplate: ${template}\nstarts: ${today.slice(0, 10)}\ncalendar: { officialYears: [] }\n`;
};

interface DraftsProps {
  readonly create: (content: string) => Promise<void>;
}

function Drafts({ create }: DraftsProps) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const drafts = useAll<CampaignDraftItem>(DRAFTS);
  const { write, busy } = useWrite();
  const [cycle, setCycle] = useState<CampaignDraftView | null>(null);
  const contentOf = async (id: string): Promise<CampaignDraftView | null> => {
    const found = await read<CampaignDraftView>(`${DRAFTS}/${encodeURIComponent(id)}`);
    return isFailure(found) ? null : found;
  };
  const remove = async ({ id, title }: CampaignDraftItem): Promise<void> => {
    const kept = await contentOf(id);
    const path = `${DRAFTS}/${encodeURIComponent(id)}`;
    if (kept === null || (await write({ method: "DELETE", path })) === null) return;
    const note = notifications.show({
      closeButtonProps: { "aria-label": t("close") },
      autoClose: 15_000,
      message: (
        <Group justify="space-between">
          {t("removed", { title: title ?? t("untitled") })}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(note);
              void write({ method: "POST", path: DRAFTS, body: { content: kept.content } });
            }}
          >
            {t("undo")}
          </Button>
        </Group>
      ),
    });
  };
  if (drafts.failure !== null) return <Failed failure={drafts.failure} retry={drafts.retry} />;
  return (
    <section aria-label={t("drafts")}>
      <h2>{t("drafts")}</h2>
      {drafts.answer === null && <Skeleton lines={3} />}
      {drafts.answer?.length === 0 && <p className="soft">{t("no_drafts")}</p>}
      <ul className="start-list">
        {drafts.answer?.map((draft) => (
          <li key={draft.id} className="start-draft">
            <span>
              <strong>{draft.title ?? t("untitled")}</strong>{" "}
              <span className="soft">
                {[
                  t("units_n", { n: draft.units }),
                  t("saved_by", { who: draft.saver, when: stamp(draft.savedAt) }),
                  ...(draft.started ? [t("was_started")] : []),
                ].join(" · ")}
              </span>
            </span>
            <Group gap="xs">
              <Button
                size="compact-md"
                onClick={() =>
                  void navigate({ href: `/start?draft=${encodeURIComponent(draft.id)}` })
                }
              >
                {t("open")}
              </Button>
              <Button
                size="compact-md"
                variant="default"
                onClick={() => void contentOf(draft.id).then(setCycle)}
              >
                {t("copy")}
              </Button>
              <Button
                size="compact-md"
                variant="default"
                disabled={busy}
                onClick={() => void remove(draft)}
              >
                {t("remove")}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {cycle !== null && <CycleDialog draft={cycle} create={create} close={() => setCycle(null)} />}
    </section>
  );
}
