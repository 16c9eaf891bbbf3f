import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startNode } from "../child.ts";

export interface Taken {
  readonly taken: number;
  /** When the first and the last message had come whole, ms. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface MailSink {
  readonly url: string;
  /** What it has taken since the last `reset`. */
  count(): Promise<Taken>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the SMTP server of this bench. */
export async function mailSink(folder: string): Promise<MailSink> {
  let port = 0;
  const child = await startNode({
    words: ["--import", "tsx", fileURLToPath(new URL("server.ts", import.meta.url))],
    log: join(folder, "logs", "mail.log"),
    heard: (said) => {
      if (typeof said === "object" && said !== null && "port" in said) port = Number(said.port);
    },
  });
  const ask = async (word: string): Promise<Taken> => {
    const answer = once(child.process, "message");
    child.process.send(word);
    const [taken] = (await answer) as [Taken];
    return taken;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    count: () => ask("count"),
    reset: async () => void (await ask("reset")),
    stop: child.stop,
  };
}
