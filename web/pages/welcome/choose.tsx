import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Failure } from "#web/api.ts";
import { useWords } from "#web/language.tsx";
import { Refused } from "../sign-in/refused.tsx";
import { WORDS } from "./words.ts";

export interface Chosen {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

interface ChooseProps {
  /** What the account is called so far; null: the name is asked for, too. */
  readonly login: string;
  readonly askName: boolean;
  readonly act: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly send: (chosen: Chosen) => void;
}

/** Login and password, chosen for the first time. */
export function Choose({ login: proposed, askName, act, busy, failure, send }: ChooseProps) {
  const t = useWords(WORDS);
  const [name, setName] = useState("");
  const [login, setLogin] = useState(proposed);
  const [password, setPassword] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ name, login, password });
      }}
    >
      <Stack>
        {askName && (
          <TextInput
            label={t("name")}
            autoComplete="name"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t("login")}
          autoComplete="username"
          autoCapitalize="none"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("password")}
          description={t("password_hint")}
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refused failure={failure} />
        <Button type="submit" loading={busy}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}
