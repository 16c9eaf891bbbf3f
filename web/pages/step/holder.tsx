import type { Holder } from "#api/contract.ts";
import { useSpeech } from "#web/language.tsx";

interface HolderNameProps {
  readonly holder: Holder;
  /** Say whose post it is, too: where posts of many units stand in one list. */
  readonly unit?: boolean;
}

/** A post, and who holds or covers it now. */
export function HolderName({ holder, unit = false }: HolderNameProps) {
  const { t, say } = useSpeech();
  return (
    <>
      {say(holder.title)}
      {unit && holder.unitName !== null && ` ${holder.unitName}`}
      {holder.name !== null && (
        <>
          {" "}
          · <b>{holder.name}</b>
        </>
      )}
      {holder.actingFor !== null && (
        <span className="soft"> ({t("for_post", { post: holder.actingFor })})</span>
      )}
    </>
  );
}
