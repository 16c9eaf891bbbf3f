import type { CampaignDetail } from "#api/contract-campaign.ts";
import { type FunnelRow, type Picked, STAGES, type Stage } from "#web/funnel.ts";
import { useSpeech } from "#web/language.tsx";

interface FunnelProps {
  readonly rows: readonly FunnelRow[];
  readonly campaign: CampaignDetail;
  readonly picked: Picked;
  readonly pick: (picked: Picked) => void;
}

/** How many models reached each stage, by field; every number opens its list. */
export function Funnel({ rows, campaign, picked, pick }: FunnelProps) {
  const { t, say } = useSpeech();
  const title = (field: string): string => {
    const found = campaign.fields.find((one) => one.id === field);
    return found === undefined ? field : say(found.title);
  };
  const all = (stage: Stage): number => rows.reduce((n, row) => n + row.counts[stage], 0);
  return (
    <>
      <p className="soft">{t("funnel_caption")}</p>
      <div className="board-box" role="region" aria-label={t("tab_nominations")} tabIndex={0}>
        <table className="funnel">
          <caption className="unseen">{t("funnel_caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("model_field")}</th>
              {STAGES.map((stage) => (
                <th scope="col" key={stage}>
                  {t(`model_${stage}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.field}>
                <th scope="row">{title(row.field)}</th>
                {STAGES.map((stage) => (
                  <Count
                    key={stage}
                    n={row.counts[stage]}
                    of={all("registered")}
                    here={{ field: row.field, stage }}
                    picked={picked}
                    pick={pick}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("funnel_all")}</th>
              {STAGES.map((stage) => (
                <Count
                  key={stage}
                  n={all(stage)}
                  of={all("registered")}
                  here={{ field: null, stage }}
                  picked={picked}
                  pick={pick}
                />
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}

interface CountProps {
  readonly n: number;
  readonly of: number;
  readonly here: Picked;
  readonly picked: Picked;
  readonly pick: (picked: Picked) => void;
}

function Count({ n, of, here, picked, pick }: CountProps) {
  const pressed = picked.field === here.field && picked.stage === here.stage;
  return (
    <td>
      <button type="button" aria-pressed={pressed} disabled={n === 0} onClick={() => pick(here)}>
        {n}
        <meter value={n} max={Math.max(1, of)} aria-hidden="true" />
      </button>
    </td>
  );
}
