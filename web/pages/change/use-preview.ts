import { useCallback, useRef, useState } from "react";
import type { ChangePreviewView } from "#api/contract-change.ts";
import type { Change } from "#domain/change.ts";
import { type Failure, isFailure } from "#web/api.ts";
import { sendSignedIn } from "#web/writing.ts";

/** A change with its grounds, as the API takes it. */
export interface Proposed {
  readonly change: Change;
  readonly reason: string;
  readonly paper: string | null;
}

/** The preview of what is written, worked out by the rules that would do it. */
export interface Previewing {
  readonly preview: ChangePreviewView | null;
  readonly of: Proposed | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly run: (one: Proposed) => Promise<ChangePreviewView | null>;
  readonly clear: () => void;
}

/** Stands for the reason until one is written: a preview changes nothing, so it may be looked at before. */
const NO_REASON = "…";

export function usePreview(path: string): Previewing {
  const [state, setState] = useState<Omit<Previewing, "run" | "clear">>(NOTHING);
  const latest = useRef(0);
  const run = useCallback(
    async (one: Proposed): Promise<ChangePreviewView | null> => {
      const mine = ++latest.current;
      setState((last) => ({ ...last, busy: true, failure: null }));
      const body = { ...one, reason: one.reason === "" ? NO_REASON : one.reason };
      const answer = await sendSignedIn<ChangePreviewView>(
        { method: "POST", path: `${path}/changes/preview`, body },
        crypto.randomUUID(),
      );
      // Another was asked for meanwhile: this one is of no more use.
      if (mine !== latest.current) return null;
      const failed = isFailure(answer);
      setState({
        preview: failed ? null : answer,
        of: failed ? null : one,
        failure: failed ? answer : null,
        busy: false,
      });
      return failed ? null : answer;
    },
    [path],
  );
  const clear = useCallback((): void => {
    latest.current += 1;
    setState(NOTHING);
  }, []);
  return { ...state, run, clear };
}

const NOTHING = { preview: null, of: null, failure: null, busy: false } as const;
