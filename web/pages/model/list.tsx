import { useMemo, useState } from "react";
import type { ModelItem, NominationItem } from "#api/contract-list.ts";
import { matches } from "#domain/search.ts";
import { capital } from "#web/capital.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { funnelOf, type Picked, reached } from "#web/funnel.ts";
import { useSpeech } from "#web/language.tsx";
import { More, useFirst } from "#web/more.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { useAll } from "#web/reading.ts";
import { SearchBox } from "#web/search-box.tsx";
import { Funnel } from "./funnel.tsx";
import { Way } from "./way.tsx";

/** Models from registration to the result above: how many, then which, each with its way up. */
export function NominationTab({ path, campaign, follow, version }: TabProps) {
  const { t } = useSpeech();
  const models = useAll<ModelItem>(`${path}/models`, version);
  const nominations = useAll<NominationItem>(`${path}/nominations`, version);
  const [query, setQuery] = useState("");
  const [picked, setPicked] = useState<Picked>({ field: null, stage: "registered" });
  const { answer } = models;
  const { fields } = campaign;
  const funnel = useMemo(
    () =>
      funnelOf(
        answer ?? [],
        fields.map((field) => field.id),
      ),
    [answer, fields],
  );
  const found = (answer ?? []).filter(
    (one) =>
      (picked.field === null || one.field === picked.field) &&
      reached(one.state, picked.stage) &&
      matches(`${one.title} ${one.unitName}`, query),
  );
  const first = useFirst(found, `${query} ${picked.field} ${picked.stage}`);
  const ways = useMemo(() => byModel(nominations.answer ?? []), [nominations.answer]);
  const failure = models.failure ?? nominations.failure;
  if (answer === null && failure === null) return <Skeleton lines={10} />;
  return (
    <section aria-label={t("tab_nominations")}>
      {failure !== null && (
        <Failed
          failure={failure}
          retry={() => {
            models.retry();
            nominations.retry();
          }}
        />
      )}
      {answer?.length === 0 ? (
        <p className="notice-box">{t("model_empty")}</p>
      ) : (
        <>
          <Funnel rows={funnel} campaign={campaign} picked={picked} pick={setPicked} />
          <SearchBox query={query} change={setQuery} found={found.length} />
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t("model_title")}</th>
                <th scope="col">{t("model_unit")}</th>
                <th scope="col">{t("model_kind")}</th>
                <th scope="col">{t("model_state")}</th>
                <th scope="col">{t("model_way")}</th>
              </tr>
            </thead>
            <tbody>
              {first.shown.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.title}</th>
                  <td>{capital(one.unitName)}</td>
                  <td className="number">{t(`model_${one.kind}`)}</td>
                  <td>{t(`model_${one.state}`)}</td>
                  <td>
                    <Way
                      nominations={ways.get(one.id) ?? []}
                      board={follow.board}
                      campaign={campaign}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More {...first} />
        </>
      )}
    </section>
  );
}

function byModel(
  nominations: readonly NominationItem[],
): ReadonlyMap<string, readonly NominationItem[]> {
  const ways = new Map<string, NominationItem[]>();
  for (const one of nominations) {
    const way = ways.get(one.model);
    if (way === undefined) ways.set(one.model, [one]);
    else way.push(one);
  }
  return ways;
}
