import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface Letter {
  readonly to: readonly string[];
  readonly mail: ParsedMail;
}

/** What the server does with a message once it has all of it: an error is its refusal. */
export type Verdict = (letter: Letter, session: SMTPServerSession) => Error | null;

export interface PostOffice {
  readonly url: string;
  /** Everything it was handed, refused or not, in order. */
  readonly letters: readonly Letter[];
  verdict: Verdict;
  /** Whether the connection is cut instead of an answer, given how many letters came so far. */
  cut: (letters: number) => boolean;
  close(): Promise<void>;
}

export const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** A real SMTP server on loopback. */
export async function postOffice(): Promise<PostOffice> {
  const letters: Letter[] = [];
  const office: Pick<PostOffice, "verdict" | "cut"> = { verdict: () => null, cut: () => false };
  const sockets = new Map<string, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, callback) {
      const taken = (mail: ParsedMail): void => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const letter = { to, mail };
        letters.push(letter);
        if (office.cut(letters.length))
          sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
        else callback(office.verdict(letter, session));
      };
      // A client killed in the middle of its letter has handed nothing over.
      simpleParser(stream).then(taken, () => undefined);
    },
  });
  // A client that is killed in the middle of a message is what these tests are about.
  server.on("error", () => undefined);
  server.server.on("connection", (socket) =>
    sockets.set(`${socket.remoteAddress}:${socket.remotePort}`, socket),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(office, {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
