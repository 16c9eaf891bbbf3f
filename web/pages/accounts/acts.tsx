import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { KeptItem, WayInView } from "#api/contract-accounts.ts";
import { useWords } from "#web/language.tsx";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { WORDS } from "./words.ts";

interface ActsProps {
  readonly item: KeptItem;
  /** A way in that was made. */
  readonly made: (way: WayInView, name: string) => void;
}

/** What may be done to one account: only what the rules allow stands here. */
export function Acts({ item, made }: ActsProps) {
  const t = useWords(WORDS);
  const { write, busy, failure } = useWrite();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const may = new Set(item.may);
  const at = `/api/accounts/${item.account}`;
  const invite = async (way: "mail" | "slip"): Promise<void> => {
    const whom = item.person === null ? { account: item.account } : { person: item.person };
    const path = "/api/accounts/invitations";
    const done = await write<WayInView>({ method: "POST", path, body: { ...whom, way } });
    if (done !== null) made(done, item.name);
  };
  const post = (path: string, body: unknown = {}) => write({ method: "POST", path, body });
  return (
    <>
      <Group gap="xs">
        {may.has("invite") && item.email !== null && (
          <Button size="xs" loading={busy} onClick={() => void invite("mail")}>
            {t("mail")}
          </Button>
        )}
        {may.has("invite") && (
          <Button size="xs" variant="default" loading={busy} onClick={() => void invite("slip")}>
            {t("slip")}
          </Button>
        )}
        {may.has("ask_recovery") && (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {t("recover")}
          </Button>
        )}
        {may.has("end_sessions") && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void post(`${at}/end-sessions`)}
          >
            {t("end_sessions")}
          </Button>
        )}
        {may.has("close") && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void post(`${at}/close`)}
          >
            {t("close")}
          </Button>
        )}
      </Group>
      <Refused failure={failure} />
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("recover")}>
        <TextInput
          label={t("reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          mt="md"
          loading={busy}
          disabled={reason.trim().length < 3}
          onClick={async () => {
            if ((await post(`${at}/recovery`, { reason })) !== null) setAsking(false);
          }}
        >
          {t("send")}
        </Button>
      </Modal>
    </>
  );
}
