import type { Problem } from "#api/contract.ts";
import type { Text } from "#domain/text.ts";

/** Why a reading failed, as the page explains it. `words` are the API's own where it gave some. */
export interface Failure {
  readonly kind: "network" | "session" | "rights" | "missing" | "refused" | "server";
  readonly words: Text | null;
  /** The domain's code, for a page that knows what to offer. */
  readonly code?: string;
  /** Where a body has several faults: each with its field. */
  readonly problems?: Problem["problems"];
}

interface Kept {
  readonly etag: string;
  readonly answer: unknown;
}

/** The last answers by path: an unchanged one costs a 304 and gives the very same object, so nothing is redrawn. */
const kept = new Map<string, Kept>();
const KEPT_AT_MOST = 60;

function keep(path: string, etag: string | null, answer: unknown): void {
  kept.delete(path);
  if (etag === null) return;
  kept.set(path, { etag, answer });
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
}

/**
 * Reads one path of the API with its ETag.
 * The answer is trusted to have the contract's shape: page and API are one release, and the API checks
 * its answers on the way out; checking again would bring zod into the browser.
 * @returns a `Failure` instead of throwing: every caller shows it.
 */
export async function read<Answer>(path: string, signal?: AbortSignal): Promise<Answer | Failure> {
  const known = kept.get(path);
  try {
    const response = await fetch(path, {
      cache: "no-store",
      headers: {
        accept: "application/json",
        ...(known === undefined ? {} : { "if-none-match": known.etag }),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 304 && known !== undefined) return known.answer as Answer;
    if (!response.ok) return await failureOf(response);
    const answer = (await response.json()) as Answer;
    keep(path, response.headers.get("etag"), answer);
    return answer;
  } catch {
    return { kind: "network", words: null };
  }
}

/**
 * Sends one write. The same key again is the same write: the API answers it as it did before.
 * @returns a `Failure` instead of throwing; `network` = nobody knows whether it arrived, send it again.
 */
export async function send<Answer>(
  write: { readonly method: string; readonly path: string; readonly body?: unknown },
  key: string,
): Promise<Answer | Failure> {
  try {
    const response = await fetch(write.path, {
      method: write.method,
      headers: {
        accept: "application/json",
        "idempotency-key": key,
        ...(write.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(write.body === undefined ? {} : { body: JSON.stringify(write.body) }),
    });
    if (!response.ok) return await failureOf(response);
    return (await response.json()) as Answer;
  } catch {
    return { kind: "network", words: null };
  }
}

export function isFailure(answer: unknown): answer is Failure {
  return typeof answer === "object" && answer !== null && "kind" in answer && "words" in answer;
}

const KINDS: Readonly<Record<number, Failure["kind"]>> = {
  401: "session",
  403: "rights",
  404: "missing",
  400: "refused",
  409: "refused",
  412: "refused",
  413: "refused",
  422: "refused",
  429: "refused",
  // The dev proxy and a reverse proxy answer these while the API behind them is down.
  502: "network",
  503: "network",
  504: "network",
};

/** What an answer that is not OK says of itself. */
export async function failureOf(response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return {
    kind: KINDS[response.status] ?? "server",
    words: problem?.words ?? null,
    ...(problem?.code === undefined ? {} : { code: problem.code }),
    ...(problem?.problems === undefined ? {} : { problems: problem.problems }),
  };
}
