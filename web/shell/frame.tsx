import { ActionIcon, Button } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { type ErrorComponentProps, Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import type { Me } from "#api/contract-list.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useReading } from "#web/reading.ts";
import { Languages } from "./languages.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { PhoneBar } from "./phone-bar.tsx";
import { Rail } from "./rail.tsx";
import { Search } from "./search.tsx";
import { WORDS } from "./words.ts";

/** Loaded after the page: it is wanted only when a session ends. */
const SignInAgain = lazy(() =>
  import("#web/pages/sign-in/dialog.tsx").then(({ SignInAgain: one }) => ({ default: one })),
);

/** Pages that stand alone: nobody is signed in yet, or nobody sits before the screen. */
const BARE = ["/sign-in", "/welcome"];
const isBare = (path: string): boolean => BARE.includes(path) || path.endsWith("/tv");

/** The frame of every page: rail and top bar on a desk, a bar of four on a telephone. */
export function Shell() {
  const { t } = useSpeech();
  const words = useWords(WORDS);
  const { pathname } = useLocation();
  const bare = isBare(pathname);
  const me = useReading<Me>(bare ? null : "/api/me");
  const { online } = useNetwork();
  return (
    <div className="shell" data-bare={bare || undefined}>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      {!bare && (
        <>
          <header className="frame">
            <Link className="brand" to="/">
              <img src="/plenum.svg" alt="" width="24" height="24" />
              Plenum
            </Link>
            <ActionIcon
              className="find"
              variant="default"
              size="lg"
              aria-label={words("search")}
              title="Ctrl K"
              onClick={spotlight.open}
            >
              <IconSearch size={18} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
            <PersonMenu me={me.answer} />
            <Languages />
          </header>
          <Rail />
          <Search />
        </>
      )}
      <main id="main" tabIndex={-1}>
        {!online && (
          <p className="notice-box" role="status">
            {words("offline")}
          </p>
        )}
        <Outlet />
      </main>
      {!bare && <PhoneBar />}
      {!bare && (
        <Suspense fallback={null}>
          <SignInAgain />
        </Suspense>
      )}
    </div>
  );
}

export function Unknown() {
  const { t } = useSpeech();
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${t("unknown_title")} · Plenum`;
  }, [t]);
  return (
    <section className="notice-box">
      <h1>{t("unknown_title")}</h1>
      <p>{t("unknown_text", { path: pathname })}</p>
      <Link to="/">{t("back_home")}</Link>
    </section>
  );
}

/** A page that failed says so in a sentence, and offers a way on; never a blank. */
export function Crashed({ reset }: ErrorComponentProps) {
  const words = useWords(WORDS);
  const { t } = useSpeech();
  return (
    <section className="notice-box" role="alert">
      <h1>{words("crashed_title")}</h1>
      <p>{words("crashed_text")}</p>
      <Button onClick={reset}>{words("again")}</Button>
      <a href="/">{t("back_home")}</a>
    </section>
  );
}
