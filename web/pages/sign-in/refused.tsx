import { Alert } from "@mantine/core";
import type { Failure } from "#web/api.ts";
import { useSpeech } from "#web/language.tsx";

/** Why it was not taken, beside what was typed. */
export function Refused({ failure }: { readonly failure: Failure | null }) {
  const { t, say } = useSpeech();
  if (failure === null) return null;
  const words = failure.words === null ? t(`failed_${failure.kind}`) : say(failure.words);
  return (
    <Alert color="red" role="alert" variant="light">
      {words}
    </Alert>
  );
}
