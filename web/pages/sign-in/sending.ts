import { useState } from "react";
import { type Failure, isFailure, send } from "#web/api.ts";

/** A write by somebody who is not signed in yet: a refusal is no session that ended. */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const post = async <Answer>(path: string, body: unknown): Promise<Answer | Failure> => {
    setBusy(true);
    setFailure(null);
    const answer = await send<Answer>({ method: "POST", path, body }, crypto.randomUUID());
    if (isFailure(answer)) setFailure(answer);
    setBusy(false);
    return answer;
  };
  return { post, busy, failure, setFailure };
}
