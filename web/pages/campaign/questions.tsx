import type { NextItem, NextView } from "#api/contract-step.ts";
import { cellKey } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import type { Look } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import type { CampaignPlace } from "#web/router.ts";
import type { WordKey } from "#web/words.ts";

interface QuestionsProps {
  readonly place: CampaignPlace;
  readonly next: NextView | null;
}

/** What waits, for whom, until when, in sentences, before any table. */
export function Questions({ place, next }: QuestionsProps) {
  if (next === null) return <div className="questions" aria-busy="true" />;
  const { totals } = next;
  return (
    <div className="questions">
      <Question
        place={place}
        title="who_late"
        none="nobody_late"
        look="overdue"
        items={next.late}
        total={totals.late}
      />
      <Question
        place={place}
        title="what_stuck"
        none="nothing_stuck"
        look="gate"
        titled
        items={next.blocked}
        total={totals.blocked}
      />
      <Question
        place={place}
        title="what_next"
        none="nothing_next"
        look="waiting"
        items={next.coming}
        total={totals.coming}
      />
    </div>
  );
}

interface QuestionProps {
  readonly place: CampaignPlace;
  readonly title: WordKey;
  readonly none: WordKey;
  readonly look: Look;
  readonly items: readonly NextItem[];
  readonly total: number;
  /** Name the step first: a sentence about what it waits for says only “this step”. */
  readonly titled?: boolean;
}

/** Two are read at a glance, and leave the board in sight; the board shows the rest. */
const SHOWN = 2;

function Question({ place, title, none, look, items, total, titled }: QuestionProps) {
  const { t, say } = useSpeech();
  const shown = items.slice(0, SHOWN);
  return (
    <section>
      <h2>{t(title)}</h2>
      {total === 0 && <p className="soft">{t(none)}</p>}
      <ul>
        {shown.map((item) => (
          <li key={cellKey(item.unit, item.step)}>
            <Mark look={look} />
            <Link to={{ ...place, open: cellKey(item.unit, item.step) }}>
              <b>
                {capital(item.unitName)}
                {titled && ` · ${say(item.title)}`}
              </b>{" "}
              · {say(item.explain)}
            </Link>
          </li>
        ))}
      </ul>
      {total > shown.length && <p className="soft">{t("more", { n: total - shown.length })}</p>}
    </section>
  );
}
