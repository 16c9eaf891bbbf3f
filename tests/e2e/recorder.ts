import {
  type ClientRequest,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A write whose answer reached its sender. */
export interface Acknowledged {
  readonly method: string;
  readonly path: string;
  readonly account: string;
  readonly key: string;
  /** The request's body, as it was sent. */
  readonly sent: string;
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What stands between the actors and the API, outside the stack, and keeps every answer that got through. */
export interface Recorder {
  readonly port: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that the stack began and could not bring to their end, or never began. */
  readonly broken: () => number;
  /**
   * Called each time an act or a fact has been sent on and its answer has not come: the moment to break something.
   * `writes` counts them, repetitions too.
   */
  meanwhile: (writes: number, url: string) => void;
  close(): Promise<void>;
}

export async function aRecorder(upstream: number): Promise<Recorder> {
  const acknowledged: Acknowledged[] = [];
  let writes = 0;
  let broken = 0;
  const hook: Pick<Recorder, "meanwhile"> = { meanwhile: () => undefined };
  const server = createServer(async (asked, answer) => {
    const body = await whole(asked);
    const { method = "GET", url = "/" } = asked;
    // What is kept must be readable.
    const headers: IncomingHttpHeaders = { ...asked.headers, "accept-encoding": "identity" };
    const onward = request({ host: "127.0.0.1", port: upstream, method, path: url, headers });
    const fail = (): void => {
      broken += 1;
      answer.destroy();
    };
    onward.on("error", fail);
    onward.on("response", async (came: IncomingMessage) => {
      let said: Buffer;
      try {
        said = await whole(came);
      } catch {
        return fail();
      }
      answer.on("finish", () => {
        const status = came.statusCode ?? 0;
        if (method === "GET" || status >= 300) return;
        acknowledged.push({
          method,
          path: url.replace(/\?.*/, ""),
          account: headers.authorization ?? "",
          key: String(headers["idempotency-key"] ?? ""),
          sent: body.toString(),
          status,
          body: JSON.parse(said.toString()),
        });
      });
      answer.writeHead(came.statusCode ?? 502, came.headers).end(said);
    });
    await sent(onward, body);
    if (method !== "GET" && url.includes("/steps/")) {
      writes += 1;
      hook.meanwhile(writes, url);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(hook, {
    port: (server.address() as AddressInfo).port,
    acknowledged,
    broken: () => broken,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Resolves when the kernel has taken the whole request; a connection that was refused is told by its error. */
const sent = (onward: ClientRequest, body: Buffer): Promise<void> =>
  new Promise((resolve) => {
    onward.once("error", () => resolve());
    onward.end(body, () => resolve());
  });
