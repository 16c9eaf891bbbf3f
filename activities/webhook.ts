import { createHmac } from "node:crypto";
import { dayWords } from "#domain/date-words.ts";
import { dayOf, timeOf } from "#domain/time.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { type Answer, asDetail, type Carrier } from "./carrier.ts";

export interface WebhookOptions {
  readonly url: string;
  /** Signs every call; the receiver has the same. */
  readonly secret: string;
}

const PATIENCE_MS = 10_000;

/** A value of a template is short: operators of phone networks refuse longer ones. */
const LONGEST_VALUE = 100;

/**
 * The receiver's calls: one for each notice and person, signed, with the same idempotency key at every attempt.
 * It carries the name of a template and its values, never a text: phone networks pass on approved templates only.
 */
export function webhook({ url, secret }: WebhookOptions): Carrier {
  const closing = new AbortController();
  return {
    send: async (message) => {
      const body = JSON.stringify(callOf(message));
      const at = Math.floor(Date.now() / 1_000);
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "Idempotency-Key": message.id,
            "Plenum-Signature": signature(secret, at, body),
          },
          body,
          redirect: "error",
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(PATIENCE_MS)]),
        });
        return answerTo(response.status, await response.text());
      } catch (error) {
        return { status: "deferred", detail: asDetail(wordsOf(error)), serverDown: true };
      }
    },
    close: () => closing.abort(),
  };
}

/** `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>", hex>`: the time is signed, so that a call cannot be replayed. */
export const signature = (secret: string, at: number, body: string): string =>
  `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;

/** What the receiver gets. Nothing in it is free text of ours. */
function callOf({ id, kind, address, person, name, campaign, params }: ClaimedMessage) {
  return {
    id,
    template: kind ?? "reminder",
    to: { phone: address, person, name: short(name ?? "") },
    campaign,
    values: params && {
      step: short(params.step.vi),
      unit: short(params.unit),
      act: params.act,
      due_time: timeOf(params.due),
      due_day: dayWords(dayOf(params.due)),
      waiting: params.waiting.length,
      count: params.count ?? 1,
    },
  };
}

/** 408, 425 and 429 ask to come again; a key or an address that is wrong is the operator's to mend. */
function answerTo(status: number, body: string): Answer {
  const detail = asDetail(`${status} ${body}`.trim());
  if (status >= 200 && status < 300) return { status: "accepted", detail, serverDown: false };
  const down = [401, 403, 404, 429, 502, 503, 504].includes(status);
  const later = down || status >= 500 || status === 408 || status === 425;
  return { status: later ? "deferred" : "refused", detail, serverDown: down };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}

const short = (text: string): string => {
  const marks = Array.from(text.normalize("NFC"));
  return marks.length <= LONGEST_VALUE
    ? marks.join("")
    : `${marks.slice(0, LONGEST_VALUE - 1).join("")}…`;
};
