import { Checkbox } from "@mantine/core";
import type { ReactNode } from "react";
import { useState } from "react";
import type { ComingItem, DoneItem, OthersItem } from "#api/contract-inbox.ts";
import { OWED_NOUNS } from "#web/act-word.ts";
import { instantWords, longDay, stamp } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { useReading } from "#web/reading.ts";
import { Many, type ManyRow } from "./many.tsx";
import { WORDS } from "./words.ts";

interface BesideProps {
  readonly version: number;
}

/** My steps whose turn has not come. */
export function Coming({ version }: BesideProps) {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  return (
    <List<ComingItem> path="/api/inbox/coming" version={version} none={t("coming_empty")}>
      {(item) => (
        <>
          <h2>
            <Mark look="not_begun" /> <Title item={item} />
          </h2>
          <p className={item.proposed ? "proposed" : "soft"}>
            {item.day === null
              ? t("due", { due: instantWords(item.due, language) })
              : longDay(item.day, language)}
            {item.proposed && ` · ${t("proposed")}`}
          </p>
          <p>{say(item.explain)}</p>
        </>
      )}
    </List>
  );
}

/** What others owe on my steps; several can be reminded at once. */
export function Others({ version }: BesideProps) {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const [chosen, setChosen] = useState<ReadonlyMap<string, ManyRow>>(new Map());
  const turn = (item: OthersItem): void => {
    const next = new Map(chosen);
    const { campaign, obligation } = item;
    const key = `${campaign}/${obligation}`;
    const name = `${say(item.title)} · ${item.who.name ?? say(item.who.title)}`;
    const remind = { obligation, sentence: "." };
    if (!next.delete(key)) next.set(key, { row: { campaign, remind }, name });
    setChosen(next);
  };
  return (
    <>
      <List<OthersItem> path="/api/inbox/others" version={version} none={t("others_empty")}>
        {(item) => {
          const who = `${say(item.who.title)}${item.who.name === null ? "" : ` · ${item.who.name}`}`;
          return (
            <>
              <h2>
                <Checkbox
                  checked={chosen.has(`${item.campaign}/${item.obligation}`)}
                  onChange={() => turn(item)}
                  aria-label={t("choose", { what: `${say(item.title)}, ${who}` })}
                />
                <Mark look={item.overdue ? "overdue" : "waiting"} /> <Title item={item} />
              </h2>
              <p className={item.overdue ? "late" : "soft"}>
                {say(OWED_NOUNS[item.act])} · {who} ·{" "}
                {t(item.overdue ? "late" : "due", { due: instantWords(item.due, language) })}
              </p>
              <p>{say(item.explain)}</p>
            </>
          );
        }}
      </List>
      <Many rows={[...chosen.values()]} clear={() => setChosen(new Map())} />
    </>
  );
}

/** What I have done since Monday. */
export function Done({ version }: BesideProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  return (
    <List<DoneItem> path="/api/inbox/done" version={version} none={t("done_empty")}>
      {(item) => (
        <>
          <h2>
            <Mark look="done" /> <Title item={item} />
          </h2>
          <p className="soft">
            {t("did", { what: say(OWED_NOUNS[item.act]), at: stamp(item.at) })}
          </p>
        </>
      )}
    </List>
  );
}

type Placed = ComingItem | OthersItem | DoneItem;

function Title({ item }: { readonly item: Placed }) {
  const { say } = useSpeech();
  const { campaign, unit, step } = item;
  return (
    <OpenStep campaign={campaign} unit={unit} step={step}>
      {say(item.title)} · {item.unitName}
    </OpenStep>
  );
}

interface ListProps<Item> {
  readonly path: string;
  readonly version: number;
  readonly none: string;
  readonly children: (item: Item) => ReactNode;
}

function List<Item extends Placed>({ path, version, none, children }: ListProps<Item>) {
  const { answer, failure, retry } = useReading<{ items: readonly Item[] }>(
    `${path}?limit=200`,
    version,
  );
  return (
    <>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer === null && failure === null && <Skeleton lines={6} />}
      {answer?.items.length === 0 && <p className="notice-box">{none}</p>}
      <ul className="work">
        {answer?.items.map((item) => (
          <li key={keyOf(item)} className="work-card">
            {children(item)}
          </li>
        ))}
      </ul>
    </>
  );
}

const keyOf = (item: Placed): string =>
  [
    item.campaign,
    item.unit,
    item.step,
    "obligation" in item ? item.obligation : "",
    "at" in item ? `${item.at}${item.act}` : "",
  ].join("/");
