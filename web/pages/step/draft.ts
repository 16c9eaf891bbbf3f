import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftSaved } from "#api/contract-act.ts";
import type { StepView } from "#api/contract-step.ts";
import { type Failure, isFailure } from "#web/api.ts";
import { dropDraft, keepDraft, keptDraft } from "#web/kept-draft.ts";
import { sendSignedIn } from "#web/writing.ts";

type Paper = StepView["document"];

/** Where a text stands between the fingers and the server. */
export type DraftState = "saved" | "typing" | "saving" | "kept" | "conflict" | "refused";

export interface Draft {
  readonly title: string;
  readonly content: string;
  readonly state: DraftState;
  readonly failure: Failure | null;
  /** What is on the server now; null before the first. */
  readonly saved: { readonly hash: string; readonly version: number } | null;
  readonly change: (part: { readonly title?: string; readonly content?: string }) => void;
  readonly save: () => void;
  /** After somebody else saved: one's own text becomes the next version, or gives way. */
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** What is typed goes to the server after a pause of this long (ms); at once when the field is left. */
const PAUSE_MS = 8_000;
/** While the network is gone it is tried again so often, and when the browser says it is back. */
const AGAIN_MS = 5_000;

interface Text {
  readonly title: string;
  readonly content: string;
}

const textOf = (paper: Paper): Text => ({
  title: paper?.title ?? "",
  content: paper?.content ?? "",
});
const same = (a: Text, b: Text): boolean => a.title === b.title && a.content === b.content;

/**
 * A draft that is never lost: every stroke is kept on this device, then saved on the server against the version it
 * was begun from. Where the network is gone it waits; where the server has moved on, both texts stay to be chosen from.
 */
export function useDraft(path: string, paper: Paper): Draft {
  const client = useQueryClient();
  const [text, setText] = useState(() => textOf(paper));
  const [state, setState] = useState<DraftState>("saved");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saved, setSaved] = useState(() => savedOf(paper));
  const live = useRef({ text, base: paper?.hash ?? null, dirty: false, busy: false, again: false });
  const tried = useRef<{ readonly what: string; readonly key: string } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(async (): Promise<void> => {
    const now = live.current;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    now.again = now.busy;
    if (!now.dirty || now.busy || now.text.title.trim() === "") return;
    now.busy = true;
    setState("saving");
    const sent = now.text;
    const body = { title: sent.title, content: sent.content, basedOn: now.base };
    const what = JSON.stringify(body);
    if (tried.current?.what !== what) tried.current = { what, key: crypto.randomUUID() };
    const write = { method: "PUT", path: `${path}/draft`, body } as const;
    const answer = await sendSignedIn<DraftSaved>(write, tried.current.key);
    now.busy = false;
    if (isFailure(answer)) {
      if (answer.code === "content_changed") {
        setState("conflict");
        void client.invalidateQueries();
      } else if (answer.kind === "refused" || answer.kind === "rights") {
        setFailure(answer);
        setState("refused");
      } else {
        setState("kept");
        timer.current = setTimeout(() => void save(), AGAIN_MS);
      }
      return;
    }
    tried.current = null;
    setFailure(null);
    now.base = answer.hash;
    setSaved({ hash: answer.hash, version: answer.version });
    if (same(now.text, sent)) {
      now.dirty = false;
      setState("saved");
      await dropDraft(path);
      void client.invalidateQueries();
    } else {
      setState("typing");
      await keepDraft(path, { ...now.text, basedOn: now.base });
      // The field was left while the last was on its way: at once.
      timer.current = setTimeout(() => void save(), now.again ? 0 : PAUSE_MS);
    }
  }, [client, path]);

  const change = useCallback(
    (part: Partial<Text>): void => {
      const now = live.current;
      now.text = { ...now.text, ...part };
      now.dirty = true;
      setText(now.text);
      setState((last) => (last === "conflict" || last === "kept" ? last : "typing"));
      void keepDraft(path, { ...now.text, basedOn: now.base });
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [path, save],
  );

  // What an earlier visit could not send.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void keptDraft(path).then((kept) => {
      const now = live.current;
      if (kept === null || now.dirty) return;
      if (same(kept, now.text)) return dropDraft(path);
      now.text = { title: kept.title, content: kept.content };
      now.dirty = true;
      setText(now.text);
      if (kept.basedOn !== now.base) return setState("conflict");
      setState("typing");
      return save();
    });
  }, [path, save]);

  // Somebody else's version, while nothing of ours is unsaved.
  useEffect(() => {
    const now = live.current;
    if (now.dirty || now.busy) return;
    now.base = paper?.hash ?? null;
    now.text = textOf(paper);
    setText(now.text);
    setSaved(savedOf(paper));
  }, [paper]);

  useEffect(() => {
    const back = (): void => void save();
    addEventListener("online", back);
    return () => {
      removeEventListener("online", back);
      void save();
    };
  }, [save]);

  const keepMine = useCallback((): void => {
    live.current.base = paper?.hash ?? null;
    setState("typing");
    void save();
  }, [paper, save]);
  const takeTheirs = useCallback((): void => {
    const now = live.current;
    now.dirty = false;
    now.base = paper?.hash ?? null;
    now.text = textOf(paper);
    setText(now.text);
    setSaved(savedOf(paper));
    setState("saved");
    void dropDraft(path);
  }, [paper, path]);
  return { ...text, state, failure, saved, change, save: () => void save(), keepMine, takeTheirs };
}

const savedOf = (paper: Paper): Draft["saved"] =>
  paper === null ? null : { hash: paper.hash, version: paper.version };
