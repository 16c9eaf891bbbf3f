import { Button, Radio, Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Board, CampaignDetail } from "#api/contract-campaign.ts";
import type { ChangeItem } from "#api/contract-change.ts";
import { useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import { useWrite } from "#web/writing.ts";
import { ChangeFields } from "./change-fields.tsx";
import { CHANGE_WORDS, changeTitle } from "./change-words.ts";
import { Deciding } from "./deciding.tsx";
import { ASKS, changeOf, type Draft, NO_DRAFT } from "./draft.ts";
import { FORM_WORDS } from "./form-words.ts";
import { PreviewView } from "./preview.tsx";
import { PREVIEW_WORDS } from "./preview-words.ts";
import { useNames } from "./use-names.ts";
import { usePreview } from "./use-preview.ts";

interface ChangeSheetProps {
  readonly campaign: string;
  /** What is asked already, by a link or by dragging: a whole change is previewed at once. */
  readonly start?: Draft | undefined;
  readonly close: () => void;
}

/** From “what should change?” to the preview of all it would do, and only then to a decision. */
export function ChangeSheet({ campaign, start, close }: ChangeSheetProps) {
  const t = useWords(FORM_WORDS);
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const board = useReading<Board>(`${path}/board`);
  const detail = useReading<CampaignDetail>(path);
  const failure = board.failure ?? detail.failure;
  return (
    <Sheet title={t("propose")} close={close} wide>
      {failure !== null && <Failed failure={failure} retry={board.retry} />}
      {failure === null && (board.answer === null || detail.answer === null) && (
        <Skeleton lines={6} />
      )}
      {board.answer !== null && detail.answer !== null && (
        <Form {...{ path, start, close }} board={board.answer} campaign={detail.answer} />
      )}
    </Sheet>
  );
}

interface FormProps {
  readonly path: string;
  readonly board: Board;
  readonly campaign: CampaignDetail;
  readonly start: Draft | undefined;
  readonly close: () => void;
}

function Form({ path, board, campaign, start, close }: FormProps) {
  const t = useWords(FORM_WORDS);
  const p = useWords(PREVIEW_WORDS);
  const c = useWords(CHANGE_WORDS);
  const [draft, setDraft] = useState(start ?? NO_DRAFT);
  const [reason, setReason] = useState("");
  const [paper, setPaper] = useState("");
  const previewing = usePreview(path);
  const { write, busy, failure } = useWrite();
  const [done, setDone] = useState<"proposed" | "decided" | null>(null);
  const nameOf = useNames(board, campaign);
  const change = changeOf(draft, board.rows);
  const grounds = { reason: reason.trim(), paper: paper.trim() === "" ? null : paper.trim() };
  const { preview, run, clear } = previewing;
  const look = (one: Draft): void => {
    const now = changeOf(one, board.rows);
    if (now !== null) void run({ change: now, ...grounds });
  };
  // What was dragged or linked is whole: its preview is the first thing to be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, when the sheet opens.
  useEffect(() => {
    if (start !== undefined) look(start);
  }, []);
  const edit = (part: Partial<Draft>): void => {
    setDraft((last) => ({ ...last, ...part }));
    clear();
  };
  const propose = async (decide: boolean): Promise<void> => {
    if (change === null || preview === null) return;
    const seen = previewing.of?.reason === grounds.reason && previewing.of.paper === grounds.paper;
    // The words of the messages hold the reason: where it was written since, what they come to is asked anew.
    const last = seen ? preview : await run({ change, ...grounds });
    if (last === null || JSON.stringify(last.figures) !== JSON.stringify(preview.figures)) return;
    const item = await write<ChangeItem>({
      method: "POST",
      path: `${path}/changes`,
      body: { change, ...grounds },
    });
    if (item === null) return;
    if (!decide || !item.may.decide) return setDone("proposed");
    const decided = await write<ChangeItem>({
      method: "POST",
      path: `${path}/changes/${encodeURIComponent(item.id)}/decide`,
      body: { basedOn: last.basedOn, hash: last.hash },
    });
    setDone(decided === null ? "proposed" : "decided");
  };
  if (done !== null)
    return (
      <>
        {failure !== null && <Failed failure={failure} retry={close} />}
        <p role="status">{t(done)}</p>
        <Button onClick={close}>{t("shut")}</Button>
      </>
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        look(draft);
      }}
    >
      {preview === null && (
        <>
          <Radio.Group
            label={t("what")}
            value={draft.ask}
            onChange={(ask) => {
              const next = ASKS.find((one) => one === ask);
              if (next !== undefined) edit({ ...NO_DRAFT, ask: next });
            }}
          >
            <div className="choices">
              {ASKS.map((ask) => (
                <Radio
                  key={ask}
                  value={ask}
                  label={t(`ask_${ask}`)}
                  description={draft.ask === ask ? t(`note_${ask}`) : undefined}
                />
              ))}
            </div>
          </Radio.Group>
          <ChangeFields board={board} anchors={campaign.anchors} draft={draft} edit={edit} />
        </>
      )}
      <Textarea
        label={t("reason")}
        description={t("reason_hint")}
        value={reason}
        autosize
        minRows={1}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t("document")}
        description={t("document_hint")}
        value={paper}
        maxLength={300}
        onChange={(event) => setPaper(event.currentTarget.value)}
      />
      {previewing.failure !== null && (
        <Failed failure={previewing.failure} retry={() => look(draft)} />
      )}
      {previewing.busy && <Skeleton lines={6} />}
      {preview === null && !previewing.busy && (
        <Button type="submit" disabled={change === null}>
          {t("preview")}
        </Button>
      )}
      {preview !== null && change !== null && (
        <>
          <p className="soft">{p("nothing_yet")}</p>
          <PreviewView
            preview={preview}
            nameOf={nameOf}
            take={(day) => {
              const next = { ...draft, day };
              setDraft(next);
              look(next);
            }}
          />
          {failure !== null && <Failed failure={failure} retry={() => look(draft)} />}
          <Deciding
            change={change}
            title={changeTitle(change, nameOf, c)}
            figures={preview.figures}
            ready={grounds.reason !== ""}
            busy={busy || previewing.busy}
            act={(decide) => void propose(decide)}
            back={clear}
          />
        </>
      )}
    </form>
  );
}
