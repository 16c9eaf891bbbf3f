import type { Language } from "#domain/text.ts";
import { useSpeech } from "#web/language.tsx";

const NAMES: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

/** Both languages, one press apart. */
export function Languages() {
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
