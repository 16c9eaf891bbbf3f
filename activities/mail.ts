import nodemailer from "nodemailer";
import { type Answer, asDetail, type Carrier } from "./carrier.ts";
import { mailSource } from "./mail-source.ts";

export interface MailServerOptions {
  readonly url: string;
  /** `Plenum <plenum@example.org>`. */
  readonly from: string;
  /** Every message goes to this address instead: a rehearsal's sink. */
  readonly onlyTo?: string;
  readonly connections?: number;
}

/** A rehearsal's mail may reach a sink server, but never a person: its envelope has this address only. */
export const REHEARSAL_ADDRESS = "rehearsal@plenum.invalid";

/** A pool of connections to one SMTP server. It repeats nothing by itself: each attempt is in the ledger. */
export function mailServer(options: MailServerOptions): Carrier {
  const transport = nodemailer.createTransport({
    pool: true,
    url: options.url,
    maxConnections: options.connections ?? 5,
    maxMessages: Number.POSITIVE_INFINITY,
    // The library's own silent repetition would hand a message over twice without a trace.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (message) => {
      try {
        const to = options.onlyTo ?? message.address ?? "";
        const source = mailSource(message, { from: options.from, to });
        const { response } = await transport.sendMail(source);
        return { status: "accepted", detail: asDetail(response), serverDown: false };
      } catch (error) {
        return answerTo(error);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
}

/**
 * What an error means. Only a 5xx about this message (its recipient or its data) is final; a 5xx
 * to our greeting, password or sender is the operator's to mend, and the message waits for that.
 */
function answerTo(error: unknown): Answer {
  const { code, command, responseCode, response, message }: SmtpError =
    error instanceof Error ? error : { message: String(error) };
  const detail = asDetail(response ?? message);
  const about = code === "EENVELOPE" || code === "EMESSAGE";
  const sender = command === "MAIL FROM";
  if (about && !sender && (responseCode === undefined || isFinal(responseCode))) {
    return { status: "refused", detail, serverDown: false };
  }
  return { status: "deferred", detail, serverDown: !about || sender };
}

/** 503 says that the session was confused, not that the message is unwanted. */
const isFinal = (responseCode: number): boolean => responseCode >= 500 && responseCode !== 503;
