import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { startAuthentication } from "@simplewebauthn/browser";
import { useState } from "react";
import type { SignedIn, SignInOffers } from "#api/contract-session.ts";
import { isFailure } from "#web/api.ts";
import { useWords } from "#web/language.tsx";
import { useReading } from "#web/reading.ts";
import { Refused } from "./refused.tsx";
import { useSending } from "./sending.ts";
import { WORDS } from "./words.ts";

interface FormProps {
  /** Called once a session is open. */
  readonly done: () => void;
}

type Options = Parameters<typeof startAuthentication>[0]["optionsJSON"];

/** Login and password, a code where the account wants one; or a passkey, or the office's own sign-in. */
export function SignInForm({ done }: FormProps) {
  const t = useWords(WORDS);
  const offers = useReading<SignInOffers>("/api/sign-in").answer;
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const { post, busy, failure, setFailure } = useSending();

  const enter = async (): Promise<void> => {
    setStopped(false);
    const body = { login, password, ...(code === null ? {} : { code }) };
    const answer = await post<SignedIn>("/api/session", body);
    if (!isFailure(answer)) return done();
    if (answer.code !== "second_step_needed") return;
    setFailure(null);
    setCode("");
  };
  const byPasskey = async (): Promise<void> => {
    setStopped(false);
    const asked = await post<{ challenge: string; options: Options }>(
      "/api/session/passkey/options",
      {},
    );
    if (isFailure(asked)) return;
    const response = await startAuthentication({ optionsJSON: asked.options }).catch(() => null);
    if (response === null) return setStopped(true);
    const { challenge } = asked;
    const answer = await post<SignedIn>("/api/session/passkey", { challenge, response });
    if (!isFailure(answer)) done();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Stack>
        <TextInput
          label={t("login")}
          autoComplete="username webauthn"
          autoCapitalize="none"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {code !== null && (
          <TextInput
            label={t("code")}
            description={t("code_hint")}
            autoComplete="one-time-code"
            autoFocus
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Refused failure={failure} />
        {stopped && <Text role="alert">{t("passkey_stopped")}</Text>}
        <Button type="submit" loading={busy}>
          {t("enter")}
        </Button>
        {offers?.passkeys && (
          <Button variant="default" onClick={() => void byPasskey()}>
            {t("passkey")}
          </Button>
        )}
        {offers?.office != null && (
          <Button variant="default" component="a" href="/oidc/start">
            {t("office", { name: offers.office })}
          </Button>
        )}
      </Stack>
    </form>
  );
}
