import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Failure, isFailure } from "./api.ts";
import { sendSignedIn, type Write } from "./writing.ts";

/** How long an act stays on this device before it is sent: so long it can be taken back as if it had never been. */
export const GRACE_MS = 5_000;

/** An act that was pressed: it waits, is on its way, or was refused. */
export type HeldPhase = "idle" | "holding" | "sending" | "done";

export interface Held {
  readonly phase: HeldPhase;
  readonly failure: Failure | null;
  /** Holds a write, then sends it. While one is held, or on its way, another press does nothing. */
  readonly hold: (one: Write, after?: (answer: unknown) => void) => void;
  /** Takes back what is held: nothing was sent. */
  readonly undo: () => void;
}

interface Waiting {
  readonly one: Write;
  readonly key: string;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly after: ((answer: unknown) => void) | undefined;
}

/** What is held anywhere on the page: leaving the page sends it, because whoever goes away has decided. */
const leaving = new Set<() => void>();
if (typeof addEventListener === "function")
  addEventListener("pagehide", () => {
    for (const send of leaving) send();
  });

function sendAndForget({ one, key }: Waiting): void {
  void fetch(one.path, {
    method: one.method,
    keepalive: true,
    headers: { "idempotency-key": key, "content-type": "application/json" },
    ...(one.body === undefined ? {} : { body: JSON.stringify(one.body) }),
  }).catch(() => undefined);
}

/**
 * Writes with a grace: optimistic only in that it can really be undone. The key is kept for a retry of the same
 * after a lost answer, so nothing is done twice.
 */
export function useHeld(): Held {
  const client = useQueryClient();
  const [phase, setPhase] = useState<HeldPhase>("idle");
  const [failure, setFailure] = useState<Failure | null>(null);
  const waiting = useRef<Waiting | null>(null);
  const busy = useRef(false);
  const lost = useRef<{ readonly what: string; readonly key: string } | null>(null);
  const away = useRef<(() => void) | null>(null);

  const settle = useCallback((): Waiting | null => {
    const held = waiting.current;
    if (held !== null) clearTimeout(held.timer);
    waiting.current = null;
    if (away.current !== null) leaving.delete(away.current);
    away.current = null;
    return held;
  }, []);

  const send = useCallback(async (): Promise<void> => {
    const held = settle();
    if (held === null) return;
    setPhase("sending");
    const answer = await sendSignedIn<unknown>(held.one, held.key);
    busy.current = false;
    if (isFailure(answer)) {
      const unknown = answer.kind === "network" || answer.kind === "session";
      lost.current = unknown ? { what: JSON.stringify(held.one), key: held.key } : null;
      setFailure(answer);
      setPhase("idle");
    } else {
      lost.current = null;
      setPhase("done");
      held.after?.(answer);
    }
    void client.invalidateQueries();
  }, [client, settle]);

  const hold = useCallback(
    (one: Write, after?: (answer: unknown) => void): void => {
      if (busy.current) return;
      busy.current = true;
      setFailure(null);
      setPhase("holding");
      const what = JSON.stringify(one);
      const key = lost.current?.what === what ? lost.current.key : crypto.randomUUID();
      const timer = setTimeout(() => void send(), GRACE_MS);
      waiting.current = { one, key, timer, after };
      away.current = () => {
        const held = settle();
        if (held !== null) sendAndForget(held);
      };
      leaving.add(away.current);
    },
    [send, settle],
  );

  const undo = useCallback((): void => {
    if (settle() === null) return;
    busy.current = false;
    setPhase("idle");
  }, [settle]);

  // A card that goes away, because the reader went to another page of the app, still sends what it held.
  useEffect(
    () => () => {
      const held = settle();
      if (held === null) return;
      void sendSignedIn(held.one, held.key).then(() => client.invalidateQueries());
    },
    [client, settle],
  );
  return { phase, failure, hold, undo };
}
