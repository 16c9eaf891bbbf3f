import { Client, Connection } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { SEARCH_ATTRIBUTES } from "#workflows/contract.ts";

/** Where Temporal is and how to speak to it: an own server, a cluster, or Temporal Cloud. */
export interface TemporalSettings {
  readonly address: string;
  readonly namespace: string;
  readonly tls: {
    readonly ca: Buffer | null;
    readonly cert: Buffer | null;
    readonly key: Buffer | null;
    readonly serverName: string | null;
  } | null;
  readonly apiKey: string | null;
}

/** A client for senders and starters. */
export async function connectClient(settings: TemporalSettings): Promise<Client> {
  const connection = await Connection.connect(optionsOf(settings));
  return new Client({ connection, namespace: settings.namespace });
}

/** A worker's own connection. */
export const connectWorker = (settings: TemporalSettings): Promise<NativeConnection> =>
  NativeConnection.connect(optionsOf(settings));

function optionsOf({ address, tls, apiKey }: TemporalSettings) {
  return {
    address,
    ...(tls ? { tls: tlsOf(tls) } : {}),
    ...(apiKey === null ? {} : { apiKey }),
  };
}

function tlsOf({ ca, cert, key, serverName }: NonNullable<TemporalSettings["tls"]>) {
  return {
    ...(ca ? { serverRootCACertificate: ca } : {}),
    ...(cert && key ? { clientCertPair: { crt: cert, key } } : {}),
    ...(serverName === null ? {} : { serverNameOverride: serverName }),
  };
}

/** Numbers of the protocol's IndexedValueType. */
const KEYWORD = 2;
const DATETIME = 6;

/**
 * Registers the search attributes that are missing: a workflow that sets an unknown one cannot go on.
 * Temporal Cloud does not allow it from here; the error then names what to add there.
 */
export async function ensureSearchAttributes(client: Client, namespace: string): Promise<void> {
  const { operatorService } = client.connection as Connection;
  const known = await operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(SEARCH_ATTRIBUTES).map((name): [string, number] => [
    name,
    name === SEARCH_ATTRIBUTES.dueAt ? DATETIME : KEYWORD,
  ]);
  const missing = wanted.filter(([name]) => !(name in (known.customAttributes ?? {})));
  if (missing.length === 0) return;
  try {
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing),
    });
  } catch (error) {
    const names = missing.map(
      ([name, type]) => `${name} (${type === KEYWORD ? "Keyword" : "Datetime"})`,
    );
    throw new Error(
      `Temporal's namespace ${namespace} lacks the search attributes ${names.join(", ")}, and they cannot be added from here: add them there.`,
      { cause: error },
    );
  }
}
