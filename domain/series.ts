import type { Campaign, Committee } from "./campaign.ts";
import { dayOf, type Instant } from "./time.ts";

/**
 * Number series of papers. Party papers: continuous for each document type within a term, written
 * `775-CV/HU` (HD 36-HD/VPTW, 2018). State papers: anew each calendar year, written `15/QĐ-UBND`
 * (Decree 30/2020/NĐ-CP). Below 10 both write 0n.
 */

/** The series a paper takes its number from: issuer, document type, and term or year of issue. */
export function seriesId(committee: Committee, type: string, yearOfIssue: number): string {
  const period = committee.numbering === "term" ? committee.term : String(yearOfIssue);
  return `${committee.id}/${type}/${period}`;
}

/**
 * The series a paper takes its number from when it is issued at this instant. A state series is that of the year of
 * issue, which may not be the planned one; plans written before this was told apart keep the planned series.
 */
export function seriesAt(
  { series, yearly }: { readonly series: string; readonly yearly?: boolean },
  at: Instant,
): string {
  return yearly ? `${series.slice(0, series.lastIndexOf("/"))}/${dayOf(at).slice(0, 4)}` : series;
}

/** How a number of this committee is written, with `{n}` for the number: `{n}-CV/HU`, `{n}/QĐ-UBND`. */
export function numberPattern(committee: Committee, type: string): string {
  const isParty = committee.kind === "party" || committee.kind === "steering";
  return isParty ? `{n}-${type}/${committee.symbol}` : `{n}/${type}-${committee.symbol}`;
}

/** The number and symbol as printed: `05-KH/BCĐ`. */
export function documentNumber(pattern: string, n: number): string {
  return pattern.replace("{n}", String(n).padStart(2, "0"));
}

/**
 * The first number that a campaign's series gives: where its file says the register stands. What stands there is the
 * register of the year in which the campaign starts; a series of a later year begins with 1.
 */
export function firstNumber(
  { registers, committees, starts }: Pick<Campaign, "registers" | "committees" | "starts">,
  {
    series,
    issuer,
    type,
  }: { readonly series: string; readonly issuer: string; readonly type: string },
): number {
  const committee = committees.find((one) => one.id === issuer);
  if (!committee || series !== seriesId(committee, type, Number(starts.slice(0, 4)))) return 1;
  return registers.find((one) => one.committee === issuer && one.type === type)?.next ?? 1;
}
