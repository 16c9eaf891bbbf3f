import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { OwnAccount } from "#api/contract-account.ts";
import type { SignedIn, WelcomeView } from "#api/contract-session.ts";
import { isFailure } from "#web/api.ts";
import { useWords } from "#web/language.tsx";
import { PageHead } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Languages } from "#web/shell/languages.tsx";
import { Refused } from "../sign-in/refused.tsx";
import { useSending } from "../sign-in/sending.ts";
import { Choose } from "./choose.tsx";
import { WORDS } from "./words.ts";

/** The code of a letter's link stands behind #, which no server and no log is told. */
const codeInAddress = (): string => location.hash.slice(1);

/** Accepting an invitation or a recovery; and, from the printed address, the first administrator. */
export function Page() {
  const t = useWords(WORDS);
  const [code, setCode] = useState(codeInAddress);
  const [view, setView] = useState<WelcomeView | null>(null);
  const [made, setMade] = useState(false);
  const own = useReading<OwnAccount>(codeInAddress() === "" ? "/api/account" : null).answer;
  const { post, busy, failure } = useSending();
  const look = async (given: string): Promise<void> => {
    const answer = await post<WelcomeView>("/api/welcome/look", { code: given });
    if (!isFailure(answer)) setView(answer);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once, when it was opened.
  useEffect(() => {
    if (codeInAddress() !== "") void look(codeInAddress());
  }, []);

  const first = view === null && own?.firstAdministrator === true;
  const title = first
    ? t("first_title")
    : view?.kind === "recovery"
      ? t("recovery_title")
      : t("title");
  return (
    <Stack maw={460} mx="auto" mt="xl">
      <PageHead
        title={title}
        sentence={first ? t("first_text") : view ? t("hello", { name: view.name }) : t("code_text")}
        actions={<Languages />}
      />
      {made && (
        <p role="status">
          {t("made")}{" "}
          <Anchor component={Link} to="/sign-in">
            {t("sign_in")}
          </Anchor>
        </p>
      )}
      {first && !made && (
        <Choose
          login=""
          askName
          act={t("make")}
          busy={busy}
          failure={failure}
          send={async (chosen) => {
            const answer = await post<SignedIn>("/api/accounts/first", chosen);
            if (!isFailure(answer)) setMade(true);
          }}
        />
      )}
      {view !== null && (
        <Choose
          login={view.login}
          askName={false}
          act={t("open")}
          busy={busy}
          failure={failure}
          send={async ({ login, password }) => {
            const answer = await post<SignedIn>("/api/welcome", { code, login, password });
            if (!isFailure(answer)) location.assign("/");
          }}
        />
      )}
      {view === null && !first && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void look(code);
          }}
        >
          <Stack>
            <TextInput
              label={t("code")}
              description={t("code_hint")}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              required
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Refused failure={failure} />
            <Button type="submit" loading={busy}>
              {t("go_on")}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
