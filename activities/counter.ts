import type pg from "pg";
import { LINK_KEY } from "#prisma/seal.ts";
import { signingKey } from "#prisma/sql/signing-key.ts";
import type { Carriers } from "./carrier.ts";
import { mailServer, REHEARSAL_ADDRESS } from "./mail.ts";
import type { Counter } from "./outbox.ts";
import { push } from "./push.ts";
import { sealer } from "./quick-link.ts";
import { type WebhookOptions, webhook } from "./webhook.ts";

export interface CounterSettings {
  /** Without it real messages are frozen and wait; nothing is lost. */
  readonly smtpUrl: string | null;
  /** A sink that sees rehearsals' mail pass; no person ever gets it. */
  readonly rehearsalSmtpUrl: string | null;
  readonly mailFrom: string;
  /** Most mails a minute; null = as many as the server takes. */
  readonly mailPerMinute?: number | null;
  /** Most notifications in browsers a minute; null = as many as their services take. */
  readonly pushPerMinute?: number | null;
  /** Takes signed calls for people's phones. */
  readonly webhook?: (WebhookOptions & { readonly perMinute: number | null }) | null;
}

/** The mail counter: notices' channel, or the calendars', over the same connections and within the same limit. */
export function mailCounter(
  pool: pg.Pool,
  settings: CounterSettings,
): (channel: string) => Counter {
  const { smtpUrl, rehearsalSmtpUrl, mailFrom: from } = settings;
  const real = smtpUrl === null ? null : mailServer({ url: smtpUrl, from });
  const rehearsal =
    rehearsalSmtpUrl === null
      ? null
      : mailServer({ url: rehearsalSmtpUrl, from, onlyTo: REHEARSAL_ADDRESS });
  const carriers: Carriers = { real, rehearsal };
  const perMinute = settings.mailPerMinute ?? null;
  const seal = sealer(() => signingKey(pool, LINK_KEY));
  return (channel) => ({ channel, carriers, budget: "mail", perMinute, seal });
}

/** The counter for people's browsers: it needs nothing but a way out to their push services. */
export function pushCounter(
  pool: pg.Pool,
  { mailFrom, pushPerMinute = null, publicUrl }: CounterSettings & { readonly publicUrl: string },
): Counter {
  const address = /<([^<>\s]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
  const contact = publicUrl.startsWith("https:") ? publicUrl : `mailto:${address}`;
  const carriers: Carriers = { real: push(pool, { contact }), rehearsal: null };
  return { channel: "push", carriers, budget: "push", perMinute: pushPerMinute, seal: null };
}

/** The counter for people's phones; none where nobody takes its calls. */
export function webhookCounter({ webhook: settings }: CounterSettings): Counter | null {
  if (!settings) return null;
  const { perMinute } = settings;
  const carriers: Carriers = { real: webhook(settings), rehearsal: null };
  return { channel: "webhook", carriers, budget: "webhook", perMinute, seal: null };
}
