import { Link, useLocation } from "@tanstack/react-router";
import { useWords } from "#web/language.tsx";
import { DESTINATIONS, isWithin } from "./destination.ts";
import { WORDS } from "./words.ts";

/** The left rail of a desk screen. */
export function Rail() {
  const t = useWords(WORDS);
  const { pathname } = useLocation();
  return (
    <nav className="rail" aria-label={t("rail")}>
      <ul>
        {DESTINATIONS.map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="rail-link"
              aria-current={isWithin(pathname, to) ? "page" : undefined}
            >
              <Icon size={20} stroke={1.75} aria-hidden="true" />
              <span>{t(word)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
