import { Agent, type IncomingMessage, request } from "node:http";

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly token: string;
  readonly key?: string;
  readonly body?: unknown;
}

/** A plain client over kept-alive connections: what it costs is taken from both programs' machine. */
export function httpClient(base: string): (call: HttpCall) => Promise<HttpAnswer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(base);
  const send = ({ method, path, token, key, body }: HttpCall): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const headers: Record<string, string | number> = { authorization: `Bearer ${token}` };
      if (key !== undefined) headers["idempotency-key"] = key;
      if (sent) {
        headers["content-type"] = "application/json";
        headers["content-length"] = sent.length;
      }
      const target = { agent, hostname, port, method, path, headers, timeout: PATIENCE_MS };
      const out = request(target, (answer) => void answerOf(answer).then(resolve, reject));
      out.on("timeout", () => out.destroy(new Error("no answer")));
      // The server may close a resting connection just when it is used again: nothing has been read of us.
      out.on("error", (error) => reject(out.reusedSocket ? new Error(STALE) : error));
      out.end(sent);
    });
  return async (call) => {
    for (;;) {
      try {
        return await send(call);
      } catch (error) {
        if (!(error instanceof Error && error.message === STALE)) throw error;
      }
    }
  };
}

const PATIENCE_MS = 20_000;
const STALE = "the connection had been closed";

async function answerOf(answer: IncomingMessage): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const said = Buffer.concat(parts).toString();
  return { status: answer.statusCode ?? 0, body: said === "" ? null : JSON.parse(said) };
}
