import {
  IconBell,
  IconBriefcase,
  IconCalendar,
  IconChecklist,
  IconFileText,
  IconHistory,
  IconSpeakerphone,
  IconStar,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { WORDS } from "./words.ts";

/** A place of the left rail. */
export interface Destination {
  readonly to:
    | "/inbox"
    | "/"
    | "/conferences"
    | "/documents"
    | "/models"
    | "/calendar"
    | "/notices"
    | "/people"
    | "/audit";
  readonly word: keyof typeof WORDS;
  readonly icon: typeof IconBell;
}

export const DESTINATIONS: readonly Destination[] = [
  { to: "/inbox", word: "inbox", icon: IconChecklist },
  { to: "/", word: "campaigns", icon: IconBriefcase },
  { to: "/conferences", word: "conferences", icon: IconSpeakerphone },
  { to: "/documents", word: "documents", icon: IconFileText },
  { to: "/models", word: "models", icon: IconStar },
  { to: "/calendar", word: "calendar", icon: IconCalendar },
  { to: "/notices", word: "notices", icon: IconBell },
  { to: "/people", word: "people", icon: IconUsersGroup },
  { to: "/audit", word: "audit", icon: IconHistory },
];

/** Whether the address lies within the destination. */
export function isWithin(path: string, to: Destination["to"]): boolean {
  if (to === "/") return path === "/" || path.startsWith("/campaigns");
  return path === to || path.startsWith(`${to}/`);
}
