import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { OwnAccount } from "#api/contract-account.ts";
import type { Me } from "#api/contract-list.ts";
import type { SignInOffers } from "#api/contract-session.ts";
import { useWords } from "#web/language.tsx";
import { Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { NoticePart } from "./notices.tsx";
import { PasskeyPart } from "./passkey.tsx";
import { PasswordPart } from "./password.tsx";
import { SessionPart } from "./session.tsx";
import { TokenPart } from "./token.tsx";
import { TotpPart } from "./totp.tsx";
import { WORDS } from "./words.ts";

/** How I sign in, where I am signed in, and what acts for me. */
export function Page() {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useReading<OwnAccount>("/api/account");
  const offers = useReading<SignInOffers>("/api/sign-in").answer;
  const me = useReading<Me>("/api/me");
  const own = answer?.account ?? null;
  return (
    <Stack maw={720}>
      <PageHead
        title={t("title")}
        sentence={t("sentence")}
        actions={
          <Anchor component={Link} to="/accounts">
            {t("keep")}
          </Anchor>
        }
      />
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={6} />}
      {answer !== null && own === null && <Text>{t("nobody")}</Text>}
      {answer?.firstAdministrator && (
        <Anchor component={Link} to="/welcome">
          {t("first")}
        </Anchor>
      )}
      {own !== null && (
        <>
          <Text fw={600}>{t("who", { name: own.name, login: own.login })}</Text>
          {own.administers.length > 0 && (
            <Text>
              {t("administers", {
                units: own.administers
                  .map(({ unit, name }) => (unit === "*" ? t("whole") : name))
                  .join(", "),
              })}
            </Text>
          )}
          <PasswordPart own={own} />
          <TotpPart own={own} />
          {offers?.passkeys && <PasskeyPart own={own} />}
          {offers?.office != null && !own.office && (
            <Anchor href="/oidc/start?link=1">{t("office_link", { name: offers.office })}</Anchor>
          )}
          {me.answer?.person != null && <NoticePart />}
          <SessionPart />
          <TokenPart />
        </>
      )}
    </Stack>
  );
}
