import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver of signed calls on loopback, as an operator's adapter would be. */
export interface Gateway {
  readonly url: string;
  readonly calls: readonly Received[];
  /** The status it answers with; null: it cuts the connection. */
  verdict: (call: Received, nth: number) => number | null;
  close(): Promise<void>;
}

export async function gateway(): Promise<Gateway> {
  const calls: Received[] = [];
  const told: Pick<Gateway, "verdict"> = { verdict: () => 202 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const call = { headers: request.headers, body: Buffer.concat(parts).toString("utf8") };
      calls.push(call);
      const status = told.verdict(call, calls.length);
      if (status === null) request.socket.destroy();
      else response.writeHead(status).end(`status ${status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(told, {
    url: `http://127.0.0.1:${port}/plenum`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
