import { Alert, Anchor, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "#web/language.tsx";
import { PageHead } from "#web/parts/frame.tsx";
import { Languages } from "#web/shell/languages.tsx";
import { SignInForm } from "./form.tsx";
import { WORDS } from "./words.ts";

/** The way in; afterwards everything is read anew, because somebody else may have sat here. */
export function Page() {
  const t = useWords(WORDS);
  const problem = new URLSearchParams(location.search).get("problem");
  return (
    <Stack maw={420} mx="auto" mt="xl">
      <PageHead title={t("title")} actions={<Languages />} />
      {(problem === "oidc_refused" || problem === "code_used") && (
        <Alert color="red" role="alert" variant="light">
          {t(problem === "code_used" ? "code_used" : "office_refused")}
        </Alert>
      )}
      <SignInForm done={() => location.assign("/")} />
      <p className="soft">{t("help")}</p>
      <Anchor component={Link} to="/welcome">
        {t("have_code")}
      </Anchor>
    </Stack>
  );
}
