import { Menu } from "@mantine/core";
import { IconBriefcase, IconCalendar, IconChecklist, IconDots } from "@tabler/icons-react";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useWords } from "#web/language.tsx";
import { DESTINATIONS, isWithin } from "./destination.ts";
import { WORDS } from "./words.ts";

const FIRST = [
  { to: "/inbox", word: "work", icon: IconChecklist },
  { to: "/", word: "campaigns", icon: IconBriefcase },
  { to: "/calendar", word: "calendar", icon: IconCalendar },
] as const;

/** The bar of four at the thumb's place on a telephone; the fourth opens the rest. */
export function PhoneBar() {
  const t = useWords(WORDS);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const rest = DESTINATIONS.filter(({ to }) => !FIRST.some((one) => one.to === to));
  const inRest = rest.some(({ to }) => isWithin(pathname, to));
  return (
    <nav className="phone-bar" aria-label={t("rail")}>
      {FIRST.map(({ to, word, icon: Icon }) => (
        <Link key={to} to={to} aria-current={isWithin(pathname, to) ? "page" : undefined}>
          <Icon size={22} stroke={1.75} aria-hidden="true" />
          <span>{t(word)}</span>
        </Link>
      ))}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <button type="button" className="phone-more" data-current={inRest || undefined}>
            <IconDots size={22} stroke={1.75} aria-hidden="true" />
            <span>{t("more")}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {rest.map(({ to, word, icon: Icon }) => (
            <Menu.Item
              key={to}
              leftSection={<Icon size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => void navigate({ to })}
            >
              {t(word)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
