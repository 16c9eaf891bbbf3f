import { useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";

/** Stands where a page of this release is not finished, and says where the same is found. */
export function Coming() {
  const { t } = useSpeech();
  return (
    <section className="notice-box">
      <h1>{t("unknown_title")}</h1>
      <Link to={{ page: "campaigns" }}>{t("back_home")}</Link>
    </section>
  );
}
