import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ActsRow } from "#api/contract-acts.ts";
import type { InboxItem } from "#api/contract-step.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Empty, Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Card } from "./card.tsx";
import { Many, type ManyRow } from "./many.tsx";
import { WORDS } from "./words.ts";

const AT_FIRST = 50;

/** Everything I owe, by consequence; several can be approved or acknowledged at once. */
export function Mine({ version }: { readonly version: number }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const navigate = useNavigate();
  const [limit, setLimit] = useState(AT_FIRST);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const path = `/api/inbox?order=consequence&limit=${limit}`;
  const { answer, failure, retry } = useReading<InboxPage>(path, version);
  if (answer === null && failure === null) return <Skeleton lines={8} />;
  const items = answer?.items ?? [];
  const several = items.filter((item) => rowOf(item) !== null).length > 1;
  const turn = (key: string): void => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const rows = items.flatMap((item): ManyRow[] => {
    const row = chosen.has(keyOf(item)) ? rowOf(item) : null;
    return row === null ? [] : [{ row, name: `${say(item.title)} · ${item.unitName}` }];
  });
  return (
    <>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer !== null && items.length === 0 && (
        <Empty
          title={t("empty")}
          text={t("empty_text")}
          action={{ label: t("see_campaigns"), onClick: () => void navigate({ to: "/" }) }}
        />
      )}
      <ul className="work">
        {items.map((item) => (
          <li key={keyOf(item)}>
            <Card
              item={item}
              chosen={chosen.has(keyOf(item))}
              turn={several && rowOf(item) !== null ? () => turn(keyOf(item)) : null}
            />
          </li>
        ))}
      </ul>
      {answer !== null && answer.next !== null && limit < 500 && (
        <Button variant="default" onClick={() => setLimit(Math.min(500, limit * 3))}>
          {t("more")}
        </Button>
      )}
      <Many rows={rows} clear={() => setChosen(new Set())} />
    </>
  );
}

interface InboxPage {
  readonly items: readonly InboxItem[];
  readonly next: string | null;
}

const keyOf = ({ campaign, obligation }: InboxItem): string => `${campaign}/${obligation}`;

/** What a row of many says; null where a thing wants to be looked at by itself. */
function rowOf({
  campaign,
  unit,
  step,
  act,
  round,
  hash,
  post,
  choices,
}: InboxItem): ActsRow | null {
  const place = { campaign, unit, step };
  if (act === "acknowledge") return { ...place, acknowledge: { round, post } };
  const whole = act === "approve" || (act === "accept" && choices === null);
  return whole && hash !== null ? { ...place, approve: { round, hash } } : null;
}
