import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ChangePreviewView, ChangeView } from "#api/contract-change.ts";
import { useWords } from "#web/language.tsx";
import { Failed, Skeleton } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { Sheet } from "#web/sheet.tsx";
import { useWrite } from "#web/writing.ts";
import { Story } from "./change-card.tsx";
import { CHANGE_WORDS, changeTitle } from "./change-words.ts";
import { FORM_WORDS } from "./form-words.ts";
import { PreviewView } from "./preview.tsx";

interface ProposalSheetProps {
  readonly item: ChangeView;
  readonly path: string;
  readonly nameOf: (id: string) => string;
  readonly close: () => void;
}

/** What somebody proposed, with the preview as it would be now: decided here, or taken back. */
export function ProposalSheet({ item, path, nameOf, close }: ProposalSheetProps) {
  const t = useWords(FORM_WORDS);
  const c = useWords(CHANGE_WORDS);
  const at = `${path}/changes/${encodeURIComponent(item.id)}`;
  const preview = useReading<ChangePreviewView>(
    item.status === "proposed" ? `${at}/preview` : null,
  );
  const { write, busy, failure, reset } = useWrite();
  const [asked, setAsked] = useState<ChangePreviewView | null>(null);
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState("");
  const title = changeTitle(item.change, nameOf, c);
  const { answer } = preview;
  const decide = async ({ basedOn, hash }: ChangePreviewView): Promise<void> => {
    const body = { basedOn, hash };
    if ((await write({ method: "POST", path: `${at}/decide`, body })) !== null) close();
  };
  const withdraw = async (): Promise<void> => {
    if ((await write({ method: "POST", path: `${at}/withdraw` })) !== null) close();
  };
  const refuse = async (reason: string): Promise<void> => {
    const body = { reason };
    if ((await write({ method: "POST", path: `${at}/refuse`, body })) !== null) close();
  };
  const again = (): void => {
    reset();
    setAsked(null);
    preview.retry();
  };
  return (
    <Sheet title={title} close={close} wide>
      <Story item={item} path={path} />
      {preview.failure !== null && <Failed failure={preview.failure} retry={preview.retry} />}
      {item.status === "proposed" && answer === null && preview.failure === null && (
        <Skeleton lines={8} />
      )}
      {answer !== null && <PreviewView preview={answer} nameOf={nameOf} />}
      {failure !== null && <Failed failure={failure} retry={again} />}
      {answer !== null && asked !== null && (
        <section className="returned" role="alertdialog" aria-label={title}>
          <p>
            {t("ask_decide", {
              units: asked.figures.units,
              dates: asked.figures.moved,
              people: asked.figures.people,
            })}
          </p>
          <div className="ways">
            <Button loading={busy} onClick={() => void decide(asked)}>
              {t("yes_decide")}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => setAsked(null)}>
              {t("not_yet")}
            </Button>
          </div>
        </section>
      )}
      {refusing && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void refuse(why.trim());
          }}
        >
          <Textarea
            label={t("refuse_reason")}
            value={why}
            required
            autosize
            maxLength={1000}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <div className="ways">
            <Button type="submit" loading={busy} disabled={why.trim() === ""}>
              {t("refuse")}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => setRefusing(false)}>
              {t("not_yet")}
            </Button>
          </div>
        </form>
      )}
      {asked === null && !refusing && item.status === "proposed" && (
        <>
          {item.needsSecondPerson && !item.may.decide && (
            <p className="soft">{t(item.may.withdraw ? "yours" : "second")}</p>
          )}
          <div className="ways">
            {item.may.decide && answer !== null && (
              <Button onClick={() => setAsked(answer)}>{t("decide_now")}</Button>
            )}
            {item.may.decide && (
              <Button variant="default" onClick={() => setRefusing(true)}>
                {t("refuse")}
              </Button>
            )}
            {item.may.withdraw && (
              <Button variant="default" loading={busy} onClick={() => void withdraw()}>
                {t("withdraw")}
              </Button>
            )}
          </div>
        </>
      )}
    </Sheet>
  );
}
