import type { Manner } from "#domain/behaviour.ts";
import type { Definition } from "#domain/definition.ts";
import type { RehearsalReport } from "#domain/rehearsal-report.ts";
import type { SheetsRead } from "#domain/sheet.ts";
import type { SheetTable } from "#domain/sheet-cell.ts";
import type { Language, Text } from "#domain/text.ts";
import type { Judged, StepRow } from "./judged.ts";

/** What the page may ask of the worker, and what it answers. */
export interface Works {
  readonly templates: {
    readonly ask: {
      readonly templates: readonly { readonly name: string; readonly content: string }[];
    };
    readonly answer: null;
  };
  readonly open: { readonly ask: { readonly text: string }; readonly answer: Opened };
  readonly judge: { readonly ask: { readonly value: Definition }; readonly answer: Judged };
  readonly write: {
    readonly ask: { readonly value: Definition; readonly before: string | null };
    readonly answer: string;
  };
  readonly steps: { readonly ask: { readonly unit: string }; readonly answer: readonly StepRow[] };
  readonly sheet: {
    readonly ask: { readonly value: Definition; readonly file: ArrayBuffer };
    readonly answer: SheetsRead | { readonly refused: Text };
  };
  readonly book: {
    readonly ask: { readonly value: Definition; readonly language: Language };
    readonly answer: readonly SheetTable[];
  };
  readonly rehearse: {
    readonly ask: { readonly value: Definition; readonly manner: Manner; readonly seed: number };
    readonly answer: Rehearsed;
  };
  readonly conduct: {
    readonly ask: {
      readonly value: Definition;
      readonly base: string;
      readonly campaign: string;
      readonly actors: readonly (readonly [person: string, token: string])[];
      readonly manner: Manner;
      readonly seed: number;
    };
    readonly answer: null;
  };
}

/** A file opened: its values; or why it cannot be read. */
export type Opened =
  | { readonly value: Definition }
  | { readonly refused: Text; readonly line: number };

export interface Rehearsed extends RehearsalReport {
  readonly names: Readonly<Record<string, string>>;
  readonly clashes: readonly Text[];
}

export type Work = keyof Works;
export type Asked = {
  [W in Work]: { readonly n: number; readonly what: W } & Works[W]["ask"];
}[Work];

/** `share` is how far it is, 0 to 1; without `answer` and `error` there is more to come. */
export interface Answered {
  readonly n: number;
  readonly share?: number;
  readonly answer?: unknown;
  readonly error?: string;
}
