import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";

/** A setting with a wrong value; the message is one sentence for the person who set it. */
export class ConfigError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "ConfigError";
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const url = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be a URL such as ${example}` }).optional();
const port = z.coerce
  .number({ error: "must be a number" })
  .int({ error: "must be a whole number" })
  .min(1, { error: "must be between 1 and 65535" })
  .max(65535, { error: "must be between 1 and 65535" });
const perMinute = z.coerce
  .number({ error: "must be a number" })
  .int({ error: "must be a whole number" })
  .min(1, { error: "must be 1 or more; leave it empty for no limit" })
  .optional();
const yesOrNo = z.stringbool({ error: "must be true or false" });

function isPercentEncoded(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

/** Every setting there is; .env.example says what each means. An empty value counts as not set. */
const SETTINGS = z.object({
  PLENUM_DATA: z.string().default(".plenum"),
  PORT: port.default(4510),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url(/^https?$/, "https://plenum.example.vn"),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], { error: "must be debug, info, warn or error" })
    .default("info"),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgresql://user:password@host:5432/plenum"),
  DATABASE_OWNER_URL: url(/^postgres(ql)?$/, "postgresql://owner:password@host:5432/plenum"),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d{1,5}$/, { error: "must be host:port, such as temporal.example.vn:7233" })
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default("default"),
  TEMPORAL_TLS: yesOrNo.optional(),
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  SMTP_URL: url(/^smtps?$/, "smtp://user:password@mail.example.vn:587"),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\s]+@[^<>\s]+$|<[^<>\s]+@[^<>\s]+>$/, {
      error: "must be an address, alone or as Plenum <plenum@example.vn>",
    })
    .default("Plenum <plenum@localhost>"),
  MAIL_PER_MINUTE: perMinute,
  IMAP_URL: z
    .url({
      protocol: /^imaps?$/,
      error: "must be a URL such as imaps://user:password@mail.example.vn",
    })
    .regex(/^imaps?:\/\/[^:@/]+:[^@/]+@[^@]+$/, {
      error: "must name a user and a password: imaps://user:password@mail.example.vn",
    })
    .refine(isPercentEncoded, { error: "has a % that begins no character: write % itself as %25" })
    .optional(),
  WEBHOOK_URL: url(/^https?$/, "https://gateway.example.vn/plenum"),
  WEBHOOK_SECRET: z.string().min(16, { error: "must have 16 characters or more" }).optional(),
  WEBHOOK_PER_MINUTE: perMinute,
  PUSH_PER_MINUTE: perMinute,
  PUSH_HOSTS: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d{1,5})?( *, *[a-z0-9.-]+(:\d{1,5})?)*$/, {
      error: "must be hosts with commas between them, such as push.example.vn",
    })
    .optional(),
  BOUNCE_SECRET: z.string().min(16, { error: "must have 16 characters or more" }).optional(),
  PLENUM_REHEARSAL_SMTP_URL: url(/^smtps?$/, "smtp://127.0.0.1:2525"),
  PLENUM_OIDC_ISSUER: url(/^https?$/, "https://login.example.vn/realms/office"),
  PLENUM_OIDC_CLIENT_ID: z.string().optional(),
  PLENUM_OIDC_CLIENT_SECRET: z.string().optional(),
  PLENUM_OIDC_LABEL: z.string().max(60, { error: "must have 60 characters or fewer" }).optional(),
  PLENUM_PROXIES: z
    .string()
    .regex(/^[\w.:/]+(\s*,\s*[\w.:/]+)*$/, {
      error: "must be addresses or ranges with commas between, such as 10.0.0.5, 10.1.0.0/16",
    })
    .default("loopback"),
});

type Settings = z.infer<typeof SETTINGS>;
type Name = keyof Settings;

/** Whose values may be repeated in a message; the others hold passwords. */
const SHOWN: ReadonlySet<string> = new Set([
  "PLENUM_DATA",
  "PORT",
  "HOST",
  "LOG_LEVEL",
  "TEMPORAL_ADDRESS",
  "TEMPORAL_TLS",
  "MAIL_FROM",
  "MAIL_PER_MINUTE",
  "WEBHOOK_PER_MINUTE",
  "PUSH_PER_MINUTE",
  "PUSH_HOSTS",
  "PLENUM_PROXIES",
  "PLENUM_OIDC_LABEL",
]);

export type Config = ReturnType<typeof readConfig>;

/**
 * The settings of an environment and of the files .env in `cwd` and in the data folder; the environment
 * wins, then the file in `cwd`.
 * @throws ConfigError naming the first wrong value
 */
export function readConfig(environment: Environment, cwd: string) {
  const here = join(cwd, ".env");
  const near = { ...valuesOf(here), ...set(environment) };
  const dataFolder = resolve(cwd, near["PLENUM_DATA"] ?? ".plenum");
  const there = join(dataFolder, ".env");
  const values: Environment = { ...valuesOf(there), ...near };
  const settings = parse(values, (name) =>
    environment[name] ? "" : name in valuesOf(here) ? ` in ${here}` : ` in ${there}`,
  );
  return deepFreeze({
    dataFolder,
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? localUrl(settings),
    logLevel: settings.LOG_LEVEL,
    /** null = Plenum runs a Postgres of its own. */
    databaseUrl: settings.DATABASE_URL ?? null,
    /** For migrations, backup and restore: the owner of the tables. */
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL ?? null,
    temporal: {
      /** null = Plenum runs a Temporal server of its own. */
      address: settings.TEMPORAL_ADDRESS ?? null,
      namespace: settings.TEMPORAL_NAMESPACE,
      tls: tlsOf(settings),
      apiKey: settings.TEMPORAL_API_KEY ?? null,
    },
    mail: {
      /** null = nothing is handed to a relay; messages wait in the ledger. */
      smtpUrl: settings.SMTP_URL ?? null,
      from: settings.MAIL_FROM,
      /** null = as many as the relay takes. */
      perMinute: settings.MAIL_PER_MINUTE ?? null,
      /** The mailbox that bounces and answers to invitations come to; null = nobody reads one. */
      imapUrl: settings.IMAP_URL ?? null,
      /** Where a rehearsal's messages may go besides its own mailbox. */
      rehearsalSmtpUrl: settings.PLENUM_REHEARSAL_SMTP_URL ?? null,
    },
    /** The office's own sign-in; null = there is none. */
    oidc: oidcOf(settings),
    /** Proxies whose word about a request's source is believed. */
    proxies: settings.PLENUM_PROXIES,
    /** Takes signed calls for people's phones; null = nobody does. */
    webhook: webhookOf(settings),
    push: {
      /** null = as many as the browsers' services take. */
      perMinute: settings.PUSH_PER_MINUTE ?? null,
      /** Push services besides those of the usual browsers. */
      hosts: settings.PUSH_HOSTS?.split(",").map((host) => host.trim()) ?? [],
    },
    /** Signs reports of what came back; null = only an operator's token may report. */
    bounceSecret: settings.BOUNCE_SECRET ?? null,
  });
}

function parse(values: Environment, place: (name: string) => string): Settings {
  const unknown = Object.keys(values).find(
    (name) => name.startsWith("PLENUM_") && !(name in SETTINGS.shape),
  );
  if (unknown !== undefined) {
    throw new ConfigError(
      `${unknown}${place(unknown)} is not a setting of Plenum: see .env.example for those there are.`,
    );
  }
  const parsed = SETTINGS.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]) as Name;
    const shown = SHOWN.has(name) ? `=${values[name]}` : "";
    throw new ConfigError(`${name}${shown}${place(name)} ${issue?.message}: see .env.example.`);
  }
  const missing = halfOf(parsed.data);
  if (missing) throw new ConfigError(missing);
  return parsed.data;
}

/** Settings that mean nothing without another. */
function halfOf(settings: Settings): string | null {
  const needs: [Name, Name][] = [
    ["TEMPORAL_TLS_CERT", "TEMPORAL_TLS_KEY"],
    ["TEMPORAL_TLS_KEY", "TEMPORAL_TLS_CERT"],
    ["TEMPORAL_API_KEY", "TEMPORAL_ADDRESS"],
    ["TEMPORAL_TLS", "TEMPORAL_ADDRESS"],
    ["DATABASE_OWNER_URL", "DATABASE_URL"],
    ["WEBHOOK_URL", "WEBHOOK_SECRET"],
    ["WEBHOOK_SECRET", "WEBHOOK_URL"],
    ["PLENUM_OIDC_ISSUER", "PLENUM_OIDC_CLIENT_ID"],
    ["PLENUM_OIDC_CLIENT_ID", "PLENUM_OIDC_ISSUER"],
    ["PLENUM_OIDC_CLIENT_SECRET", "PLENUM_OIDC_ISSUER"],
    ["PLENUM_OIDC_LABEL", "PLENUM_OIDC_ISSUER"],
  ];
  const half = needs.find(([name, other]) => settings[name] && !settings[other]);
  return half ? `${half[0]} is set, but ${half[1]} is not: see .env.example.` : null;
}

/** A key or a certificate only makes sense over TLS, so they switch it on. */
function tlsOf(settings: Settings) {
  const { TEMPORAL_TLS_CA, TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY, TEMPORAL_API_KEY } = settings;
  const implied = [TEMPORAL_TLS_CA, TEMPORAL_TLS_CERT, TEMPORAL_API_KEY].some(Boolean);
  if (!(settings.TEMPORAL_TLS ?? implied)) return null;
  const read = (name: Name, path: string | undefined): Buffer | null => {
    if (path === undefined) return null;
    try {
      return readFileSync(path);
    } catch {
      throw new ConfigError(`${name} names ${path}, which cannot be read.`);
    }
  };
  return {
    ca: read("TEMPORAL_TLS_CA", TEMPORAL_TLS_CA),
    cert: read("TEMPORAL_TLS_CERT", TEMPORAL_TLS_CERT),
    key: read("TEMPORAL_TLS_KEY", TEMPORAL_TLS_KEY),
    serverName: settings.TEMPORAL_TLS_SERVER_NAME ?? null,
  };
}

function webhookOf({ WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_PER_MINUTE }: Settings) {
  if (WEBHOOK_URL === undefined || WEBHOOK_SECRET === undefined) return null;
  return { url: WEBHOOK_URL, secret: WEBHOOK_SECRET, perMinute: WEBHOOK_PER_MINUTE ?? null };
}

function oidcOf(settings: Settings) {
  const { PLENUM_OIDC_ISSUER: issuer, PLENUM_OIDC_CLIENT_ID: clientId } = settings;
  if (issuer === undefined || clientId === undefined) return null;
  const label = settings.PLENUM_OIDC_LABEL ?? new URL(issuer).hostname;
  return { issuer, clientId, clientSecret: settings.PLENUM_OIDC_CLIENT_SECRET ?? null, label };
}

function localUrl({ HOST, PORT }: Settings): string {
  const everywhere = HOST === "0.0.0.0" || HOST === "::";
  return `http://${everywhere ? "127.0.0.1" : HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}

const set = (values: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]),
  );

function valuesOf(file: string): Record<string, string> {
  try {
    return set(parseEnv(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null && !Buffer.isBuffer(part)) deepFreeze(part);
  }
  return Object.freeze(value);
}

/** What this process was started with. */
export const config: Config = readConfig(process.env, process.cwd());

/** The environment for a program that is started: this process' own, and more. */
export function environmentWith(more: Record<string, string>): Record<string, string> {
  return { ...set(process.env), ...more };
}
