import { createBrowserHistory, type RouterHistory } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";

/** Where the reader is. The address says all of it, so that Back, reload and a sent link are safe. */
export type Place =
  | { readonly page: "campaigns" }
  | {
      readonly page: "campaign";
      readonly campaign: string;
      readonly tab: Tab;
      /** What is open beside the tab: a step of a unit, a message, a document. */
      readonly open: string | null;
    }
  | { readonly page: "unknown"; readonly path: string };

export type CampaignPlace = Extract<Place, { readonly page: "campaign" }>;

export const TABS = [
  "board",
  "timeline",
  "tree",
  "mail",
  "documents",
  "nominations",
  "journal",
] as const;
export type Tab = (typeof TABS)[number];

const isTab = (text: string): text is Tab => TABS.some((tab) => tab === text);

/** Reads an address (`/campaigns/x/mail?open=m1`). Anything unforeseen is `unknown`, never a guess. */
export function placeOf(address: string): Place {
  const [path = "", query = ""] = address.split("?");
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return { page: "campaigns" };
  const [first, id, tab = "board"] = parts.map(decoded);
  if (first !== "campaigns" || parts.length > 3) return { page: "unknown", path };
  if (id === undefined) return { page: "campaigns" };
  if (!isTab(tab)) return { page: "unknown", path };
  return { page: "campaign", campaign: id, tab, open: new URLSearchParams(query).get("open") };
}

/** The address of a place; `placeOf` reads it back. */
export function addressOf(place: Place): string {
  switch (place.page) {
    case "campaigns":
      return "/";
    case "unknown":
      return place.path;
    case "campaign": {
      const tab = place.tab === "board" ? "" : `/${place.tab}`;
      const open = place.open === null ? "" : `?${new URLSearchParams({ open: place.open })}`;
      return `/campaigns/${encodeURIComponent(place.campaign)}${tab}${open}`;
    }
    default:
      return place satisfies never;
  }
}

/** The page of one unit. */
export const unitAddress = (campaign: string, unit: string): string =>
  `/campaigns/${encodeURIComponent(campaign)}/units/${encodeURIComponent(unit)}`;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

let made: RouterHistory | null = null;

/** The browser's history, made at first need: the pages are also drawn in tests, where there is none. */
export function browserHistory(): RouterHistory {
  made ??= createBrowserHistory();
  return made;
}

/** Goes to a place of a campaign; `replace` leaves no entry in the history. */
export function go(place: Place, how: "push" | "replace" = "push"): void {
  const history = browserHistory();
  if (how === "push") history.push(addressOf(place), { inside: true } as object);
  else history.replace(addressOf(place), globalThis.history.state as object);
}

const subscribe = (listener: () => void): (() => void) => browserHistory().subscribe(listener);

export function usePlace(): Place {
  // The history's own address: the window's follows it a moment later.
  const address = useSyncExternalStore(subscribe, () => {
    const { pathname, search } = browserHistory().location;
    return pathname + search;
  });
  return placeOf(address);
}
