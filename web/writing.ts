import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { type Failure, isFailure, send } from "./api.ts";
import { signInAgain } from "./session.ts";

/** One write to the API. */
export interface Write {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** What a form needs to write: `failure` stays until the next try, and nothing typed is touched. */
export interface Writing {
  readonly write: <Answer>(one: Write) => Promise<Answer | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly reset: () => void;
}

interface Tried {
  readonly what: string;
  readonly key: string;
}

/**
 * Writes with an Idempotency-Key that a second try of the same thing keeps: a double click, or sending again
 * after a lost answer, does it once. A session that ended is asked for again first, then the same is sent.
 * What was read is read again after a success.
 */
export function useWrite(): Writing {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const tried = useRef<Tried | null>(null);
  const running = useRef(false);
  const write = useCallback(
    async <Answer>(one: Write): Promise<Answer | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setFailure(null);
      const what = JSON.stringify(one);
      const key = tried.current?.what === what ? tried.current.key : crypto.randomUUID();
      tried.current = { what, key };
      try {
        const answer = await sendSignedIn<Answer>(one, key);
        if (isFailure(answer)) {
          setFailure(answer);
          // A refusal is final: trying the same again is a new command, judged anew.
          if (answer.kind !== "network") tried.current = null;
          return null;
        }
        tried.current = null;
        void client.invalidateQueries();
        return answer;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [client],
  );
  const reset = useCallback(() => setFailure(null), []);
  return { write, busy, failure, reset };
}

/** Sends; a session that ended is asked for again, and then the very same is sent. */
export async function sendSignedIn<Answer>(one: Write, key: string): Promise<Answer | Failure> {
  const first = await send<Answer>(one, key);
  if (!isFailure(first) || first.kind !== "session" || !(await signInAgain())) return first;
  return send<Answer>(one, key);
}
