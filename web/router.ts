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

export const TABS = ["board", "mail", "documents", "nominations", "journal"] as const;
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

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

/** Goes to a place; `replace` leaves no entry in the history. */
export function go(place: Place, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState({ inside: true }, "", addressOf(place));
  else history.replaceState(history.state, "", addressOf(place));
  changed();
}

export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return placeOf(address);
}
