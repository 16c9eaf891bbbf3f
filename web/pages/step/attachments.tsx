import { Button, FileButton, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { AttachmentItem, AttachmentList } from "#api/contract-attachment.ts";
import { MAX_ATTACHMENT } from "#domain/attachment.ts";
import { type Failure, isFailure } from "#web/api.ts";
import { stamp } from "#web/dates.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { useReading } from "#web/reading.ts";
import { signInAgain } from "#web/session.ts";
import { upload } from "#web/upload.ts";
import { WORDS } from "./words.ts";

interface AttachmentsProps {
  /** The step's path in the API. */
  readonly path: string;
  readonly version: number;
}

/** The files beside a step; whoever the step is about adds to them. */
export function Attachments({ path, version }: AttachmentsProps) {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useReading<AttachmentList>(`${path}/attachments`, version);
  return (
    <section>
      <h2>{t("files")}</h2>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={2} />}
      {answer?.items.length === 0 && <p className="soft">{t("no_files")}</p>}
      <ul className="kept">
        {answer?.items.map((item) => (
          <li key={item.id}>
            <One item={item} path={`${path}/attachments/${encodeURIComponent(item.id)}`} />
          </li>
        ))}
      </ul>
      {answer?.mayAttach === true && <Add path={`${path}/attachments`} />}
    </section>
  );
}

const sizeOf = (bytes: number, language: string): string =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)} MB`;

function One({ item, path }: { readonly item: AttachmentItem; readonly path: string }) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const held = useHeld();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { name, removed } = item;
  const remove = (): void =>
    held.hold({ method: "POST", path: `${path}/remove`, body: { reason } }, () => setAsking(false));
  const told = {
    size: sizeOf(item.size, language),
    who: item.addedBy,
    at: stamp(item.addedAt),
  };
  if (removed !== null) {
    const { by: who, at, reason: why } = removed;
    return (
      <>
        <span className="removed">{name}</span>
        <span className="soft">{t("file_removed", { who, at: stamp(at), reason: why })}</span>
      </>
    );
  }
  return (
    <>
      <a href={path} download={name}>
        {name}
      </a>
      <span className="soft">
        {item.evidence && `${t("evidence")} · `}
        {t("file_by", told)}
      </span>
      {item.yours && !asking && (
        <Button
          variant="default"
          size="xs"
          aria-label={t("remove_of", { name })}
          onClick={() => setAsking(true)}
        >
          {t("remove")}
        </Button>
      )}
      {asking && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            remove();
          }}
        >
          <TextInput
            label={t("remove_reason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            maxLength={1000}
          />
          <HeldBar held={held} what={t("remove_of", { name })} retry={remove} />
          {held.phase === "idle" && (
            <Button type="submit" variant="default">
              {t("remove")}
            </Button>
          )}
        </form>
      )}
    </>
  );
}

interface Sending {
  readonly file: File;
  readonly percent: number;
  readonly failure: Failure | null;
}

/** Adds one file after another; what failed can be sent again as it was. */
export function Add({ path }: { readonly path: string }) {
  const t = useWords(WORDS);
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [large, setLarge] = useState<string | null>(null);
  const keys = useRef(new WeakMap<File, string>());
  const send = async (file: File): Promise<void> => {
    const key = keys.current.get(file) ?? crypto.randomUUID();
    keys.current.set(file, key);
    setSending({ file, percent: 0, failure: null });
    const told = (percent: number): void => setSending({ file, percent, failure: null });
    let answer = await upload(path, file, key, told);
    if (isFailure(answer) && answer.kind === "session" && (await signInAgain()))
      answer = await upload(path, file, key, told);
    setSending(isFailure(answer) ? { file, percent: 0, failure: answer } : null);
    await client.invalidateQueries();
  };
  const take = async (files: readonly File[]): Promise<void> => {
    setLarge(files.find(({ size }) => size > MAX_ATTACHMENT)?.name ?? null);
    for (const file of files) if (file.size <= MAX_ATTACHMENT) await send(file);
  };
  return (
    <div className="form">
      {large !== null && <p role="alert">{t("file_large", { name: large })}</p>}
      {sending !== null && sending.failure === null && (
        <p role="status">{t("uploading", { name: sending.file.name, percent: sending.percent })}</p>
      )}
      {sending !== null && sending.failure !== null && (
        <Failed failure={sending.failure} retry={() => void send(sending.file)} />
      )}
      <div className="ways">
        <FileButton multiple onChange={(files) => void take(files)} inputProps={{ tabIndex: -1 }}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={sending !== null && sending.failure === null}
            >
              {t("add_file")}
            </Button>
          )}
        </FileButton>
      </div>
      <p className="soft">{t("file_hint")}</p>
    </div>
  );
}
