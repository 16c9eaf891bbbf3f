import { isDay } from "#domain/time.ts";

/** An anchor as the form edits it; `words` is how the file writes it. */
export type AnchorForm =
  | { readonly kind: "fixed"; readonly day: string }
  | { readonly kind: "month"; readonly part: MonthPart; readonly month: string }
  | { readonly kind: "window"; readonly from: string; readonly to: string };

export const MONTH_PARTS = ["all", "beginning", "middle", "end"] as const;
export type MonthPart = (typeof MONTH_PARTS)[number];

const PARTS: Readonly<Record<string, MonthPart>> = {
  "": "all",
  tháng: "all",
  "beginning of": "beginning",
  "đầu tháng": "beginning",
  "middle of": "middle",
  "giữa tháng": "middle",
  "end of": "end",
  "cuối tháng": "end",
};

/** What the file says, for the form; what it cannot read is taken for a day still to be written. */
export function anchorForm(words: string): AnchorForm {
  const [from = "", to] = words.split("..").map((day) => day.trim());
  if (to !== undefined) return { kind: "window", from, to };
  const match = /^(.*?)\s*(?:(\d{4})-(\d{2})|(\d{1,2})\/(\d{4}))$/.exec(words.trim().toLowerCase());
  const part = PARTS[match?.[1] ?? "-"];
  if (!isDay(words) && match && part !== undefined) {
    const month = (match[3] ?? match[4] ?? "").padStart(2, "0");
    return { kind: "month", part, month: `${month}/${match[2] ?? match[5] ?? ""}` };
  }
  return { kind: "fixed", day: words };
}

/** The form's words for the file; “” while it is not whole. */
export function anchorWords(form: AnchorForm): string {
  switch (form.kind) {
    case "fixed":
      return form.day;
    case "window":
      return form.from === "" && form.to === "" ? "" : `${form.from}..${form.to}`;
    case "month": {
      const [month = "", year = ""] = form.month.split("/");
      if (year === "") return "";
      const day = `${year}-${month.padStart(2, "0")}`;
      return form.part === "all" ? day : `${form.part} of ${day}`;
    }
    default:
      return form satisfies never;
  }
}
