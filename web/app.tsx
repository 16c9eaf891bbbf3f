import { useEffect } from "react";
import type { Me } from "#api/contract-list.ts";
import type { Language } from "#domain/text.ts";
import { useSpeech } from "./language.tsx";
import { Link } from "./link.tsx";
import { CampaignPage } from "./pages/campaign/page.tsx";
import { CampaignList } from "./pages/campaigns/list.tsx";
import { useReading } from "./reading.ts";
import { type Place, usePlace } from "./router.ts";

export function App() {
  const place = usePlace();
  const { t } = useSpeech();
  const me = useReading<Me>("/api/me");
  return (
    <>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <header className="frame">
        <Link className="brand" to={{ page: "campaigns" }}>
          <img src="/plenum.svg" alt="" width="24" height="24" />
          Plenum
        </Link>
        <p className="who">{me.answer !== null && <Who me={me.answer} />}</p>
        <Languages />
      </header>
      <main id="main" tabIndex={-1}>
        <Page place={place} me={me.answer} />
      </main>
    </>
  );
}

function Page({ place, me }: { readonly place: Place; readonly me: Me | null }) {
  switch (place.page) {
    case "campaigns":
      return <CampaignList />;
    case "campaign":
      return <CampaignPage key={place.campaign} place={place} me={me} />;
    case "unknown":
      return <Unknown path={place.path} />;
    default:
      return place satisfies never;
  }
}

function Unknown({ path }: { readonly path: string }) {
  const { t } = useSpeech();
  useEffect(() => {
    document.title = `${t("unknown_title")} · Plenum`;
  }, [t]);
  return (
    <section className="notice-box">
      <h1>{t("unknown_title")}</h1>
      <p>{t("unknown_text", { path })}</p>
      <Link to={{ page: "campaigns" }}>{t("back_home")}</Link>
    </section>
  );
}

function Who({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  return t("signed_in", { who: me.person?.name ?? t("operator") });
}

const NAMES: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

function Languages() {
  const { language, change, t } = useSpeech();
  return (
    <fieldset className="languages">
      <legend className="unseen">{t("language")}</legend>
      {(["vi", "en"] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          aria-label={`${one.toUpperCase()}, ${NAMES[one]}`}
          onClick={() => change(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
