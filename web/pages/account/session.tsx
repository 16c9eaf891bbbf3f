import { Button, Group, Text } from "@mantine/core";
import type { SessionItem } from "#api/contract-account.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { Failed } from "#web/parts/frame.tsx";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { Part } from "./part.tsx";
import { WORDS } from "./words.ts";

const PATH = "/api/account/sessions";

/** Where I am signed in, and its end: one, or all the others. */
export function SessionPart() {
  const t = useWords(WORDS);
  const { answer, failure, retry } = useReading<{ items: readonly SessionItem[] }>(PATH);
  const { write, busy } = useWrite();
  return (
    <Part title={t("sessions")}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      {answer?.items.map((one) => (
        <Group key={one.id} justify="space-between" wrap="nowrap">
          <Text>
            {one.device ?? t("unknown_device")} · {t("seen", { at: stamp(one.seenAt) })}
            {one.current && ` · ${t("this_one")}`}
          </Text>
          {!one.current && (
            <Button
              variant="subtle"
              loading={busy}
              onClick={() => void write({ method: "DELETE", path: `${PATH}/${one.id}` })}
            >
              {t("end")}
            </Button>
          )}
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          loading={busy}
          onClick={() => void write({ method: "DELETE", path: PATH })}
        >
          {t("end_others")}
        </Button>
      </Group>
    </Part>
  );
}
