import type { CampaignDetail } from "#api/contract-campaign.ts";
import { useWords } from "#web/language.tsx";
import { CampaignScope, type Scope } from "#web/parts/campaign-scope.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { NominationTab } from "./list.tsx";
import { WORDS } from "./words.ts";

/** Models and nominations of one campaign at a time: the same as its tab, without going there. */
export function Page() {
  const t = useWords(WORDS);
  return (
    <CampaignScope title={t("title")} sentence={t("sentence")}>
      {(scope) => <Models scope={scope} />}
    </CampaignScope>
  );
}

function Models({ scope }: { readonly scope: Scope }) {
  const { path, version, board, campaign } = scope;
  const { answer, failure, retry } = useReading<CampaignDetail>(path, version);
  if (failure !== null) return <Failed failure={failure} retry={retry} />;
  if (answer === null) return <Skeleton lines={8} />;
  return (
    <NominationTab
      place={{ page: "campaign", campaign: campaign.id, tab: "nominations", open: null }}
      path={path}
      campaign={answer}
      follow={{ board, failure: null, fresh: new Set(), flash: 0, retry }}
      version={version}
    />
  );
}
