import { Button, Group, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { type Own, Part } from "./part.tsx";
import { WORDS } from "./words.ts";

/** A new password; other sessions end with the old one. */
export function PasswordPart({ own }: { readonly own: Own }) {
  const t = useWords(WORDS);
  const { write, busy, failure } = useWrite();
  const [present, setPresent] = useState("");
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const change = async (): Promise<void> => {
    const body = { password, ...(own.password ? { present } : {}) };
    if ((await write({ method: "PUT", path: "/api/account/password", body })) === null) return;
    setPresent("");
    setPassword("");
    setDone(true);
  };
  return (
    <Part title={t("password")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setDone(false);
          void change();
        }}
      >
        <Group align="end">
          {own.password && (
            <PasswordInput
              className="wide"
              label={t("present")}
              autoComplete="current-password"
              required
              value={present}
              onChange={(event) => setPresent(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            className="wide"
            label={t("new_password")}
            description={t("new_hint")}
            autoComplete="new-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy}>
            {t("change")}
          </Button>
        </Group>
      </form>
      <Refused failure={failure} />
      {done && <Text role="status">{t("changed")}</Text>}
    </Part>
  );
}
