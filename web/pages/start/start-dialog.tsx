import { Button, Group, Modal, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { Started } from "#api/contract-campaign.ts";
import { dayOf } from "#domain/time.ts";
import { instantWords, longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useWrite } from "#web/writing.ts";
import { useEditing } from "./editing.tsx";
import { titleOf } from "./step-template.tsx";
import { WORDS } from "./words.ts";

/** So many people are named; the others are counted. */
const NAMED = 3;

/** Asks once, in words, before anything is sent to anybody. */
export function StartDialog({ close }: { readonly close: () => void }) {
  const t = useWords(WORDS);
  const { say, language } = useSpeech();
  const { value, judged } = useEditing();
  const navigate = useNavigate();
  const { write, busy, failure } = useWrite();
  const plan = judged?.plan;
  if (plan == null) return null;
  const title = titleOf(value);
  const who = plan.first.slice(0, NAMED).map(({ name, title: post }) => `${name} (${say(post)})`);
  const start = (): void =>
    void write<Started>({ method: "POST", path: "/api/campaigns", body: value }).then((started) => {
      if (started !== null)
        void navigate({ to: "/campaigns/$campaign", params: { campaign: started.campaign } });
    });
  return (
    <Modal
      opened
      onClose={close}
      closeButtonProps={{ "aria-label": t("close") }}
      title={t("start_title", {
        title: language === "en" && title.en !== "" ? title.en : title.vi,
      })}
    >
      <Stack>
        <p>
          {t("start_counts", {
            units: plan.units,
            people: plan.people,
            steps: plan.steps,
            ends: longDay(dayOf(plan.ends), language),
          })}
        </p>
        <p>
          {t("start_first", {
            when: instantWords(plan.begins, language),
            who: who.join(", "),
            more: Math.max(plan.first.length - NAMED, 0),
          })}
        </p>
        <p>
          <strong>{t("start_real")}</strong>
        </p>
        {failure !== null && <Failed failure={failure} retry={start} />}
        <Group justify="space-between">
          <Button variant="default" onClick={close}>
            {t("start_no")}
          </Button>
          <Button loading={busy} onClick={start}>
            {t("start_yes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
