import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { CoversView } from "#api/contract-cover.ts";
import type { PostItem } from "#api/contract-people.ts";
import { type Day, dayOf } from "#domain/time.ts";
import { dayWords } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import type { Scope } from "#web/parts/campaign-scope.tsx";
import { DayField } from "#web/parts/day-field.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useAll, useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { peopleOf } from "./appoint.tsx";
import { WORDS } from "./words.ts";

type Cover = CoversView["set"][number];

/** Who acts for me while I am away, and for whom I act. */
export function Away({ scope }: { readonly scope: Scope }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const covers = useReading<CoversView>("/api/me/covers", scope.version);
  const posts = useAll<PostItem>(`${scope.path}/posts`);
  const { write, busy, failure, reset } = useWrite();
  const [person, setPerson] = useState<string | null>(null);
  const [from, setFrom] = useState<Day | null>(dayOf(scope.board.clock.instant));
  const [to, setTo] = useState<Day | null>(null);
  if (covers.failure !== null) return <Failed failure={covers.failure} retry={covers.retry} />;
  if (covers.answer === null) return <Skeleton lines={5} />;
  const { set, acting } = covers.answer;
  const put = (all: readonly object[]): Promise<unknown> =>
    write({ method: "PUT", path: "/api/me/covers", body: { covers: all } });
  const end = (one: Cover): Promise<unknown> =>
    put(set.filter((other) => other !== one).map(bodyOf));
  const add = (): Promise<unknown> => put([...set.map(bodyOf), { person, from, to }]);
  return (
    <section className="form">
      <p className="soft">{t("away_text")}</p>
      {set.length === 0 && <p>{t("away_none")}</p>}
      <ul className="row-cards">
        {set.map((one) => (
          <li key={`${one.post} ${one.person} ${one.from}`}>
            <b>{one.name}</b> · {say(one.title)} · {dayWords(one.from)} – {dayWords(one.to)}{" "}
            <Button size="xs" variant="default" disabled={busy} onClick={() => void end(one)}>
              {t("away_end")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="list-tools">
        <Select
          className="wide"
          label={t("person")}
          data={peopleOf(posts.answer ?? [])}
          value={person}
          onChange={setPerson}
          searchable
          limit={50}
        />
        <DayField label={t("from")} value={from} change={setFrom} />
        <DayField
          label={t("to")}
          value={to}
          change={setTo}
          {...(from === null ? {} : { min: from })}
        />
        <Button
          disabled={person === null || from === null || to === null}
          loading={busy}
          onClick={() => void add()}
        >
          {t("away_add")}
        </Button>
      </div>
      {failure !== null && <Failed failure={failure} retry={reset} />}
      {acting.length > 0 && (
        <>
          <h2>{t("acting")}</h2>
          <ul className="row-cards">
            {acting.map((one) => (
              <li key={`${one.post} ${one.from}`}>
                <b>{one.holderName}</b> · {say(one.title)} · {dayWords(one.from)} –{" "}
                {dayWords(one.to)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A cover as the API takes it back. */
const bodyOf = ({ person, from, to, post, campaigns, acts }: Cover): object => ({
  person,
  from,
  to,
  posts: [post],
  campaigns,
  acts,
});
