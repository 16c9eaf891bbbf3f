import { FINDINGS, type FindingKind } from "./finding-words.ts";
import type { Text } from "./text.ts";

export type { FindingKind };

/** Something that two records of the same thing say differently, or that should have happened and has not. */
export interface Finding {
  readonly kind: FindingKind;
  /** Where it belongs; null when it concerns the whole installation. */
  readonly campaign: { readonly id: string; readonly realm: string } | null;
  /** The id of what is wrong. */
  readonly subject: string;
  /** Fills the braces of its words; ids and counts, no persons. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** The same fault of the same thing has the same id, so that finding it again changes nothing. */
export const findingId = ({ kind, subject }: Pick<Finding, "kind" | "subject">): string =>
  `${kind}/${subject}`;

/** What was found, in one sentence. */
export const findingWords = ({ kind, data }: Finding): Text => filled(FINDINGS[kind].found, data);

/** What was done about it where it could be healed; null for what only a person can judge. */
export const healedWords = ({ kind, data }: Finding): Text | null => {
  const { healed } = FINDINGS[kind];
  return healed === null ? null : filled(healed, data);
};

/** What the operator does about it when it is still there. */
export const adviceWords = ({ kind, data }: Finding): Text => filled(FINDINGS[kind].advice, data);

function filled(words: Text, data: Finding["data"]): Text {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
  return { vi: fill(words.vi), en: fill(words.en) };
}
