/** An answer that is not a success: its problem document's words, and its code where it has one. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, words: string) {
    super(words);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
  }
}

export interface Api {
  get<T>(path: string): Promise<T>;
  send<T>(method: "POST" | "PUT" | "DELETE", path: string, body: unknown): Promise<T>;
}

const LONGEST_RETRY_MS = 120_000;

/**
 * The API through one account's token; without one through the browser's session. A write keeps its idempotency key over its retries, so that a connection
 * that breaks, or an API that is restarted in the middle, never applies it twice.
 */
export function apiWith(base: string, token: string | null): Api {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers: Record<string, string> = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      accept: "application/json",
    };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (method !== "GET") headers["idempotency-key"] = crypto.randomUUID();
    const until = Date.now() + LONGEST_RETRY_MS;
    for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
      try {
        const init: RequestInit = { method, headers, signal: AbortSignal.timeout(15_000) };
        if (body !== undefined) init.body = JSON.stringify(body);
        const response = await fetch(new URL(path, base), init);
        // 429 names a pause, and those of 500 and more pass, too.
        if (response.status < 500 && response.status !== 429) return await answerOf<T>(response);
        if (Date.now() > until) return await answerOf<T>(response);
      } catch (error) {
        if (error instanceof HttpProblem || Date.now() > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  return {
    get: (path) => call("GET", path),
    send: (method, path, body) => call(method, path, body),
  };
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  if (response.ok) return body as T;
  const problem = (body ?? {}) as { code?: string; detail?: string; title?: string };
  throw new HttpProblem(
    response.status,
    problem.code ?? `http_${response.status}`,
    problem.detail ?? problem.title ?? `The API answered ${response.status}.`,
  );
}

/** Every item of a paged list. */
export async function allPages<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes("?") ? "&" : "?";
    const page: { items: T[]; next: string | null } = await api.get(
      `${path}${separator}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}
