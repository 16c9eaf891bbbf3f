import { Button, Checkbox, Code, Group, NumberInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { TokenItem } from "#api/contract-account.ts";
import { TOKEN_SCOPES } from "#domain/token-scope.ts";
import { shortDay } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { useReading } from "#web/reading.ts";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { Part } from "./part.tsx";
import { WORDS } from "./words.ts";

const PATH = "/api/account/tokens";
const DAYS = 30;

/** Tokens for programs of mine: what they may, until when; made, shown once, revoked. */
export function TokenPart() {
  const t = useWords(WORDS);
  const { answer } = useReading<{ items: readonly TokenItem[] }>(PATH);
  const { write, busy, failure } = useWrite();
  const [label, setLabel] = useState("");
  const [scopes, setScopes] = useState<string[]>(["read"]);
  const [days, setDays] = useState<string | number>(DAYS);
  const [made, setMade] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const body = { label, scopes, days: Number(days) };
    const done = await write<{ token: string }>({ method: "POST", path: PATH, body });
    if (done === null) return;
    setMade(done.token);
    setLabel("");
  };
  return (
    <Part title={t("tokens")}>
      {answer?.items.map((one) => (
        <Group key={one.id} justify="space-between">
          <Text>
            {one.label} · {(one.scopes ?? TOKEN_SCOPES).map((s) => t(`scope_${s}`)).join(", ")}
            {one.expiresAt !== null && ` · ${t("token_until", { day: shortDay(one.expiresAt) })}`}
          </Text>
          <Button
            variant="subtle"
            loading={busy}
            onClick={() => void write({ method: "DELETE", path: `${PATH}/${one.id}` })}
          >
            {t("remove", { name: one.label })}
          </Button>
        </Group>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Group align="end">
          <TextInput
            className="wide"
            label={t("token_label")}
            required
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <NumberInput
            label={t("token_days")}
            min={1}
            max={366}
            value={days}
            onChange={setDays}
            w={110}
          />
          <Button type="submit" variant="default" loading={busy} disabled={scopes.length === 0}>
            {t("token_make")}
          </Button>
        </Group>
        <Checkbox.Group label={t("token_scopes")} value={scopes} onChange={setScopes} mt="xs">
          <Group>
            {TOKEN_SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope_${scope}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </form>
      {made !== null && (
        <>
          <Text role="status">{t("token_made")}</Text>
          <Code block>{made}</Code>
        </>
      )}
      <Refused failure={failure} />
    </Part>
  );
}
