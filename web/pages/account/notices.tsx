import { Button, MultiSelect, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PreferencesView } from "#api/contract-delivery.ts";
import { CHANNELS, type Channel, MESSAGE_KINDS, type MessageKind } from "#domain/preference.ts";
import { useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./notice-words.ts";
import { Part } from "./part.tsx";
import { PushSwitch } from "./push-switch.tsx";

type Chosen = Partial<Record<MessageKind, Channel[]>>;

/** By which channel each kind of message comes, the morning's digest, the phone, and this browser. */
export function NoticePart() {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useReading<PreferencesView>("/api/me/preferences");
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  return (
    <Part title={t("title")}>
      <p className="soft">{t("text")}</p>
      {answer !== null && <Form key={JSON.stringify(answer)} known={answer} />}
      <PushSwitch />
    </Part>
  );
}

function Form({ known }: { readonly known: PreferencesView }) {
  const t = useWords(WORDS);
  const { write, busy, failure, reset } = useWrite();
  const [channels, setChannels] = useState<Chosen>(known.channels);
  const [digest, setDigest] = useState(known.digest);
  const [phone, setPhone] = useState(known.phone ?? "");
  const [saved, setSaved] = useState(false);
  const save = async (): Promise<void> => {
    const body = { channels, digest, phone: phone.trim() === "" ? null : phone };
    setSaved((await write({ method: "PUT", path: "/api/me/preferences", body })) !== null);
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {MESSAGE_KINDS.map((kind) => (
        <MultiSelect
          key={kind}
          label={t(kind)}
          data={CHANNELS.map((value) => ({ value, label: t(value) }))}
          value={channels[kind] ?? ["email"]}
          onChange={(value) => setChannels({ ...channels, [kind]: value as Channel[] })}
        />
      ))}
      <Switch
        label={t("digest")}
        checked={digest}
        onChange={(event) => setDigest(event.currentTarget.checked)}
      />
      <TextInput
        type="tel"
        label={t("phone")}
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      {failure !== null && <Failed failure={failure} retry={reset} />}
      <Button type="submit" loading={busy}>
        {t("save")}
      </Button>
      <p role="status">{saved ? t("saved") : ""}</p>
    </form>
  );
}
