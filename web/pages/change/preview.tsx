import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ChangePreviewView } from "#api/contract-change.ts";
import type { Day } from "#domain/time.ts";
import { capital } from "#web/capital.ts";
import { dayWords, longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { dateOf } from "./compare.ts";
import { DatesTable } from "./dates-table.tsx";
import { PREVIEW_WORDS } from "./preview-words.ts";
import { TellList } from "./tell-list.tsx";

interface PreviewViewProps {
  readonly preview: ChangePreviewView;
  readonly nameOf: (unit: string) => string;
  /** Puts another day in the change's place; absent where it can no longer be written. */
  readonly take?: ((day: Day) => void) | undefined;
}

/** Everything a change would do, before it does it. */
export function PreviewView({ preview, nameOf, take }: PreviewViewProps) {
  const t = useWords(PREVIEW_WORDS);
  const { say } = useSpeech();
  const { dates, levels, cancelled, touched, clashes, problems } = preview;
  const { figures } = preview;
  return (
    <div className="change-preview">
      <p className="sentence">
        {t("summary", { dates: figures.moved, units: figures.units, people: figures.people })}
      </p>
      <Impossible preview={preview} take={take} />
      <Listed title={t("clashes")} items={clashes} keyOf={(one) => `${one.day} ${one.who}`} late>
        {(one) =>
          t("clash", {
            who: one.name,
            day: dayWords(one.day),
            units: one.units.map(nameOf).join(", "),
          })
        }
      </Listed>
      <Listed title={t("problems")} items={problems} keyOf={say}>
        {say}
      </Listed>
      {levels.length > 0 && (
        <section>
          <h3>{t("levels")}</h3>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t("level")}</th>
                <th scope="col">{t("moved")}</th>
                <th scope="col">{t("tightest")}</th>
              </tr>
            </thead>
            <tbody>
              {levels.map((one) => (
                <tr key={one.level}>
                  <th scope="row">{say(one.title)}</th>
                  <td className="number">{one.moved}</td>
                  <td className={one.to < 0 ? "late" : undefined}>
                    {t("slack_change", { from: one.from, to: one.to })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {dates.length > 0 && <DatesTable dates={dates} total={figures.moved} />}
      <Listed
        title={t("touched")}
        items={touched}
        keyOf={(one) => `${one.unit}/${one.step}/${one.how}`}
      >
        {(one) => `${capital(one.unitName)}: ${say(one.title)} (${t(one.how)})`}
      </Listed>
      <Listed title={t("cancelled")} items={cancelled} keyOf={(one) => `${one.unit}/${one.step}`}>
        {(one) => `${capital(one.unitName)}: ${say(one.title)}`}
      </Listed>
      <TellList messages={preview.messages} />
    </div>
  );
}

/** What can no longer be kept, and the days on which it could. */
function Impossible({ preview, take }: Omit<PreviewViewProps, "nameOf">) {
  const t = useWords(PREVIEW_WORDS);
  const { say, language } = useSpeech();
  const { impossible, alternatives } = preview;
  if (impossible.length === 0 && alternatives.length === 0) return null;
  return (
    <section className="returned">
      {impossible.length > 0 && (
        <>
          <h3 className="late">
            <Mark look="overdue" /> {t("impossible", { n: impossible.length })}
          </h3>
          <ul>
            {impossible.slice(0, SHOWN).map((one) => (
              <li key={`${one.unit}/${one.step}`}>
                {capital(one.unitName)}: {say(one.title)}, {dateOf(one.to)} (
                {t("slack_change", one.slack)})
              </li>
            ))}
          </ul>
        </>
      )}
      {alternatives.length > 0 && take !== undefined && (
        <>
          <h3>{t("free")}</h3>
          <div className="ways">
            {alternatives.map(({ day, slack }) => (
              <Button key={day} variant="default" onClick={() => take(day)}>
                {t("take", { day: longDay(day, language) })}
                {slack !== null && ` · ${t("spare", { n: slack })}`}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** Beyond this the table below, where they come first, is the better list. */
const SHOWN = 12;

interface ListedProps<Item> {
  readonly title: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly late?: boolean;
  readonly children: (item: Item) => ReactNode;
}

function Listed<Item>({ title, items, keyOf, late = false, children }: ListedProps<Item>) {
  if (items.length === 0) return null;
  return (
    <details className="paper" open={items.length <= SHOWN}>
      <summary className={late ? "late" : undefined}>
        {title} ({items.length})
      </summary>
      <ul className="plain-list">
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
    </details>
  );
}
