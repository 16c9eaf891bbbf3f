import type { Holder } from "#api/contract.ts";
import { useSpeech } from "#web/language.tsx";

/** A post, and who holds or covers it now. */
export function HolderName({ holder }: { readonly holder: Holder }) {
  const { t, say } = useSpeech();
  return (
    <>
      {say(holder.title)}
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
