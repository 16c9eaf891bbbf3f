import { useWords } from "#web/language.tsx";
import { WORDS } from "./words.ts";

export function Legend() {
  const t = useWords(WORDS);
  const svg = (drawing: React.ReactNode) => (
    <svg width="36" height="14" aria-hidden="true">
      {drawing}
    </svg>
  );
  return (
    <p className="legend timeline-legend">
      <span>
        {svg(<rect className="bar look-waiting" x="1" y="3" width="34" height="8" />)}{" "}
        {t("legend_bar")}
      </span>
      <span>
        {svg(<path className="slack" d="M1 7h34" />)} {t("legend_slack")}
      </span>
      <span>
        {svg(<path className="conference look-waiting" d="M18 1l6 6-6 6-6-6z" />)}{" "}
        {t("legend_conference")}
      </span>
      <span>
        {svg(<rect className="bar proposed-bar look-waiting" x="1" y="3" width="34" height="8" />)}{" "}
        {t("legend_proposed")}
      </span>
      <span>
        {svg(<rect className="off-band" width="36" height="14" />)} {t("legend_off")}
      </span>
      <span>
        {svg(<rect className="suspended-band" width="36" height="14" />)} {t("legend_suspended")}
      </span>
    </p>
  );
}
