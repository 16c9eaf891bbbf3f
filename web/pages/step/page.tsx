import { Link, useLocation, useParams } from "@tanstack/react-router";
import type { Me } from "#api/contract-list.ts";
import type { InboxItem, StepView } from "#api/contract-step.ts";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useLive } from "#web/live.ts";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";
import { Failed, PageHead, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { doingOf, stepPath } from "./act-body.ts";
import { ActPanel } from "./act-panel.tsx";
import { Attachments } from "./attachments.tsx";
import { Decisions, Receipts } from "./decision.tsx";
import { useDraft } from "./draft.ts";
import { Editor } from "./editor.tsx";
import { Extensions } from "./extensions.tsx";
import { Facts, Returned, stepLook } from "./facts.tsx";
import { History } from "./history.tsx";
import { Paper } from "./paper.tsx";
import { People } from "./people.tsx";
import { Remarks } from "./remarks.tsx";
import { SinceLast } from "./since-last.tsx";
import { Versions } from "./versions.tsx";
import { WORDS } from "./words.ts";

/** One step of one unit: its sentence, its paper, what the reader may do, and everything that happened. */
export function Page() {
  const { campaign = "", unit = "", step = "" } = useParams({ strict: false });
  const path = stepPath({ campaign, unit, step });
  const { version } = useLive(campaign);
  const { answer, failure, retry } = useReading<StepView>(path, version);
  const me = useReading<Me>("/api/me");
  const person = me.answer?.person ?? null;
  const query = new URLSearchParams({ campaign, limit: "500" });
  const inbox = useReading<{ items: readonly InboxItem[] }>(
    person === null ? null : `/api/inbox?${query}`,
    version,
  );
  if (answer === null)
    return failure === null ? <Skeleton lines={10} /> : <Failed failure={failure} retry={retry} />;
  const items = (inbox.answer?.items ?? []).filter(
    (item) => item.unit === unit && item.step === step,
  );
  return (
    <>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      <Whole
        key={path}
        path={path}
        step={answer}
        items={items}
        me={me.answer}
        ready={person === null || inbox.answer !== null || inbox.failure !== null}
        version={version}
      />
    </>
  );
}

interface WholeProps {
  readonly path: string;
  readonly step: StepView;
  readonly items: readonly InboxItem[];
  readonly me: Me | null;
  readonly ready: boolean;
  readonly version: number;
}

function Whole({ path, step, items, me, ready, version }: WholeProps) {
  const t = useWords(WORDS);
  const { t: frame, say } = useSpeech();
  const { hash } = useLocation();
  const draft = useDraft(path, step.document);
  const look = stepLook(step);
  const writing = writes(step, me);
  return (
    <article className="step-page">
      <PageHead
        title={`${say(step.title)} · ${capital(step.unitName)}`}
        sentence={say(step.explain)}
        actions={
          <Link to="/campaigns/$campaign" params={{ campaign: step.campaign }}>
            {t("board")}
          </Link>
        }
      />
      <p className={`sheet-state look-${look}`}>
        <Mark look={look} /> {frame(lookWord(look))}
      </p>
      <h2 className="unseen">{t("now")}</h2>
      {step.returned !== null && step.status !== "done" && <Returned returned={step.returned} />}
      {writing && <Editor draft={draft} paper={step.document} />}
      {!writing && step.document !== null && <Paper paper={step.document} open />}
      {!writing && <SinceLast path={path} step={step} />}
      {ready ? (
        <ActPanel
          step={step}
          items={items}
          draft={writing ? draft : null}
          wanted={doingOf(hash)}
          person={me !== null && me.person !== null}
        />
      ) : (
        <Skeleton lines={4} />
      )}
      <h2 className="unseen">{t("record")}</h2>
      <Facts step={step} />
      {step.ballot !== null && <OwnVote step={step} />}
      {(step.extensions ?? []).length > 0 && <Extensions step={step} />}
      {step.decision !== null && <Decisions decision={step.decision} />}
      {step.receipts.length > 0 && <Receipts receipts={step.receipts} />}
      {step.kind === "conference" && <People path={path} version={version} />}
      <Attachments path={path} version={version} />
      <Remarks path={path} version={version} />
      {step.document !== null && <Versions path={path} now={step.document.version} />}
      <History entries={step.history} />
    </article>
  );
}

/** Whoever owns the step drafts its paper until it is handed in. */
function writes(step: StepView, me: Me | null): boolean {
  if (step.kind !== "document" && step.kind !== "submission") return false;
  if (step.status !== "waiting" && step.status !== "open") return false;
  return (
    me?.posts.some(
      ({ campaign, post }) => campaign === step.campaign && post === step.owner.post,
    ) ?? false
  );
}

function OwnVote({ step }: { readonly step: StepView }) {
  const t = useWords(WORDS);
  const mine = step.ballot?.mine ?? null;
  if (mine === null) return null;
  const titles = new Map(step.choices?.models.map(({ id, title }) => [id, title]));
  const names = mine.map((id) => titles.get(id) ?? id).join("; ");
  return <p>{t("voted", { names: names === "" ? t("nobody") : names })}</p>;
}
