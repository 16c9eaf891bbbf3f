import { Button, Modal, Text } from "@mantine/core";
import type { WayInView } from "#api/contract-accounts.ts";
import { stamp } from "#web/dates.ts";
import { useWords } from "#web/language.tsx";
import { WORDS } from "./words.ts";

interface SlipProps {
  readonly way: WayInView;
  readonly name: string;
  readonly close: () => void;
}

/** The code of somebody without e-mail, this once: printed and handed over. */
export function Slip({ way, name, close }: SlipProps) {
  const t = useWords(WORDS);
  if (way.slip === null) return null;
  const { code, address } = way.slip;
  return (
    <Modal opened onClose={close} title={t("slip_title")} centered>
      <Text>{t("slip_text", { name, address, until: stamp(way.expiresAt) })}</Text>
      <Text fz={28} fw={700} ff="monospace" ta="center" my="lg">
        {code}
      </Text>
      <Button onClick={() => window.print()}>{t("print")}</Button>
    </Modal>
  );
}
