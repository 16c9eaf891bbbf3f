import { IntlMessageFormat } from "intl-messageformat";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Language, Text } from "#domain/text.ts";
import { WORDS, type WordKey } from "./words.ts";

/** What a component needs to speak: one of our own words, or a text that came with the data. */
export interface Speech {
  readonly language: Language;
  readonly t: (key: WordKey, fill?: Fill) => string;
  readonly say: (text: Text) => string;
  readonly change: (language: Language) => void;
}

/** What fills the places of an ICU message. */
export type Fill = Readonly<Record<string, string | number>>;

/** A page's own words: every entry in both languages, as ICU messages (`{n, plural, …}`). */
export type Words = Readonly<Record<string, Text>>;

const parsed = new Map<string, IntlMessageFormat>();

/** One message in one language, filled. Parsed once. */
export function spoken(message: string, language: Language, fill: Fill = {}): string {
  if (!message.includes("{")) return message;
  const key = `${language}${message}`;
  const format =
    parsed.get(key) ?? new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  parsed.set(key, format);
  try {
    return String(format.format({ ...fill }));
  } catch {
    return message; // A place without data stays to be seen; a page must not fall over it.
  }
}

const KEPT = "plenum.language";
const SpeechContext = createContext<Speech | null>(null);

/** The words of one language. */
export function speech(language: Language, change: (language: Language) => void): Speech {
  return {
    language,
    change,
    say: (text) => text[language],
    t: (key, fill = {}) => spoken(WORDS[key][language], language, fill),
  };
}

function kept(): Language {
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "vi";
  } catch {
    return "vi"; // Storage may be switched off; the choice then lasts as long as the page.
  }
}

export function Spoken({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(kept);
  useEffect(() => {
    document.documentElement.lang = language;
    try {
      localStorage.setItem(KEPT, language);
    } catch {
      // As above.
    }
  }, [language]);
  return <SpeechContext value={speech(language, setLanguage)}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const found = useContext(SpeechContext);
  if (found === null) throw new Error("useSpeech outside Spoken");
  return found;
}

/** The words that a page brings along, in the reader's language. */
export function useWords<Own extends Words>(
  words: Own,
): (key: keyof Own & string, fill?: Fill) => string {
  const { language } = useSpeech();
  return (key, fill) => spoken((words[key] as Text)[language], language, fill);
}

/** Gives components a language without a browser's storage (for rendering in tests). */
export const SpeechProvider = SpeechContext;
