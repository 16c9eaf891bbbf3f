import { TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ChangePreviewView } from "#api/contract-change.ts";
import { matches } from "#domain/search.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import { PREVIEW_WORDS } from "./preview-words.ts";

type Message = ChangePreviewView["messages"][number];

interface TellListProps {
  readonly messages: readonly Message[];
}

/** Beyond so many people the list can be searched. */
const MANY = 8;

/** Every message that will go out, by person, in its words. */
export function TellList({ messages }: TellListProps) {
  const t = useWords(PREVIEW_WORDS);
  const { say } = useSpeech();
  const [query, setQuery] = useState("");
  const found = useMemo(
    () =>
      query === ""
        ? messages
        : messages.filter((one) =>
            matches(`${one.name ?? ""} ${one.posts.map(say).join(" ")}`, query),
          ),
    [messages, query, say],
  );
  const first = useFirst(found, query);
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="change-tell">
      <h3 id="change-tell">
        {t("tell")} ({t("tell_n", { n: messages.length })})
      </h3>
      {messages.length > MANY && (
        <TextInput
          type="search"
          label={t("find_person")}
          placeholder={t("filter_hint")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {first.shown.map((one) => (
        <details key={`${one.person} ${say(one.posts[0] ?? one.subject)}`} className="paper">
          <summary>
            {one.name ?? t("vacant")} · {one.posts.map(say).join(", ")}
          </summary>
          <p className="letter">
            <b>{say(one.subject)}</b>
            {"\n"}
            {one.sentences.map(say).join("\n")}
          </p>
        </details>
      ))}
      <More {...first} />
    </section>
  );
}
