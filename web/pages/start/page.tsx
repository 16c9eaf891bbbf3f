import { useLocation } from "@tanstack/react-router";
import "./start.css";
import { Begin } from "./begin.tsx";
import { Wizard } from "./wizard.tsx";

/** Preparing a campaign: the drafts there are and how to begin one; with `?draft=` the draft itself. */
export function Page() {
  const { searchStr } = useLocation();
  const asked = new URLSearchParams(searchStr);
  const id = asked.get("draft");
  return id === null ? <Begin /> : <Wizard key={id} id={id} isNew={asked.has("new")} />;
}
