import { Button, Group, Text, TextInput } from "@mantine/core";
import { startRegistration } from "@simplewebauthn/browser";
import { useState } from "react";
import { shortDay } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { type Own, Part } from "./part.tsx";
import { WORDS } from "./words.ts";

type Options = Parameters<typeof startRegistration>[0]["optionsJSON"];

/** Passkeys: added in the browser that holds them. */
export function PasskeyPart({ own }: { readonly own: Own }) {
  const t = useWords(WORDS);
  const { write, busy, failure } = useWrite();
  const [name, setName] = useState("");
  const [stopped, setStopped] = useState(false);
  const at = "/api/account/passkeys";
  const add = async (): Promise<void> => {
    setStopped(false);
    const asked = await write<{ challenge: string; options: Options }>({
      method: "POST",
      path: `${at}/options`,
      body: {},
    });
    if (asked === null) return;
    const response = await startRegistration({ optionsJSON: asked.options }).catch(() => null);
    if (response === null) return setStopped(true);
    const body = { challenge: asked.challenge, response, name };
    if ((await write({ method: "POST", path: at, body })) !== null) setName("");
  };
  return (
    <Part title={t("passkeys")}>
      {own.passkeys.length === 0 && <Text>{t("passkey_none")}</Text>}
      {own.passkeys.map((key) => (
        <Group key={key.id} justify="space-between">
          <Text>
            {key.name} · {t("made_on", { day: shortDay(key.madeAt) })}
          </Text>
          <Button
            variant="subtle"
            loading={busy}
            onClick={() =>
              void write({ method: "DELETE", path: `${at}/${encodeURIComponent(key.id)}` })
            }
          >
            {t("remove", { name: key.name })}
          </Button>
        </Group>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Group align="end">
          <TextInput
            className="wide"
            label={t("passkey_name")}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy}>
            {t("passkey_add")}
          </Button>
        </Group>
      </form>
      {stopped && <Text role="alert">{t("passkey_stopped")}</Text>}
      <Refused failure={failure} />
    </Part>
  );
}
