import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CoversView, SetCover } from "#api/contract-cover.ts";
import type { ColleagueItem } from "#api/contract-remark.ts";
import type { InboxItem } from "#api/contract-step.ts";
import { fold } from "#domain/search.ts";
import { addDays, dayOf } from "#domain/time.ts";
import { OWED_NOUNS } from "#web/act-word.ts";
import { useHeld } from "#web/held.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { HeldBar } from "#web/parts/held-bar.tsx";
import { useReading } from "#web/reading.ts";
import { WORDS } from "./words.ts";

interface HandOverProps {
  readonly item: InboxItem;
  readonly close: () => void;
}

/** Hands one act over: a cover of that act, for that post, in that campaign, until a day. */
export function HandOver({ item, close }: HandOverProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const held = useHeld();
  const { campaign, act, post, due, arose } = item;
  const [person, setPerson] = useState<string | null>(null);
  const [to, setTo] = useState(() => (item.overdue ? addDays(dayOf(due), 7) : dayOf(due)));
  const query = new URLSearchParams({ campaign });
  const people = useReading<{ items: readonly ColleagueItem[] }>(`/api/me/colleagues?${query}`);
  const covers = useReading<CoversView>("/api/me/covers");
  const failure = people.failure ?? covers.failure;
  if (failure !== null) return <Failed failure={failure} retry={people.retry} />;
  if (people.answer === null || covers.answer === null) return <Skeleton lines={2} />;
  const kept = covers.answer.set.map(asSet);
  const name = people.answer.items.find((one) => one.person === person)?.name ?? "";
  const hand = (): void => {
    if (person === null) return;
    const from = dayOf(arose);
    const cover: SetCover = { person, from, to, posts: [post], campaigns: [campaign], acts: [act] };
    held.hold({ method: "PUT", path: "/api/me/covers", body: { covers: [...kept, cover] } }, close);
  };
  const quiet = held.phase === "idle";
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        hand();
      }}
    >
      <Select
        label={t("to_whom")}
        data={people.answer.items.map((one) => ({
          value: one.person,
          label: `${one.name} · ${say(one.title)}, ${one.unitName}`,
        }))}
        value={person}
        onChange={setPerson}
        searchable
        required
        disabled={!quiet}
        filter={({ options, search }) =>
          options.filter((one) => "label" in one && fold(one.label).includes(fold(search)))
        }
      />
      <TextInput
        type="date"
        label={t("until_day")}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        required
        readOnly={!quiet}
      />
      <p className="soft">
        {t("hand_note", { act: say(OWED_NOUNS[act]), post: say(item.postTitle) })}
      </p>
      <HeldBar held={held} what={t("hand_done", { who: name })} retry={hand} />
      {quiet && (
        <div className="ways">
          <Button type="submit" disabled={person === null}>
            {t("hand_over")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </form>
  );
}

/** A cover as it stands, to be kept. */
const asSet = ({
  person,
  from,
  to,
  post,
  campaigns,
  acts,
}: CoversView["set"][number]): SetCover => ({ person, from, to, posts: [post], campaigns, acts });
