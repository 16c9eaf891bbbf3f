import { Button, Group, Stack, Text, Title } from "@mantine/core";
import type { RecoveryItem, WayInView } from "#api/contract-accounts.ts";
import { useWords } from "#web/language.tsx";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { WORDS } from "./words.ts";

interface RecoveriesProps {
  readonly made: (way: WayInView, name: string) => void;
}

/** Recoveries that one has asked for and another must confirm. */
export function Recoveries({ made }: RecoveriesProps) {
  const t = useWords(WORDS);
  const { answer } = useReading<{ items: readonly RecoveryItem[] }>("/api/recoveries");
  const { write, busy, failure } = useWrite();
  if (answer === null || answer.items.length === 0) return null;
  const confirm = async (one: RecoveryItem, way: "mail" | "slip"): Promise<void> => {
    const path = `/api/recoveries/${one.id}/confirm`;
    const done = await write<WayInView>({ method: "POST", path, body: { way } });
    if (done !== null) made(done, one.name);
  };
  return (
    <Stack component="section" aria-label={t("waiting")}>
      <Title order={2} size="h4">
        {t("waiting")}
      </Title>
      {answer.items.map((one) => (
        <Group key={one.id}>
          <Text>{t("asked", { name: one.name, by: one.askedBy, reason: one.reason })}</Text>
          {one.mayConfirm &&
            (["mail", "slip"] as const).map((way) => (
              <Button key={way} size="xs" loading={busy} onClick={() => void confirm(one, way)}>
                {t(`confirm_${way}`)}
              </Button>
            ))}
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void write({ method: "DELETE", path: `/api/recoveries/${one.id}` })}
          >
            {t("refuse")}
          </Button>
        </Group>
      ))}
      <Refused failure={failure} />
    </Stack>
  );
}
