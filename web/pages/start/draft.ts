import { useCallback, useEffect, useRef, useState } from "react";
import type {
  CampaignDraftItem,
  CampaignDraftView,
  CampaignTemplate,
} from "#api/contract-draft.ts";
import type { Definition } from "#domain/definition.ts";
import type { Text } from "#domain/text.ts";
import { type Failure, isFailure, read, send } from "#web/api.ts";
import { signInAgain } from "#web/session.ts";
import { type Desk, openDesk } from "./desk.ts";
import { dropFromDevice, keepOnDevice, keptOnDevice } from "./device.ts";
import type { Judged } from "./judged.ts";

export type Saved =
  | { readonly state: "saved" | "saving" | "device" | "conflict" }
  | { readonly state: "failed"; readonly words: Text | null };

/** A draft being edited: judged while one types, saved by itself. */
export interface Draft {
  readonly desk: Desk;
  readonly templates: readonly CampaignTemplate[];
  readonly value: Definition;
  readonly edit: (change: (value: Definition) => Definition) => void;
  readonly judged: Judged | null;
  readonly judging: boolean;
  readonly saved: Saved;
  /** The file as it stands now. */
  readonly file: () => Promise<string>;
}

export type DraftState =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "unreadable"; readonly words: Text; readonly line: number }
  | { readonly status: "open"; readonly draft: Draft };

const JUDGE_MS = 200;
const DEVICE_MS = 100;
const SAVE_MS = 1_200;
const AGAIN_MS = 3_000;

interface Base {
  readonly text: string;
  readonly version: number;
}

/** Opens a draft, and keeps it. `again` changes when the latest is to be opened instead. */
export function useDraft(id: string, again: number): DraftState {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [state, setState] = useState<Exclude<DraftState, { status: "open" }> | null>({
    status: "loading",
  });
  const [templates, setTemplates] = useState<readonly CampaignTemplate[]>([]);
  const [value, setValue] = useState<Definition>({});
  const [judged, setJudged] = useState<Judged | null>(null);
  const [judging, setJudging] = useState(false);
  const [saved, setSaved] = useState<Saved>({ state: "saved" });
  const base = useRef<Base>({ text: "", version: 0 });
  /** Rises with every edit; what is saved is `done`. */
  const edits = useRef({ now: 0, done: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is a reason to open it anew.
  useEffect(() => {
    const opened = openDesk();
    let gone = false;
    setState({ status: "loading" });
    void load(opened, id).then((loaded) => {
      if (gone) return;
      if ("status" in loaded) return setState(loaded);
      base.current = loaded.base;
      edits.current = loaded.kept ? { now: 1, done: 0 } : { now: 0, done: 0 };
      setTemplates(loaded.templates);
      setValue(loaded.value);
      setSaved(loaded.conflict ? { state: "conflict" } : { state: "saved" });
      setDesk(opened);
      setState(null);
    });
    return () => {
      gone = true;
      opened.close();
      setDesk(null);
    };
  }, [id, again]);

  useEffect(() => {
    if (desk === null) return;
    let gone = false;
    setJudging(true);
    const timer = setTimeout(() => {
      void desk.ask("judge", { value }).then((found) => {
        if (gone) return;
        setJudged(found);
        setJudging(false);
      });
    }, JUDGE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [desk, value]);

  const busy = useRef(false);
  const saveOnce = useCallback(async (): Promise<void> => {
    if (desk === null || edits.current.now === edits.current.done) return;
    const { now } = edits.current;
    const { text: before, version } = base.current;
    setSaved({ state: "saving" });
    const content = await desk.ask("write", { value, before });
    const answer = await sendSignedIn(id, { content, version });
    if (!isFailure(answer)) {
      base.current = { text: content, version: answer.version };
      edits.current.done = Math.max(edits.current.done, now);
      if (edits.current.now === now) await dropFromDevice(id);
      return setSaved({ state: "saved" });
    }
    if (answer.code === "draft_changed") return setSaved({ state: "conflict" });
    setSaved(
      answer.kind === "network" ? { state: "device" } : { state: "failed", words: answer.words },
    );
  }, [desk, id, value]);

  // One at a time: each begins from the version that the one before made.
  const save = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    await saveOnce().finally(() => {
      busy.current = false;
    });
  }, [saveOnce]);

  const isStuck = saved.state === "conflict";
  useEffect(() => {
    if (desk === null || edits.current.now === edits.current.done) return;
    const { version } = base.current;
    const keeping = setTimeout(() => void keepOnDevice(id, { value, version }), DEVICE_MS);
    if (isStuck) return () => clearTimeout(keeping);
    const saving = setTimeout(() => void save(), SAVE_MS);
    const trying = setInterval(() => void save(), AGAIN_MS);
    const online = (): void => void save();
    addEventListener("online", online);
    return () => {
      clearTimeout(keeping);
      clearTimeout(saving);
      clearInterval(trying);
      removeEventListener("online", online);
    };
  }, [desk, id, value, save, isStuck]);

  const edit = useCallback((change: (value: Definition) => Definition): void => {
    edits.current.now += 1;
    setValue(change);
  }, []);
  const file = useCallback(
    async () => (await desk?.ask("write", { value, before: base.current.text })) ?? "",
    [desk, value],
  );
  if (state !== null || desk === null) return state ?? { status: "loading" };
  const draft = { desk, templates, value, edit, judged, judging, saved, file };
  return { status: "open", draft };
}

async function sendSignedIn(
  id: string,
  body: { readonly content: string; readonly version: number },
): Promise<CampaignDraftItem | Failure> {
  const write = { method: "PUT", path: `/api/campaign-drafts/${id}`, body };
  const key = crypto.randomUUID();
  const first = await send<CampaignDraftItem>(write, key);
  if (!isFailure(first) || first.kind !== "session" || !(await signInAgain())) return first;
  return send<CampaignDraftItem>(write, key);
}

interface Loaded {
  readonly base: Base;
  readonly value: Definition;
  readonly templates: readonly CampaignTemplate[];
  /** What is shown was kept on this device and is not saved yet. */
  readonly kept: boolean;
  readonly conflict: boolean;
}

async function load(
  desk: Desk,
  id: string,
): Promise<Loaded | Exclude<DraftState, { status: "open" }>> {
  const [templates, stored, kept] = await Promise.all([
    read<{ items: CampaignTemplate[] }>("/api/campaign-templates"),
    read<CampaignDraftView>(`/api/campaign-drafts/${encodeURIComponent(id)}`),
    keptOnDevice(id),
  ]);
  if (isFailure(templates)) return { status: "failed", failure: templates };
  if (isFailure(stored)) return { status: "failed", failure: stored };
  await desk.ask("templates", { templates: templates.items });
  const opened = await desk.ask("open", { text: stored.content });
  if ("refused" in opened)
    return { status: "unreadable", words: opened.refused, line: opened.line };
  const base = { text: stored.content, version: stored.version };
  return {
    base: kept === null ? base : { ...base, version: kept.version },
    value: kept?.value ?? opened.value,
    templates: templates.items,
    kept: kept !== null,
    conflict: kept !== null && kept.version !== stored.version,
  };
}
