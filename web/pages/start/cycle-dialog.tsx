import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import type { CampaignDraftView } from "#api/contract-draft.ts";
import { shiftedTo } from "#domain/cycle-shift.ts";
import { type Definition, wordsOf } from "#domain/definition.ts";
import { addDays, isDay } from "#domain/time.ts";
import { useWords } from "#web/language.tsx";
import { openDesk } from "./desk.ts";
import { DayInput } from "./field.tsx";
import { WORDS } from "./words.ts";

interface CycleDialogProps {
  readonly draft: CampaignDraftView;
  readonly create: (content: string) => Promise<void>;
  readonly close: () => void;
}

/** Five years, in whole weeks. */
const CYCLE_DAYS = 1827;

/** The next cycle of a campaign: every day moved by rule, shown against the last. */
export function CycleDialog({ draft, create, close }: CycleDialogProps) {
  const t = useWords(WORDS);
  const [before, setBefore] = useState<Definition | null>(null);
  const [id, setId] = useState(`${draft.key ?? "chien-dich"}-2`);
  const [starts, setStarts] = useState("");
  useEffect(() => {
    const desk = openDesk();
    void desk.ask("open", { text: draft.content }).then((opened) => {
      if ("refused" in opened) return;
      const old = wordsOf(opened.value, "starts");
      setBefore(opened.value);
      if (isDay(old)) setStarts(addDays(old, CYCLE_DAYS));
    });
    return () => desk.close();
  }, [draft]);
  const shifted = useMemo(
    () => (before !== null && isDay(starts) ? shiftedTo(before, id, starts) : null),
    [before, id, starts],
  );
  const make = async (): Promise<void> => {
    if (shifted === null) return;
    const desk = openDesk();
    const text = await desk.ask("write", { value: shifted.definition, before: draft.content });
    desk.close();
    await create(text);
  };
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ "aria-label": t("close") }}
      size="lg"
      title={t("cycle_title", { title: draft.title ?? "" })}
    >
      <Stack>
        <TextInput
          label={t("cycle_id")}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <DayInput label={t("starts")} value={starts} set={setStarts} required />
        <p>{t("cycle_about")}</p>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {shifted?.changes.map((one) => (
              <tr key={one.path}>
                <td>{one.path}</td>
                <td>{one.before}</td>
                <td>{one.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Group justify="space-between">
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
          <Button disabled={shifted === null} onClick={() => void make()}>
            {t("cycle_make")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
