import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Language, Text } from "#domain/text.ts";
import { WORDS, type WordKey } from "./words.ts";

/** What a component needs to speak: one of our own words, or a text that came with the data. */
export interface Speech {
  readonly language: Language;
  readonly t: (key: WordKey, fill?: Readonly<Record<string, string | number>>) => string;
  readonly say: (text: Text) => string;
  readonly change: (language: Language) => void;
}

const KEPT = "plenum.language";
const SpeechContext = createContext<Speech | null>(null);

/** The words of one language; braces are filled from `fill`. */
export function speech(language: Language, change: (language: Language) => void): Speech {
  return {
    language,
    change,
    say: (text) => text[language],
    t: (key, fill = {}) =>
      WORDS[key][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
        String(fill[name] ?? whole),
      ),
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

/** Gives components a language without a browser's storage (for rendering in tests). */
export const SpeechProvider = SpeechContext;
