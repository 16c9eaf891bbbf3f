import { Agent, request } from "node:http";

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
  return ({ method, path, token, key, body }) =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const headers: Record<string, string | number> = { authorization: `Bearer ${token}` };
      if (key !== undefined) headers["idempotency-key"] = key;
      if (sent)
        Object.assign(headers, {
          "content-type": "application/json",
          "content-length": sent.length,
        });
      const out = request(
        { agent, hostname, port, method, path, headers, timeout: 20_000 },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () => {
            const said = Buffer.concat(parts).toString();
            resolve({
              status: answer.statusCode ?? 0,
              body: said === "" ? null : JSON.parse(said),
            });
          });
        },
      );
      out.on("timeout", () => out.destroy(new Error("no answer")));
      out.on("error", reject);
      out.end(sent);
    });
}
