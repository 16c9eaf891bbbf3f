import { ImapFlow } from "imapflow";
import { rest } from "./bell.ts";
import { asDetail } from "./carrier.ts";

/** A mailbox opened for reading only: nothing in it is marked, moved or deleted. */
export interface OpenMailbox {
  readonly uidValidity: number;
  /** UIDs above `after`; of a mailbox that was never read, those since a day. */
  newUids(after: number, since: Date): Promise<number[]>;
  /** A mail's bytes, cut at `most`; null when it is gone. */
  source(uid: number, most: number): Promise<Buffer | null>;
  /** Asks the server whether it is still there, which also tells what has come. */
  check(): Promise<void>;
  alive(): boolean;
  close(): Promise<void>;
}

export interface MailboxAddress {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

const LAST_WAIT = 1_000;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** `imaps://user:password@host:993/INBOX`; user, password and folder percent-encoded where they need it. */
export function mailboxAddress(url: string): MailboxAddress {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === "imaps:";
  return {
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    folder: decodeURIComponent(pathname.slice(1)) || "INBOX",
  };
}

/** The mailbox's name, without its password. */
export const mailboxName = (url: string): string => {
  const { user, host, folder } = mailboxAddress(url);
  return `${user}@${host}/${folder}`;
};

export interface Ears {
  /** Something has come. */
  readonly arrived: () => void;
  /** The connection is gone. */
  readonly closed: () => void;
}

/** Opens a mailbox. The password never goes over a line that is not encrypted, but on this machine. */
export async function openMailbox(url: string, ears: Ears): Promise<OpenMailbox> {
  const { host, port, secure, user, password, folder } = mailboxAddress(url);
  const client = new ImapFlow({
    host: host.replace(/^\[|\]$/g, ""),
    port,
    secure,
    ...(secure ? {} : { doSTARTTLS: !LOOPBACK.includes(host) }),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 120_000,
    autoIdleDelay: 500,
    maxIdleTime: 60_000,
  });
  // Without a listener an error ends the process; every command fails by itself as well.
  client.on("error", ears.closed);
  client.on("close", ears.closed);
  client.on("exists", ears.arrived);
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(folder, { readOnly: true });
    return openedMailbox(client, Number(uidValidity));
  } catch (error) {
    client.close();
    throw error;
  }
}

const openedMailbox = (client: ImapFlow, uidValidity: number): OpenMailbox => ({
  uidValidity,
  async newUids(after, since) {
    const wanted = after === 0 ? { since } : { uid: `${after + 1}:*` };
    const found = await client.search(wanted, { uid: true });
    if (!found) throw new Error("the server did not search");
    // `n:*` names the last mail also where it is below n (RFC 3501, 6.4.8).
    return found.filter((uid) => uid > after).sort((a, b) => a - b);
  },
  async source(uid, most) {
    const found = await client.fetchOne(
      String(uid),
      { source: { start: 0, maxLength: most } },
      { uid: true },
    );
    return found ? (found.source ?? null) : null;
  },
  check: () => client.noop(),
  alive: () => client.usable,
  close: async () => {
    // A server that does not say goodbye is left without.
    const goodbye = client.logout().catch(() => undefined);
    await Promise.race([goodbye, rest(LAST_WAIT, new AbortController().signal)]);
    client.close();
  },
});

/** Why a mailbox cannot be read, in words for its operator; never with the password. */
export function imapFailure(error: unknown, url: string): string {
  const { password } = mailboxAddress(url);
  if (!(error instanceof Error)) return "unknown";
  const more = error as Error & {
    readonly authenticationFailed?: boolean;
    readonly responseText?: string;
    readonly code?: string;
  };
  if (more.authenticationFailed) return "the server refuses the name or the password";
  const words = [more.code, more.responseText ?? more.message].filter(Boolean).join(": ");
  return asDetail(password === "" ? words : words.replaceAll(password, "…"));
}
