import { randomUUID } from "node:crypto";
import { config } from "#config.ts";
import type { Language } from "#domain/text.ts";
import { createPool } from "#prisma/client.ts";
import { CommandError } from "./failure.ts";
import { ensureOperatorToken } from "./operator.ts";
import { presentDatabase } from "./stack.ts";

export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** A campaign file as it is, or JSON. */
  readonly body?: { readonly yaml: Uint8Array } | { readonly json: unknown };
  readonly language?: Language;
  /** Whose rights it has; the operator's unless given. */
  readonly token?: string;
  /** Its Idempotency-Key; a new one unless given. */
  readonly key?: string;
}

interface ProblemBody {
  readonly detail?: string;
  readonly title?: string;
  readonly problems?: readonly {
    readonly where?: string;
    readonly words?: Record<Language, string>;
  }[];
}

/** Where this machine's API listens. */
export function apiAddress(): string {
  const { host, port } = config;
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

const notRunning = (): CommandError =>
  new CommandError(
    `The stack is not running (nothing answers at ${apiAddress()}): npm start, then try again.`,
  );

/**
 * Asks the running stack, as its operator.
 * @throws CommandError with the server's own sentence: exit code 2 when it refuses, 1 when it fails
 */
export async function callApi<T>(call: ApiCall): Promise<T> {
  const { method, path, body, language = "vi", key = randomUUID() } = call;
  const token = call.token ?? (await operatorToken());
  let answer: Response;
  try {
    answer = await fetch(apiAddress() + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        "Accept-Language": language,
        "Content-Type": body && "yaml" in body ? "application/yaml" : "application/json",
        ...(method === "GET" ? {} : { "Idempotency-Key": key }),
      },
      ...(body
        ? { body: "yaml" in body ? Buffer.from(body.yaml) : JSON.stringify(body.json) }
        : {}),
    });
  } catch {
    throw notRunning();
  }
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as T;
  throw new CommandError(sentenceOf(text, language), answer.status < 500 ? 2 : 1);
}

function sentenceOf(text: string, language: Language): string {
  let problem: ProblemBody;
  try {
    problem = JSON.parse(text) as ProblemBody;
  } catch {
    return `The API answered with something else than JSON: is another program on ${apiAddress()}?`;
  }
  const parts = (problem.problems ?? []).map(
    ({ where, words }) => `\n  ${where ? `${where}: ` : ""}${words?.[language] ?? ""}`,
  );
  return `${problem.detail ?? problem.title ?? text}${parts.join("")}`;
}

/** Whoever may read the data folder (or its database) is the operator. */
export async function operatorToken(): Promise<string> {
  const urls = presentDatabase();
  if (urls === null) throw notRunning();
  const pool = createPool({ url: urls.url, max: 1, name: "plenum command" });
  try {
    return await ensureOperatorToken(pool);
  } finally {
    await pool.end();
  }
}
